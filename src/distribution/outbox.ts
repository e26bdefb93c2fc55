import type { Batch } from "./batch.ts";
import type { Waiter } from "./platform.ts";

const WINDOW_MS = 1000;
const ATTEMPTS = 4;
// Past this a request that was to write is taken for cancelled, and another one does it.
const DEAD_AFTER_MS = 20_000;
// Well before a store forgets which batches it has seen.
const EXPIRES_MS = 30 * 60_000;
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
  /** Whether a write is planned that will carry what is counted now. */
  readonly planned: () => boolean;
  /** Plans a write within a second, unless one is planned; `waitUntil` keeps the request alive until it is done. */
  readonly schedule: (ctx: Waiter, write: Write) => void;
  /** Writes at once what is there, unless a write is under way; resolves when it is written or kept for later. */
  readonly flush: (write: Write) => Promise<void>;
}

interface Entry {
  readonly batch: Batch;
  readonly takenAt: number;
  attempts: number;
}

/**
 * An outbox; a batch stays in it until a write has confirmed it, so a cancelled request loses nothing.
 *
 * One write is under way at a time: what is counted meanwhile waits in the tally, which is bounded, and no batch is
 * given up while it may still be stored. A whole cycle of attempts takes 15 seconds of the 30 that `waitUntil` grants.
 */
export function createOutbox({ clock, sleep, take, giveUp }: OutboxOptions): Outbox {
  let unsent: Entry[] = [];
  let due: number | undefined;
  let flight: { readonly since: number } | undefined;
  let lastWrite = -Infinity;

  const planned = (): boolean => due !== undefined && clock() - due < DEAD_AFTER_MS;
  const flying = (): boolean => flight !== undefined && clock() - flight.since < DEAD_AFTER_MS;

  async function flush(write: Write): Promise<void> {
    if (flying()) return;
    const now = clock();
    const batch = take();
    if (batch !== undefined) unsent.push({ batch, takenAt: now, attempts: 0 });
    // A write that never answers raises no attempt: the length and the age bound those.
    drop((entry, index) => index < unsent.length - QUEUE || now - entry.takenAt > EXPIRES_MS);
    if (unsent.length === 0) return;
    const sending = [...unsent];
    const mine = { since: now };
    flight = mine;
    lastWrite = now;
    try {
      await write(sending.map((entry) => entry.batch));
      unsent = unsent.filter((entry) => !sending.includes(entry));
    } catch {
      for (const entry of sending) entry.attempts += 1;
      // Where this write was taken for dead, the one that took over decides.
      if (flight === mine) drop((entry) => entry.attempts >= ATTEMPTS);
    }
    if (flight === mine) flight = undefined;
  }

  function drop(hopeless: (entry: Entry, index: number) => boolean): void {
    const dropped = unsent.filter(hopeless);
    if (dropped.length === 0) return;
    unsent = unsent.filter((entry) => !dropped.includes(entry));
    giveUp(dropped.map((entry) => entry.batch));
  }

  async function cycle(write: Write): Promise<void> {
    let delay = WINDOW_MS;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      await sleep(delay);
      // A drain may have written a moment ago: the window holds for all writes.
      const early = lastWrite + WINDOW_MS - clock();
      if (early > 0) await sleep(early);
      delay *= 2;
      due = undefined;
      await flush(write);
      // What was counted during the write has planned its own cycle, which sends the rest too.
      if (unsent.length === 0 || planned()) return;
      due = clock();
    }
    due = undefined;
    // No request may ever come to try again.
    if (!flying()) drop(() => true);
  }

  return {
    planned,
    schedule(ctx, write) {
      if (planned()) return;
      due = clock();
      ctx.waitUntil(cycle(write));
    },
    flush,
  };
}
