import type { Batch } from "./batch.ts";
import type { Waiter } from "./platform.ts";

const WINDOW_MS = 1000;
const ATTEMPTS = 4;
// Past this a cycle whose request was cancelled is taken for dead, and another request starts the next one.
const DEAD_AFTER_MS = 20_000;
const QUEUE = 8;

/** Where batches go: rejects when they were not, or may not have been, stored. */
export type Write = (batches: readonly Batch[]) => Promise<void>;

/** What the outbox needs from the outside; `sleep` resolves after so many milliseconds. */
export interface OutboxOptions {
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A batch of what was counted since the last one, or `undefined` for nothing. */
  readonly take: () => Batch | undefined;
  /** What could not be written in the end. */
  readonly giveUp: (batches: readonly Batch[]) => void;
}

/** Sends what was counted, at most one write a second, and sends again what was not taken. */
export interface Outbox {
  /** Plans a write within a second, unless one is planned; `waitUntil` keeps the request alive until it is done. */
  readonly schedule: (ctx: Waiter, write: Write) => void;
  /** Writes at once what is there; resolves when it is written or kept for later. */
  readonly flush: (write: Write) => Promise<void>;
}

/** An outbox; a batch stays in it until a write has confirmed it, so a cancelled request loses nothing. */
export function createOutbox({ clock, sleep, take, giveUp }: OutboxOptions): Outbox {
  let unsent: { readonly batch: Batch; attempts: number }[] = [];
  let due: number | undefined;
  let lastWrite = -Infinity;

  async function flush(write: Write): Promise<void> {
    const batch = take();
    if (batch !== undefined) unsent.push({ batch, attempts: 0 });
    // A write that never answers raises no attempt: the length bounds those.
    drop((_, index) => index < unsent.length - QUEUE);
    if (unsent.length === 0) return;
    const sending = [...unsent];
    lastWrite = clock();
    try {
      await write(sending.map((entry) => entry.batch));
      unsent = unsent.filter((entry) => !sending.includes(entry));
    } catch {
      for (const entry of sending) entry.attempts += 1;
      drop((entry) => entry.attempts >= ATTEMPTS);
    }
  }

  function drop(hopeless: (entry: { attempts: number }, index: number) => boolean): void {
    const dropped = unsent.filter(hopeless);
    if (dropped.length === 0) return;
    unsent = unsent.filter((entry) => !dropped.includes(entry));
    giveUp(dropped.map((entry) => entry.batch));
  }

  async function cycle(write: Write): Promise<void> {
    let delay = WINDOW_MS;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      await sleep(delay);
      // Two cycles overlap when a write is slow: the window holds for both.
      const early = lastWrite + WINDOW_MS - clock();
      if (early > 0) await sleep(early);
      due = undefined;
      await flush(write);
      // What was counted during the write has planned its own cycle, which sends the rest too.
      if (unsent.length === 0 || due !== undefined) return;
      if (attempt < ATTEMPTS) due = clock();
      delay *= 2;
    }
    drop(() => true);
  }

  return {
    schedule(ctx, write) {
      const now = clock();
      if (due !== undefined && now - due < DEAD_AFTER_MS) return;
      due = now;
      ctx.waitUntil(cycle(write));
    },
    flush,
  };
}
