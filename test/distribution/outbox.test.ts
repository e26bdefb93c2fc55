import * as fc from "fast-check";
import { describe, test } from "vitest";
import type { Batch } from "../../src/distribution/batch.ts";
import { createOutbox, type Outbox, type Write } from "../../src/distribution/outbox.ts";
import { createTally, type Tally } from "../../src/distribution/tally.ts";
import { type FakeClock, fakeClock } from "./clock.ts";
import { failure, NOW } from "./make.ts";

const SECOND = 1000;

type Answer = "stored" | "refused" | "stored, but said to have failed" | "stored after 30 seconds" | "never";

/** An outbox over a tally, before a store that answers as it is told and counts each batch once. */
interface Bench {
  readonly clock: FakeClock;
  readonly tally: Tally;
  readonly outbox: Outbox;
  /** When each write was, and how many batches it carried. */
  readonly writes: { readonly at: number; readonly batches: number }[];
  readonly answers: Answer[];
  readonly stored: Map<string, number>;
  given: number;
  lines: number;
  waits: number;
  /** A failure of a request that lives on. */
  readonly fail: () => void;
}

const total = (batch: Batch): number => batch.counts.reduce((sum, row) => sum + row.count, 0);
const storedIn = (bench: Bench): number => [...bench.stored.values()].reduce((sum, count) => sum + count, 0);

function createBench(answers: Answer[] = []): Bench {
  const clock = fakeClock(NOW);
  const tally = createTally(clock.now);
  let batches = 0;
  const outbox = createOutbox({
    clock: clock.now,
    sleep: clock.sleep,
    take() {
      if (tally.pending() === "nothing") return undefined;
      batches += 1;
      return tally.take(`b${batches}`);
    },
    giveUp(given) {
      bench.lines += 1;
      for (const batch of given) bench.given += total(batch);
    },
  });
  const write: Write = async (sent) => {
    bench.writes.push({ at: clock.now() - NOW, batches: sent.length });
    const answer = answers.shift() ?? "stored";
    await clock.sleep(answer === "stored after 30 seconds" ? 30 * SECOND : 10);
    if (answer !== "refused" && answer !== "never")
      for (const batch of sent) bench.stored.set(batch.id, total(batch));
    if (answer === "never") await new Promise(() => {});
    if (!answer.startsWith("stored") || answer.endsWith("failed"))
      throw new Error("Network connection lost.");
  };
  const ctx = {
    waitUntil() {
      bench.waits += 1;
    },
  };
  const bench: Bench = {
    clock,
    tally,
    outbox,
    writes: [],
    answers,
    stored: new Map(),
    given: 0,
    lines: 0,
    waits: 0,
    fail() {
      tally.failure(failure());
      outbox.schedule(ctx, write);
    },
  };
  return bench;
}

const idle = async (): Promise<void> => {};

async function run(
  steps: readonly { failures?: number; wait?: number }[],
  answers: Answer[],
): Promise<[Bench, number]> {
  const bench = createBench(answers);
  let counted = 0;
  for (const { failures, wait } of steps) {
    for (let count = 0; count < (failures ?? 0); count += 1) {
      bench.fail();
      counted += 1;
    }
    await bench.clock.advance(wait ?? 0);
  }
  await bench.clock.advance(60 * SECOND);
  return [bench, counted];
}

