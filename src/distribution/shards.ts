import type { Batch } from "./batch.ts";
import type { Namespace } from "./platform.ts";
import type { Extract } from "./extract.ts";
import type { Filters, Window } from "./report.ts";
import type { Totals } from "./totals.ts";

/** How many objects share the counts: enough that no one of them meets every isolate's write of each second. */
export const SHARDS = 8;

/** The calls that a shard answers; arguments and answers cross to another process, so they are plain data. */
export interface Shard {
  readonly write: (batches: readonly Batch[]) => Promise<void>;
  readonly report: (window: Window, filters: Filters, now: number) => Promise<Extract>;
  readonly metrics: () => Promise<Totals>;
}

/** The shard of a number; any whole number has one. */
export function shardOf(namespace: Namespace, number: number): Shard {
  const id = namespace.idFromName(`shard-${number % SHARDS}`);
  return namespace.get(id) as Shard;
}

/** Every shard, for reading. */
export function allShards(namespace: Namespace): readonly Shard[] {
  return Array.from({ length: SHARDS }, (_, number) => shardOf(namespace, number));
}
