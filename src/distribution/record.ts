import { writePoints } from "./analytics.ts";
import type { Batch } from "./batch.ts";
import type { FailureEvent } from "./event.ts";
import { failureLine, levelOf } from "./line.ts";
import { createMemory, memoryOf } from "./memory.ts";
import { createOutbox, type Write } from "./outbox.ts";
import type { DistributionEnv, Waiter } from "./platform.ts";
import { SHARDS, shardOf, type Source } from "./shards.ts";
import { summaryLine } from "./summary.ts";
import { createTally } from "./tally.ts";

// Without a store, successes alone write a line a minute, and only while requests come.
const QUIET_MS = 60_000;

/** What the recorder needs from the outside. */
export interface RecorderOptions {
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly console: Pick<Console, "info" | "warn" | "error">;
  readonly uuid: () => string;
}

/** What was measured of a request. */
export interface Measured {
  /** Until the upstream's headers; left out where it gave none. */
  readonly seconds?: number | undefined;
  /** The configured route's name; requests are counted over all routes, so it decides nothing yet. */
  readonly route?: string | undefined;
}

/** Logs and counts what passes through one isolate. */
export interface Recorder {
  readonly recordRequest: (env: DistributionEnv, ctx: Waiter, measured: Measured) => void;
  readonly recordFailure: (env: DistributionEnv, ctx: Waiter, event: FailureEvent) => void;
  /** Sends what is counted so far to the store, so that a report has it; without a store there is nothing to do. */
  readonly drain: (env: DistributionEnv) => Promise<void>;
  /** What this isolate has counted since it began and no store holds. */
  readonly memory: () => readonly Source[];
}

/** A recorder; the Worker has one an isolate, and a test one of its own. */
export function createRecorder({ clock, sleep, console, uuid }: RecorderOptions): Recorder {
  const tally = createTally(clock);
  const memory = createMemory();
  // A batch that two writes carried is stored once by its id, but would be two sets of points.
  const pointed = new WeakSet<Batch>();
  let shard: number | undefined;
  // Read at the first request: at module level Workers say that it is 1970.
  let lastLine: number | undefined;

  const outbox = createOutbox({
    clock,
    sleep,
    take: () => (tally.pending() === "nothing" ? undefined : tally.take(uuid())),
    giveUp(batches) {
      console.warn(summaryLine(batches, "write_failed"));
    },
  });

  function writeFor(env: DistributionEnv): Write {
    return async (batches) => {
      const { ANALYTICS, DISTRIBUTION, CF_VERSION_METADATA } = env;
      // The store that may refuse goes first: a point that was written cannot be taken back.
      if (DISTRIBUTION === undefined) for (const batch of batches) memory.add(batch);
      else {
        // Not at module level: Workers give no random numbers outside a request.
        shard ??= Math.floor(Math.random() * SHARDS);
        await shardOf(DISTRIBUTION, shard).write(batches);
      }
      if (ANALYTICS !== undefined) {
        const fresh = batches.filter((batch) => !pointed.has(batch));
        for (const batch of fresh) pointed.add(batch);
        writePoints(ANALYTICS, fresh, CF_VERSION_METADATA?.id ?? "");
      }
      if (DISTRIBUTION === undefined && ANALYTICS === undefined) {
        lastLine = clock();
        console.info(summaryLine(batches, "no_store"));
      }
    };
  }

  function plan(env: DistributionEnv, ctx: Waiter): void {
    if (outbox.planned()) return;
    const stored = env.DISTRIBUTION !== undefined || env.ANALYTICS !== undefined;
    lastLine ??= clock();
    if (stored || tally.pending() === "failures" || clock() - lastLine >= QUIET_MS) {
      outbox.schedule(ctx, writeFor(env));
    }
  }

  return {
    recordRequest(env, ctx, { seconds }) {
      tally.request(seconds);
      plan(env, ctx);
    },
    recordFailure(env, ctx, event) {
      console[levelOf(event)](failureLine(event));
      tally.failure(event);
      plan(env, ctx);
    },
    async drain(env) {
      if (env.DISTRIBUTION !== undefined) await outbox.flush(writeFor(env));
    },
    memory: () => [memory, memoryOf(tally.peek())],
  };
}

/** The recorder of this isolate. */
export const isolate: Recorder = createRecorder({
  clock: Date.now,
  sleep: async (ms) => {
    await new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
  },
  console,
  uuid: () => crypto.randomUUID(),
});

/** Counts a request, once, whatever became of it: a failure is counted here and by `recordFailure`. */
export const recordRequest: Recorder["recordRequest"] = isolate.recordRequest;

/** Logs a failure as one line and counts it. */
export const recordFailure: Recorder["recordFailure"] = isolate.recordFailure;
