import type { Batch } from "./batch.ts";
import type { Namespace } from "./platform.ts";
import type { Extract } from "./extract.ts";
import type { Filters, Window } from "./report.ts";
import type { Totals } from "./totals.ts";

/** How many objects share the counts: enough that no one of them meets every isolate's write of each second. */
export const SHARDS = 8;

/** What a report is read from. */
export interface Source {
  readonly extract: (window: Window, filters: Filters, now: number) => Extract | Promise<Extract>;
  readonly totals: () => Totals | Promise<Totals>;
}

/** The calls that a shard answers; arguments and answers cross to another process, so they are plain data. */
export interface Shard extends Source {
  /** Counts each batch once, however often it is sent; rejects when nothing was stored. */
  readonly write: (batches: readonly Batch[]) => Promise<void>;
}

/** The shard of a number; any whole number has one. */
export function shardOf(namespace: Namespace, number: number): Shard {
  return namespace.getByName(`shard-${number % SHARDS}`) as Shard;
}

/** Every shard, for reading. */
export function allShards(namespace: Namespace): readonly Shard[] {
  return Array.from({ length: SHARDS }, (_, number) => shardOf(namespace, number));
}
