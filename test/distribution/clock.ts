/** A clock that stands still until a test moves it. */
export interface FakeClock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Moves on, waking each sleeper in its turn and letting it run. */
  readonly advance: (ms: number) => Promise<void>;
}

/** A clock that shows `start`, epoch milliseconds. */
export function fakeClock(start: number): FakeClock {
  let now = start;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  return {
    now: () => now,
    sleep: async (ms) => {
      await new Promise<void>((wake) => {
        sleepers.push({ at: now + ms, wake });
      });
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const [next] = sleepers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (next === undefined) break;
        sleepers = sleepers.filter((sleeper) => sleeper !== next);
        now = next.at;
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

/** Lets everything that waits for a promise, not for time, run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
