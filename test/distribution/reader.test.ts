import { describe, test } from "vitest";
import type { Batch } from "../../src/distribution/batch.ts";
import { WINDOWS } from "../../src/distribution/extract.ts";
import { createMemory } from "../../src/distribution/memory.ts";
import { createReader, readerFor, toReport } from "../../src/distribution/reader.ts";
import type { Window } from "../../src/distribution/report.ts";
import type { Source } from "../../src/distribution/shards.ts";
import { batchOf, failure, HOUR, MINUTE, NOW, unmapped } from "./make.ts";

function sourceOf(...batches: readonly Batch[]): Source {
  const memory = createMemory();
  for (const batch of batches) memory.add(batch);
  return memory;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const throttled = failure({ status: 429, code: "rate_limited", type: "request", route: "/b" });

describe("createReader", () => {
  test("adds up what its sources know", async ({ expect }) => {
    const a = sourceOf(batchOf("a", [failure(), throttled, unmapped()], NOW, 5));
    const b = sourceOf(batchOf("b", [failure(), unmapped(), unmapped({ route: "/b" })], NOW - MINUTE, 1));
    const reader = createReader({ sources: () => [a, b], clock: () => NOW });
    const report = await reader.report("15m", {});
    expect(report).toMatchObject({ version: 1, window: "15m", step_s: 60, requests: 12, failures: 6 });
    expect(report.by.code).toEqual([
      { name: "not_found", count: 5 },
      { name: "rate_limited", count: 1 },
    ]);
    expect(report.by.status).toEqual([
      { name: "404", count: 5 },
      { name: "429", count: 1 },
    ]);
    expect(report.by.mapped_by).toEqual([
      { name: "status", count: 3 },
      { name: "vocabulary", count: 3 },
    ]);
    expect(report.series.slice(-2)).toEqual([
      { at: NOW - 90_000, requests: 4, codes: { not_found: 3 } },
      { at: NOW - 30_000, requests: 8, codes: { not_found: 2, rate_limited: 1 } },
    ]);
    expect(report.newest.map(({ at }) => at)).toEqual([
      NOW,
      NOW,
      NOW,
      NOW - MINUTE,
      NOW - MINUTE,
      NOW - MINUTE,
    ]);
    expect(report.unmapped.map(({ route, count }) => [route, count])).toEqual([
      ["/v3/users/:id", 2],
      ["/b", 1],
    ]);
    expect(await reader.metrics()).toContain("requests_total 12\n");
  });

  test("keeps to the filters in everything that is about failures; requests are of all routes", async ({
    expect,
  }) => {
    const reader = createReader({
      sources: () => [sourceOf(batchOf("a", [failure(), throttled, unmapped()]))],
      clock: () => NOW,
    });
    const report = await reader.report("1h", { route: "/b" });
    expect(report).toMatchObject({ requests: 3, failures: 1, unmapped: [] });
    expect(report.newest).toHaveLength(1);
    expect(report.series.flatMap(({ codes }) => Object.entries(codes))).toEqual([["rate_limited", 1]]);
  });

  test("asks for what is not stored yet before it reads", async ({ expect }) => {
    const memory = createMemory();
    const drain = async (): Promise<void> => {
      await Promise.resolve();
      memory.add(batchOf("late", [failure()]));
    };
    const reader = createReader({ sources: () => [memory], clock: () => NOW, drain });
    expect((await reader.report("1h", {})).failures).toBe(1);
    expect(await reader.metrics()).toContain("requests_total 2\n");
  });

  test("rejects when a source does: a part is no distribution", async ({ expect }) => {
    const broken: Source = {
      extract: async () => await Promise.reject(new Error("overloaded")),
      totals: async () => await Promise.reject(new Error("overloaded")),
    };
    const reader = createReader({ sources: () => [sourceOf(), broken], clock: () => NOW });
    await expect(reader.report("1h", {})).rejects.toThrow("overloaded");
    await expect(reader.metrics()).rejects.toThrow("overloaded");
  });
});

describe("toReport", () => {
  test.for(Object.keys(WINDOWS) as Window[])("%s has every step, empty or not", (window, { expect }) => {
    const report = toReport(window, NOW, []);
    const steps = WINDOWS[window].lengthMs / WINDOWS[window].stepMs;
    expect(report.series).toHaveLength(steps);
    expect(report.series[0]!.at).toBe(report.from);
    expect(report.series.at(-1)!.at).toBe(report.to - report.step_s * 1000);
    expect(report).toMatchObject({ requests: 0, failures: 0, newest: [], unmapped: [] });
  });

  test("every view of the failures has the same sum", ({ expect }) => {
    const source = createMemory();
    for (let round = 0; round < 30; round += 1) {
      source.add(
        batchOf(`b${round}`, [failure(), throttled, unmapped({ route: `/${round}` })], NOW - round * HOUR),
      );
    }
    const report = toReport("24h", NOW, [source.extract("24h", {}, NOW)]);
    for (const shares of Object.values(report.by))
      expect(sum(shares.map(({ count }) => count))).toBe(report.failures);
    expect(sum(report.series.flatMap(({ codes }) => Object.values(codes)))).toBe(report.failures);
  });

  test("names at most 100 values of a dimension, and the rest is `other`", ({ expect }) => {
    const source = createMemory();
    const events = Array.from({ length: 400 }, (_, index) => failure({ route: `/${index}` }));
    source.add(batchOf("a", [...events, failure({ route: "/0" })]));
    const report = toReport("1h", NOW, [source.extract("1h", {}, NOW)]);
    expect(report.by.route).toHaveLength(100);
    source.add(
      batchOf("b", [failure({ route: "other" }), failure({ route: "other" }), failure({ route: "other" })]),
    );
    const names = toReport("1h", NOW, [source.extract("1h", {}, NOW)]).by.route.map(({ name }) => name);
    expect(names.filter((name) => name === "other")).toHaveLength(1);
    expect(report.by.route[0]).toEqual({ name: "other", count: 301 });
    expect(report.by.route[1]).toEqual({ name: "/0", count: 2 });
  });

  test("gives each unmapped group a rule that matches it", ({ expect }) => {
    const source = createMemory();
    source.add(
      batchOf("a", [unmapped(), unmapped({ upstream_code: null, upstream_message: "Slot 3 is gone" })]),
    );
    const { unmapped: groups } = toReport("1h", NOW, [source.extract("1h", {}, NOW)]);
    expect(groups.map(({ rule }) => rule)).toEqual([
      '[[vars.RULES]]\nwhen = { status = 404, code = "E_ODD" }\nthen = { code = "not_found", status = 404 }\n',
      '[[vars.RULES]]\nwhen = { status = 404, message = "is gone" }\nthen = { code = "not_found", status = 404 }\n',
    ]);
    expect(groups[1]).toMatchObject({
      upstream_code: null,
      fingerprint: "Slot … is gone",
      upstream_status: 404,
    });
  });
});

describe("readerFor", () => {
  test("reads this isolate where no store is bound", async ({ expect }) => {
    const report = await readerFor({}).report("1h", {});
    expect(report).toMatchObject({ window: "1h", requests: 0, failures: 0 });
    expect(await readerFor({}).metrics()).toMatch(/# EOF\n$/);
  });
});
