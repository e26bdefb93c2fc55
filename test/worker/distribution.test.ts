/// <reference types="@cloudflare/vitest-plugin/types" />
import {
  createExecutionContext,
  env,
  evictDurableObject,
  reset,
  runDurableObjectAlarm,
  runInDurableObject,
  waitOnExecutionContext,
} from "cloudflare:test";
import type { DurableState } from "cloudflare:workers";
import { afterEach, describe, test } from "vitest";
import type { Distribution } from "../../src/distribution/durable-object.ts";
import { createMemory } from "../../src/distribution/memory.ts";
import type { DistributionEnv } from "../../src/distribution/platform.ts";
import { createReader, toReport } from "../../src/distribution/reader.ts";
import { createRecorder } from "../../src/distribution/record.ts";
import { migrate, MIGRATIONS } from "../../src/distribution/schema.ts";
import { allShards, SHARDS, shardOf, type Source } from "../../src/distribution/shards.ts";
import { batchOf, DAY, failure, HOUR, MINUTE, unmapped } from "../distribution/make.ts";

const bindings = env as DistributionEnv;
const namespace = bindings.DISTRIBUTION!;

afterEach(async () => {
  await reset();
});

const shard = () => shardOf(namespace, 0);

async function within<R>(body: (instance: Distribution, state: DurableState) => R | Promise<R>): Promise<R> {
  return (await runInDurableObject(shard(), body as never)) as R;
}

