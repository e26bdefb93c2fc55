import { describe, test } from "vitest";
import type { Batch } from "../../src/distribution/batch.ts";
import { createMemory, type Memory } from "../../src/distribution/memory.ts";
import type { DataPoint, DistributionEnv } from "../../src/distribution/platform.ts";
import { createReader } from "../../src/distribution/reader.ts";
import { createRecorder, type Recorder } from "../../src/distribution/record.ts";
import { type FakeClock, fakeClock } from "./clock.ts";
import { failure, NOW, unmapped } from "./make.ts";

/** A recorder with everything around it that a test looks at. */
interface Bench {
  readonly clock: FakeClock;
  readonly recorder: Recorder;
  readonly lines: { readonly level: string; readonly line: Readonly<Record<string, unknown>> }[];
  readonly ctx: { readonly waitUntil: () => void };
  waits: number;
}

function createBench(): Bench {
  const clock = fakeClock(NOW);
  const lines: Bench["lines"] = [];
  const log = (level: string) => (line: string) => {
    lines.push({ level, line: JSON.parse(line) as Record<string, unknown> });
  };
  let id = 0;
  const uuid = (): string => {
    id += 1;
    return `b${id}`;
  };
  const console = { info: log("info"), warn: log("warn"), error: log("error") };
  const bench: Bench = {
    clock,
    lines,
    recorder: createRecorder({ clock: clock.now, sleep: clock.sleep, console, uuid }),
    waits: 0,
    ctx: {
      waitUntil() {
        bench.waits += 1;
      },
    },
  };
  return bench;
}

/** A namespace whose shards refuse the first writes; each shard counts a batch once. */
function createNamespace(refusals: number) {
  const shards = new Map<string, Memory>();
  const seen = new Set<string>();
  let left = refusals;
  let writes = 0;
  return {
    shards,
    writes: () => writes,
    getByName: (name: string) => ({
      write: async (batches: readonly Batch[]): Promise<void> => {
        await Promise.resolve();
        writes += 1;
        left -= 1;
        if (left >= 0) throw new Error("overloaded");
        if (!shards.has(name)) shards.set(name, createMemory());
        for (const batch of batches) {
          if (!seen.has(batch.id)) shards.get(name)!.add(batch);
          seen.add(batch.id);
        }
      },
    }),
  };
}

const summaries = (bench: Bench) => bench.lines.filter(({ line }) => line["event"] === "code_distribution");

function request(bench: Bench, env: DistributionEnv, count = 1): void {
  for (let each = 0; each < count; each += 1) bench.recorder.recordRequest(env, bench.ctx, { seconds: 0.01 });
}

function fail(bench: Bench, env: DistributionEnv, event = failure()): void {
  request(bench, env);
  bench.recorder.recordFailure(env, bench.ctx, event);
}

describe("with nothing bound", () => {
  test("each failure is a line at once, and their sum is a line a second later", async ({ expect }) => {
    const bench = createBench();
    fail(bench, {});
    fail(bench, {}, unmapped());
    fail(bench, {}, failure({ status: 500, code: "storage_error" }));
    expect(bench.lines.map(({ level, line }) => [level, line["event"]])).toEqual([
      ["info", "failure"],
      ["warn", "failure"],
      ["error", "failure"],
    ]);
    await bench.clock.advance(1000);
    expect(summaries(bench)).toMatchObject([
      { level: "info", line: { reason: "no_store", requests: 3, failures: 3 } },
    ]);
    expect(bench.waits).toBe(1);
  });

  test("successes alone are a line a minute at most, and no line each", async ({ expect }) => {
    const bench = createBench();
    for (let second = 0; second < 180; second += 1) {
      request(bench, {}, 10);
      await bench.clock.advance(1000);
    }
    expect(bench.lines.length).toBeLessThanOrEqual(3);
    expect(bench.waits).toBe(bench.lines.length);
    const told = bench.lines.reduce((sum, { line }) => sum + Number(line["requests"]), 0);
    expect(told).toBeGreaterThanOrEqual(1200);
  });

  test("the pages read this isolate, what waits included, without writing a line", async ({ expect }) => {
    const bench = createBench();
    fail(bench, {});
    await bench.clock.advance(2000);
    fail(bench, {}, unmapped());
    const before = bench.lines.length;
    await bench.recorder.drain({});
    const reader = createReader({ sources: bench.recorder.memory, clock: bench.clock.now });
    expect(await reader.report("15m", {})).toMatchObject({ requests: 2, failures: 2 });
    expect(await reader.metrics()).toContain("requests_total 2\n");
    expect(bench.lines).toHaveLength(before);
  });
});