describe("createOutbox", () => {
  test("writes a second after the first failure, once, and then sleeps", async ({ expect }) => {
    const bench = createBench();
    bench.fail();
    await bench.clock.advance(999);
    expect(bench.writes).toEqual([]);
    await bench.clock.advance(60 * SECOND);
    expect(bench.writes).toEqual([{ at: 1000, batches: 1 }]);
    expect(bench.waits).toBe(1);
  });

  test("a storm of 5 000 failures a second costs no more writes than one failure a second", async ({
    expect,
  }) => {
    const [storm, drizzle] = [createBench(), createBench()];
    for (let tenth = 0; tenth < 100; tenth += 1) {
      for (let count = 0; count < 500; count += 1) storm.fail();
      drizzle.fail();
      await storm.clock.advance(100);
      await drizzle.clock.advance(100);
    }
    await storm.clock.advance(10 * SECOND);
    await drizzle.clock.advance(10 * SECOND);
    expect(storm.writes).toEqual(drizzle.writes);
    expect(storm.writes.length).toBeLessThanOrEqual(11);
    expect(storm.waits).toBe(storm.writes.length);
    expect(storedIn(storm)).toBe(50_000);
  });

  test("keeps what a write refused, and sends it again after a longer and longer while", async ({
    expect,
  }) => {
    const bench = createBench(["refused", "refused", "refused"]);
    bench.fail();
    await bench.clock.advance(30 * SECOND);
    expect(bench.writes.map(({ at }) => at)).toEqual([1000, 3010, 7020, 15_030]);
    expect([storedIn(bench), bench.given]).toEqual([1, 0]);
  });

  test("gives up after the fourth refusal, in one line", async ({ expect }) => {
    const bench = createBench(["refused", "refused", "refused", "refused"]);
    bench.fail();
    bench.fail();
    await bench.clock.advance(60 * SECOND);
    expect(bench.writes).toHaveLength(4);
    expect([storedIn(bench), bench.given, bench.lines]).toEqual([0, 2, 1]);
  });

  test("carries what comes meanwhile along with what was refused", async ({ expect }) => {
    const bench = createBench(["refused"]);
    bench.fail();
    await bench.clock.advance(2 * SECOND);
    bench.fail();
    await bench.clock.advance(30 * SECOND);
    expect(bench.writes).toEqual([
      { at: 1000, batches: 1 },
      { at: 3010, batches: 2 },
    ]);
    expect(storedIn(bench)).toBe(2);
  });

  test("has one write under way at a time, and counts on while it lasts", async ({ expect }) => {
    const bench = createBench(["never"]);
    bench.fail();
    await bench.clock.advance(2 * SECOND);
    for (let count = 0; count < 10; count += 1) bench.fail();
    await bench.clock.advance(5 * SECOND);
    expect(bench.writes).toHaveLength(1);
  });

  test("a flush during a write leaves it alone", async ({ expect }) => {
    const bench = createBench(["never"]);
    bench.fail();
    await bench.clock.advance(2 * SECOND);
    bench.tally.failure(failure());
    await bench.outbox.flush(async () => await Promise.reject(new Error("not to be called")));
    expect([bench.writes.length, bench.tally.pending()]).toEqual([1, "failures"]);
  });

  test("what is counted during a refused write takes over the sending", async ({ expect }) => {
    const bench = createBench(["refused", "refused", "refused", "refused", "refused"]);
    bench.fail();
    await bench.clock.advance(1005);
    bench.fail();
    await bench.clock.advance(60 * SECOND);
    expect(bench.writes.map(({ at, batches }) => [at, batches])).toEqual([
      [1000, 1],
      [2005, 2],
      [4015, 2],
      [8025, 2],
      [16_035, 1],
    ]);
    expect([storedIn(bench), bench.given, bench.waits]).toEqual([0, 2, 2]);
  });

  test("a write that was taken for dead and succeeds confirms its own batches alone", async ({ expect }) => {
    const bench = createBench(["stored after 30 seconds", "refused", "refused"]);
    bench.fail();
    await bench.clock.advance(25 * SECOND);
    bench.fail();
    await bench.clock.advance(60 * SECOND);
    expect(bench.writes.map(({ at, batches }) => [at, batches])).toEqual([
      [1000, 1],
      [26_000, 2],
      [28_010, 2],
      [32_020, 1],
    ]);
    expect([storedIn(bench), bench.given]).toEqual([2, 0]);
  });

  test("a cancelled request loses nothing: another one sends what it had", async ({ expect }) => {
    const bench = createBench(["never"]);
    bench.fail();
    await bench.clock.advance(25 * SECOND);
    bench.fail();
    await bench.clock.advance(25 * SECOND);
    expect([storedIn(bench), bench.given]).toEqual([2, 0]);
  });

  test("a request that is cancelled before its write is replaced", async ({ expect }) => {
    const bench = createBench();
    const dead = createOutbox({
      clock: bench.clock.now,
      sleep: async () => await new Promise(() => {}),
      take: () => undefined,
      giveUp: () => {},
    });
    let waits = 0;
    const ctx = {
      waitUntil: () => {
        waits += 1;
      },
    };
    dead.schedule(ctx, idle);
    await bench.clock.advance(19 * SECOND);
    dead.schedule(ctx, idle);
    expect([waits, dead.planned()]).toEqual([1, true]);
    await bench.clock.advance(2 * SECOND);
    expect(dead.planned()).toBe(false);
    dead.schedule(ctx, idle);
    expect(waits).toBe(2);
  });

  test("a flush writes at once, and the window holds after it", async ({ expect }) => {
    const bench = createBench();
    bench.fail();
    await bench.clock.advance(900);
    const flushed = bench.outbox.flush(async () => {
      bench.writes.push({ at: bench.clock.now() - NOW, batches: 1 });
      await Promise.resolve();
    });
    await bench.clock.advance(10);
    await flushed;
    bench.fail();
    await bench.clock.advance(10 * SECOND);
    expect(bench.writes.map(({ at }) => at)).toEqual([900, 1900]);
  });

  test("holds at most eight batches when every write is cancelled", async ({ expect }) => {
    const bench = createBench(Array.from({ length: 50 }, () => "never" as const));
    for (let round = 0; round < 50; round += 1) {
      bench.fail();
      await bench.clock.advance(40 * SECOND);
    }
    expect(Math.max(...bench.writes.map(({ batches }) => batches))).toBeLessThanOrEqual(8);
    expect(bench.given).toBeGreaterThan(30);
  });

  test("gives up what the store may have forgotten to have seen", async ({ expect }) => {
    const bench = createBench(["never"]);
    bench.fail();
    await bench.clock.advance(31 * 60 * SECOND);
    bench.fail();
    await bench.clock.advance(30 * SECOND);
    expect([storedIn(bench), bench.given]).toEqual([1, 1]);
  });

  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ failures: fc.integer({ min: 1, max: 30 }) }) },
    { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 9000 }) }) },
  );

  test("counts every failure exactly once over any interleaving of refused writes", async ({ expect }) => {
    const answers = fc.array(fc.constantFrom<Answer>("stored", "refused", "refused"), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), answers, async (steps, list) => {
        const [bench, counted] = await run(steps, list);
        expect(storedIn(bench) + bench.given).toBe(counted);
      }),
    );
  });

  test("stores nothing twice and loses nothing when an answer is lost, and never writes twice in a second", async ({
    expect,
  }) => {
    const answers = fc.array(
      fc.constantFrom<Answer>("stored", "refused", "stored, but said to have failed"),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), answers, async (steps, list) => {
        const [bench, counted] = await run(steps, list);
        expect(storedIn(bench)).toBeLessThanOrEqual(counted);
        expect(storedIn(bench) + bench.given).toBeGreaterThanOrEqual(counted);
        const gaps = bench.writes.slice(1).map(({ at }, index) => at - bench.writes[index]!.at);
        expect(gaps.every((gap) => gap >= SECOND)).toBe(true);
      }),
    );
  });
});