const tableSize = async (table: string): Promise<number> =>
  await within(
    (_, { storage }) => storage.sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`).one().n,
  );
const total = (rows: readonly { readonly count: number }[]): number =>
  rows.reduce((sum, row) => sum + row.count, 0);

const eighty = (from: number): ReturnType<typeof failure>[] =>
  Array.from({ length: 80 }, (_, index) => failure({ request_id: `r${from + index}` }));

describe("a shard", () => {
  test("counts what a batch says, by minute, by dimension and in total", async ({ expect }) => {
    const now = Date.now();
    const events = [
      failure(),
      failure(),
      unmapped(),
      failure({ status: 429, code: "rate_limited", type: "request", retry_after: 30 }),
    ];
    await shard().write([batchOf("a", events, now, 6)]);
    const extract = await shard().extract("15m", {}, now);
    expect(total(extract.requests)).toBe(10);
    expect(total(extract.series)).toBe(4);
    expect(extract.combinations).toHaveLength(3);
    expect(extract.newest).toHaveLength(4);
    expect(extract.unmapped).toMatchObject([
      {
        upstream_code: "E_ODD",
        fingerprint: "Odd thing … broke",
        upstream_status: 404,
        count: 1,
        last_seen: now,
      },
    ]);
    const totals = await shard().totals();
    expect(totals.requests).toBe(10);
    expect(total(totals.failures)).toBe(4);
    expect(totals.upstreamSeconds.sum).toBeCloseTo(0.2);
    expect(totals.retryAfterSeconds.sum).toBe(30);
  });

  test("counts a batch once, however often it is sent", async ({ expect }) => {
    const now = Date.now();
    const [a, b] = [batchOf("a", [failure()], now), batchOf("b", [failure(), unmapped()], now)];
    await shard().write([a]);
    await shard().write([a, b]);
    await shard().write([b, a, a]);
    expect(total((await shard().extract("1h", {}, now)).combinations)).toBe(3);
    expect((await shard().totals()).requests).toBe(3);
    expect((await shard().extract("1h", {}, now)).newest).toHaveLength(3);
  });

  test("keeps everything through an eviction, and what it had seen of a batch too", async ({ expect }) => {
    const now = Date.now();
    const batch = batchOf("a", [failure(), unmapped()], now, 3);
    await shard().write([batch]);
    const before = [await shard().extract("24h", {}, now), await shard().totals()];
    await evictDurableObject(shard());
    expect([await shard().extract("24h", {}, now), await shard().totals()]).toEqual(before);
    await shard().write([batch]);
    expect([await shard().extract("24h", {}, now), await shard().totals()]).toEqual(before);
  });

  test("stores a write whole or not at all", async ({ expect }) => {
    const now = Date.now();
    await shard().write([batchOf("a", [failure()], now)]);
    const before = [await shard().extract("24h", {}, now), await shard().totals()];
    const good = batchOf("b", [failure({ route: "/new" })], now);
    const broken = { ...batchOf("c", [unmapped()], now), unmapped: [null] };
    const refused = await within(async (instance) => {
      try {
        await instance.write([good, broken] as never);
        return false;
      } catch {
        return true;
      }
    });
    expect(refused).toBe(true);
    expect([await shard().extract("24h", {}, now), await shard().totals()]).toEqual(before);
    await shard().write([good]);
    expect((await shard().totals()).requests).toBe(2);
  });

  test("keeps the newest 100 failures, whatever order they come in", async ({ expect }) => {
    const now = Date.now();
    await shard().write([batchOf("late", eighty(100), now)]);
    await shard().write([batchOf("early", eighty(0), now - MINUTE)]);
    const { newest } = await shard().extract("1h", {}, now);
    expect(newest).toHaveLength(100);
    expect(newest.filter((event) => event.at === now)).toHaveLength(80);
  });

  test("drops the steps of a failure that is too long to keep", async ({ expect }) => {
    const now = Date.now();
    const steps = [{ step: "message", why: "x".repeat(5000) }] as const;
    await shard().write([
      batchOf("a", [failure({ steps }), failure({ steps: [{ step: "code", why: "known" }] })], now),
    ]);
    const { newest } = await shard().extract("1h", {}, now);
    expect(newest.filter((event) => event.steps !== undefined)).toHaveLength(1);
  });

  test.for([
    { filters: { route: "/a" }, count: 2 },
    { filters: { status: "500" }, count: 1 },
    { filters: { route: "/a", code: "unknown_error" }, count: 1 },
    { filters: { mapped_by: "status" }, count: 0 },
    { filters: { route: "/a' OR '1'='1" }, count: 0 },
    { filters: { "1=1 --": "x" }, count: 3 },
  ])("keeps to the filters $filters", async ({ filters, count }, { expect }) => {
    const now = Date.now();
    const fault = failure({ route: "/a", status: 500, code: "unknown_error", type: "internal" });
    await shard().write([batchOf("a", [failure({ route: "/a" }), fault, failure({ route: "/b" })], now)]);
    const extract = await shard().extract("1h", filters, now);
    expect(total(extract.combinations)).toBe(count);
    expect(total(extract.series)).toBe(count);
  });

  test("tells apart at most 5 000 combinations and 1 000 series, and loses no count", async ({ expect }) => {
    const now = Date.now();
    for (let batch = 0; batch < 13; batch += 1) {
      const events = Array.from({ length: 450 }, (_, index) => failure({ route: `/${batch}/${index}` }));
      await shard().write([batchOf(`b${batch}`, events, now)]);
    }
    const extract = await shard().extract("1h", {}, now);
    expect(extract.combinations.length).toBeLessThanOrEqual(5001);
    expect(total(extract.combinations)).toBe(13 * 450);
    const totals = await shard().totals();
    expect(totals.failures.length).toBeLessThanOrEqual(1001);
    expect(total(totals.failures)).toBe(13 * 450);
  });
});

describe("upkeep", () => {
  test("rolls minutes older than 25 hours up to hours, and the sums stay", async ({ expect }) => {
    const now = Date.now();
    const hour = now - (now % HOUR) - 30 * HOUR;
    for (let minute = 0; minute < 60; minute += 1) {
      await shard().write([batchOf(`m${minute}`, [failure(), unmapped()], hour + minute * MINUTE, 1)]);
    }
    await shard().write([batchOf("now", [failure()], now)]);
    const before = [await shard().extract("7d", {}, now), await shard().totals()];
    expect(await tableSize("requests")).toBe(61);
    expect(await runDurableObjectAlarm(shard())).toBe(true);
    expect(await tableSize("requests")).toBe(2);
    expect(await tableSize("counts")).toBe(3);
    expect(await tableSize("unmapped")).toBe(1);
    expect([await shard().extract("7d", {}, now), await shard().totals()]).toEqual(before);
    await shard().write([batchOf("straggler", [failure()], hour + 5 * MINUTE)]);
    expect(await tableSize("requests")).toBe(2);
  });

  test("forgets what is older than 7 days, but not the totals, and runs again while anything is left", async ({
    expect,
  }) => {
    const now = Date.now();
    await shard().write([
      batchOf("old", [failure(), unmapped()], now - 8 * DAY),
      batchOf("new", [failure()], now - 6 * DAY),
    ]);
    const totals = await shard().totals();
    await runDurableObjectAlarm(shard());
    expect(await tableSize("requests")).toBe(1);
    expect(await tableSize("counts")).toBe(1);
    expect(await tableSize("unmapped")).toBe(0);
    expect(await shard().totals()).toEqual(totals);
    expect(await runDurableObjectAlarm(shard())).toBe(true);
  });

  test("sleeps when nothing is left, and wakes with the next write", async ({ expect }) => {
    const now = Date.now();
    await shard().write([batchOf("old", [failure()], now - 9 * DAY)]);
    await within((_, { storage }) => storage.sql.exec("UPDATE batches SET at = at - ?", 2 * HOUR).toArray());
    await runDurableObjectAlarm(shard());
    expect(await runDurableObjectAlarm(shard())).toBe(false);
    await shard().write([batchOf("new", [failure()], now)]);
    expect(await runDurableObjectAlarm(shard())).toBe(true);
  });

  test("is done in pieces when there is much of it", async ({ expect }) => {
    const now = Date.now();
    const start = now - (now % HOUR) - 100 * HOUR;
    const batches = Array.from({ length: 40 }, (_, index) =>
      batchOf(`h${index}`, [failure(), failure()], start + index * HOUR + MINUTE),
    );
    await shard().write(batches);
    await runDurableObjectAlarm(shard());
    const ofMinutes = "SELECT COUNT(*) AS n FROM counts WHERE at % 3600000 > 0";
    const left = await within((_, { storage }) => storage.sql.exec<{ n: number }>(ofMinutes).one().n);
    expect(left).toBe(16);
    const alarm = await within(async (_, { storage }) => await storage.getAlarm());
    expect(alarm! - Date.now()).toBeLessThan(MINUTE);
    await runDurableObjectAlarm(shard());
    expect(await within((_, { storage }) => storage.sql.exec<{ n: number }>(ofMinutes).one().n)).toBe(0);
  });
});

describe("migrate", () => {
  test("runs each step once, and a further one over what is stored", async ({ expect }) => {
    const now = Date.now();
    await shard().write([batchOf("a", [failure()], now)]);
    const versions = await within((_, { storage }) => {
      const next = [...MIGRATIONS, "ALTER TABLE requests ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0"];
      return [migrate(storage.sql), migrate(storage.sql, next), migrate(storage.sql, next)];
    });
    expect(versions).toEqual([MIGRATIONS.length, MIGRATIONS.length + 1, MIGRATIONS.length + 1]);
    expect(total((await shard().extract("1h", {}, now)).requests)).toBe(1);
  });

  test("leaves a database alone that a newer Worker has migrated, and goes on counting in it", async ({
    expect,
  }) => {
    const now = Date.now();
    await shard().write([batchOf("a", [failure()], now)]);
    await within((_, { storage }) =>
      migrate(storage.sql, [...MIGRATIONS, "CREATE TABLE later (id INTEGER PRIMARY KEY)"]),
    );
    await evictDurableObject(shard());
    await shard().write([batchOf("b", [failure()], now)]);
    expect((await shard().totals()).requests).toBe(2);
    expect(await within((_, { storage }) => migrate(storage.sql))).toBe(MIGRATIONS.length + 1);
  });
});

describe("reading and writing over the binding", () => {
  test("a report is the sum of every shard", async ({ expect }) => {
    const now = Date.now();
    for (let number = 0; number < SHARDS; number += 1) {
      await shardOf(namespace, number).write([batchOf(`s${number}`, [failure(), unmapped()], now, 1)]);
    }
    const reader = createReader({ sources: () => allShards(namespace), clock: () => now });
    const report = await reader.report("1h", {});
    expect(report).toMatchObject({ requests: 3 * SHARDS, failures: 2 * SHARDS });
    expect(report.unmapped).toMatchObject([{ count: SHARDS, upstream_code: "E_ODD" }]);
    expect(await reader.metrics()).toContain(`requests_total ${3 * SHARDS}\n`);
  });

  test("a shard and a memory that are given the same say the same", async ({ expect }) => {
    const now = Date.now();
    const memory = createMemory();
    for (let round = 0; round < 20; round += 1) {
      const fault = unmapped({
        status: 500,
        code: "unknown_error",
        type: "internal",
        route: `/${round % 4}`,
      });
      const batch = batchOf(
        `b${round}`,
        [failure({ route: `/${round % 3}` }), fault],
        now - round * 2 * HOUR,
        round,
      );
      memory.add(batch);
      await shard().write([batch]);
    }
    for (const window of ["15m", "1h", "24h", "7d"] as const) {
      for (const filters of [{}, { route: "/1" }, { status: "500" }, { code: "conflict" }]) {
        const stored = toReport(window, now, [await shard().extract(window, filters, now)]);
        expect(stored).toEqual(toReport(window, now, [memory.extract(window, filters, now)]));
      }
    }
    const metrics = async (source: Source): Promise<string> =>
      await createReader({ sources: () => [source], clock: () => now }).metrics();
    expect(await metrics(shard())).toBe(await metrics(memory));
  });

  test("a request's `waitUntil` lives until what it counted is stored", async ({ expect }) => {
    const recorder = createRecorder({
      clock: Date.now,
      sleep: async () => {},
      console: { info: () => {}, warn: () => {}, error: () => {} },
      uuid: () => crypto.randomUUID(),
    });
    const ctx = createExecutionContext();
    recorder.recordRequest(bindings, ctx, { seconds: 0.1 });
    recorder.recordFailure(bindings, ctx, failure());
    await waitOnExecutionContext(ctx);
    const reader = createReader({ sources: () => allShards(namespace), clock: Date.now });
    expect(await reader.report("15m", {})).toMatchObject({ requests: 1, failures: 1 });
  });

  test("what a recorder counted arrives, all of it, within a drain", async ({ expect }) => {
    const lines: string[] = [];
    const push = (line: string): void => {
      lines.push(line);
    };
    const recorder = createRecorder({
      clock: Date.now,
      sleep: async () => await new Promise(() => {}),
      console: { info: push, warn: push, error: push },
      uuid: () => crypto.randomUUID(),
    });
    const ctx = { waitUntil: () => {} };
    for (let count = 0; count < 50; count += 1) {
      recorder.recordRequest(bindings, ctx, { seconds: 0.1 });
      recorder.recordFailure(bindings, ctx, failure());
    }
    await recorder.drain(bindings);
    const reader = createReader({ sources: () => allShards(namespace), clock: Date.now });
    expect(await reader.report("15m", {})).toMatchObject({ requests: 50, failures: 50 });
    expect(lines.filter((line) => line.includes("code_distribution"))).toEqual([]);
  });
});