describe("with the Durable Object bound", () => {
  test("one isolate writes to one shard, once a second, and adds no line", async ({ expect }) => {
    const bench = createBench();
    const namespace = createNamespace(0);
    const env = { DISTRIBUTION: namespace };
    for (let second = 0; second < 5; second += 1) {
      for (let count = 0; count < 1000; count += 1) fail(bench, env);
      await bench.clock.advance(1000);
    }
    await bench.clock.advance(5000);
    expect(namespace.writes()).toBe(5);
    expect([...namespace.shards.values()].map((shard) => shard.totals().requests)).toEqual([5000]);
    expect(summaries(bench)).toEqual([]);
  });

  test("what it refuses once arrives later", async ({ expect }) => {
    const bench = createBench();
    const namespace = createNamespace(2);
    fail(bench, { DISTRIBUTION: namespace });
    await bench.clock.advance(30_000);
    expect([...namespace.shards.values()].map((shard) => shard.totals().requests)).toEqual([1]);
    expect(summaries(bench)).toEqual([]);
  });

  test("what it refuses for good is one line", async ({ expect }) => {
    const bench = createBench();
    const namespace = createNamespace(100);
    fail(bench, { DISTRIBUTION: namespace });
    fail(bench, { DISTRIBUTION: namespace });
    await bench.clock.advance(60_000);
    expect(summaries(bench)).toMatchObject([
      { level: "warn", line: { reason: "write_failed", requests: 2, failures: 2 } },
    ]);
  });

  test("a drain sends at once", async ({ expect }) => {
    const bench = createBench();
    const namespace = createNamespace(0);
    fail(bench, { DISTRIBUTION: namespace });
    await bench.recorder.drain({ DISTRIBUTION: namespace });
    expect(namespace.writes()).toBe(1);
  });
});

describe("with Analytics Engine bound", () => {
  test("gets the points of a second together, and the pages read this isolate", async ({ expect }) => {
    const bench = createBench();
    const points: DataPoint[] = [];
    const env = {
      ANALYTICS: { writeDataPoint: (point: DataPoint) => points.push(point) },
      CF_VERSION_METADATA: { id: "v-7" },
    };
    fail(bench, env);
    fail(bench, env);
    await bench.clock.advance(1000);
    expect(points.map(({ blobs, doubles }) => [blobs[0], blobs[10], doubles[0]])).toEqual([
      ["requests", "v-7", 2],
      ["failure", "v-7", 2],
    ]);
    expect(summaries(bench)).toEqual([]);
    const reader = createReader({ sources: bench.recorder.memory, clock: bench.clock.now });
    expect((await reader.report("15m", {})).failures).toBe(2);
  });

  test("gets each batch once beside a Durable Object that refuses", async ({ expect }) => {
    const bench = createBench();
    const points: DataPoint[] = [];
    const namespace = createNamespace(2);
    const env = {
      ANALYTICS: { writeDataPoint: (point: DataPoint) => points.push(point) },
      DISTRIBUTION: namespace,
    };
    fail(bench, env);
    await bench.clock.advance(30_000);
    expect(points.map(({ blobs, doubles }) => [blobs[0], doubles[0]])).toEqual([
      ["requests", 1],
      ["failure", 1],
    ]);
  });
});

describe("with both bound", () => {
  test("a batch that two writes carried is one set of points", async ({ expect }) => {
    const bench = createBench();
    const points: DataPoint[] = [];
    const slow = { write: async () => await bench.clock.sleep(25_000) };
    const env = {
      ANALYTICS: { writeDataPoint: (point: DataPoint) => points.push(point) },
      DISTRIBUTION: { getByName: () => slow },
    };
    fail(bench, env);
    await bench.clock.advance(22_000);
    fail(bench, env);
    await bench.clock.advance(120_000);
    const requests = points.filter(({ blobs }) => blobs[0] === "requests");
    expect(requests.map(({ doubles }) => doubles[0])).toEqual([1, 1]);
  });
});

describe("the cost of a success", () => {
  test("is no wait but one a second, whatever is bound", async ({ expect }) => {
    const bench = createBench();
    const namespace = createNamespace(0);
    for (let second = 0; second < 3; second += 1) {
      request(bench, { DISTRIBUTION: namespace }, 10_000);
      await bench.clock.advance(1000);
    }
    expect(bench.waits).toBe(3);
    expect(namespace.writes()).toBe(3);
  });
});
