import { describe, test } from "vitest";
import { createMemory } from "../../src/distribution/memory.ts";
import { batchOf, DAY, failure, HOUR, MINUTE, NOW, unmapped } from "./make.ts";

const total = (rows: readonly { readonly count: number }[]): number =>
  rows.reduce((sum, row) => sum + row.count, 0);

describe("createMemory", () => {
  test("knows what it was given, within the window and the filters", ({ expect }) => {
    const memory = createMemory();
    memory.add(batchOf("a", [failure(), failure({ route: "/b" }), unmapped()], NOW, 2));
    memory.add(batchOf("b", [failure()], NOW - 2 * HOUR));
    const hour = memory.extract("1h", {}, NOW);
    expect([total(hour.requests), total(hour.series), total(hour.combinations)]).toEqual([5, 3, 3]);
    expect(hour.newest).toHaveLength(3);
    expect(hour.unmapped).toMatchObject([{ fingerprint: "Odd thing … broke", count: 1 }]);
    expect(total(memory.extract("24h", {}, NOW).combinations)).toBe(4);
    const filtered = memory.extract("24h", { route: "/b" }, NOW);
    expect([total(filtered.combinations), filtered.newest.length, filtered.unmapped.length]).toEqual([
      1, 1, 0,
    ]);
    expect(memory.totals().requests).toBe(6);
  });

  test("knows nothing of what is older than 7 days but its totals", ({ expect }) => {
    const memory = createMemory();
    memory.add(batchOf("a", [failure()], NOW - 8 * DAY));
    expect(memory.extract("7d", {}, NOW)).toEqual({
      requests: [],
      series: [],
      combinations: [],
      newest: [],
      unmapped: [],
    });
    expect(total(memory.totals().failures)).toBe(1);
  });

  test("leaves out what another clock has counted ahead of this one", ({ expect }) => {
    const memory = createMemory();
    memory.add(batchOf("a", [failure()], NOW + 5 * MINUTE));
    expect(memory.extract("15m", {}, NOW)).toMatchObject({ requests: [], series: [], newest: [] });
  });

  test("adds up steps as long as the window's", ({ expect }) => {
    const memory = createMemory();
    for (let minute = 0; minute < 30; minute += 1)
      memory.add(batchOf(`m${minute}`, [failure()], NOW - minute * MINUTE));
    expect(memory.extract("1h", {}, NOW).series).toHaveLength(30);
    expect(
      memory
        .extract("24h", {}, NOW)
        .series.map(({ count }) => count)
        .toSorted((a, b) => a - b),
    ).toEqual([1, 14, 15]);
    expect(
      memory
        .extract("7d", {}, NOW)
        .series.map(({ count }) => count)
        .toSorted((a, b) => a - b),
    ).toEqual([14, 16]);
  });

  test("stays small over days of distinct failures, and still knows the last minute in full", ({
    expect,
  }) => {
    const memory = createMemory();
    let counted = 0;
    for (let round = 0; round < 40; round += 1) {
      const events = Array.from({ length: 400 }, (_, index) => unmapped({ route: `/${round}/${index}` }));
      memory.add(batchOf(`b${round}`, events, NOW + round * HOUR));
      counted += events.length;
    }
    const now = NOW + 39 * HOUR;
    const { combinations, unmapped: rows, newest } = memory.extract("7d", {}, now);
    expect(combinations.length).toBeLessThanOrEqual(5000);
    expect(rows.length).toBeLessThanOrEqual(1000);
    expect(newest).toHaveLength(100);
    expect(total(memory.extract("15m", {}, now).combinations)).toBe(400);
    expect(total(combinations)).toBe(counted);
    expect(total(memory.totals().failures)).toBe(counted);
  });
});
