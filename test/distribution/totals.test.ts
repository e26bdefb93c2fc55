import * as fc from "fast-check";
import { describe, test } from "vitest";
import { createTotals, emptyTotals, mergeTotals, SERIES } from "../../src/distribution/totals.ts";
import { batchOf, failure, NOW } from "./make.ts";

const total = (rows: readonly { readonly count: number }[]): number =>
  rows.reduce((sum, row) => sum + row.count, 0);

describe("createTotals", () => {
  test("adds up batches", ({ expect }) => {
    const totals = createTotals();
    totals.add(batchOf("a", [failure(), failure({ retry_after: 5 })], NOW, 3));
    totals.add(batchOf("b", [failure({ status: 410 })]));
    const { requests, failures, upstreamSeconds, retryAfterSeconds } = totals.read();
    expect(requests).toBe(6);
    expect(failures.map(({ status, count }) => [status, count])).toEqual([
      [404, 2],
      [410, 1],
    ]);
    expect(upstreamSeconds.sum).toBeCloseTo(0.12);
    expect(retryAfterSeconds.sum).toBe(5);
  });

  test("what was read does not change with what comes after", ({ expect }) => {
    const totals = createTotals();
    totals.add(batchOf("a", [failure()]));
    const before = totals.read();
    totals.add(batchOf("b", [failure()]));
    expect([before.requests, total(before.failures), before.upstreamSeconds.sum]).toEqual([1, 1, 0.02]);
  });

  test("no series ever goes down or away, and there is a bound to them", ({ expect }) => {
    const totals = createTotals();
    let before = new Map<string, number>();
    for (let round = 0; round < 10; round += 1) {
      const events = Array.from({ length: 300 }, (_, index) =>
        failure({ route: `/${round % 3}/${index * (round + 1)}` }),
      );
      totals.add(batchOf(`b${round}`, events));
      const now = new Map(
        totals.read().failures.map(({ count, ...labels }) => [JSON.stringify(labels), count]),
      );
      for (const [labels, count] of before) expect(now.get(labels)).toBeGreaterThanOrEqual(count);
      before = now;
    }
    expect(before.size).toBeLessThanOrEqual(SERIES + 1);
    expect(total(totals.read().failures)).toBe(3000);
  });
});

describe("mergeTotals", () => {
  test("nothing is nothing", ({ expect }) => {
    expect(mergeTotals([])).toEqual(emptyTotals());
  });

  test("is the same for one store and for its parts", ({ expect }) => {
    const routes = fc.array(fc.constantFrom("/a", "/b", "/c"), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(routes, { maxLength: 8 }), (lists) => {
        const batches = lists.map((list, index) =>
          batchOf(
            `b${index}`,
            list.map((route) => failure({ route })),
          ),
        );
        const one = createTotals();
        const parts = batches.map((batch) => {
          one.add(batch);
          const part = createTotals();
          part.add(batch);
          return part.read();
        });
        const [whole, merged] = [one.read(), mergeTotals(parts)];
        const byRoute = (rows: typeof whole.failures) =>
          rows.toSorted((a, b) => (a.route < b.route ? -1 : 1));
        expect(merged.requests).toBe(whole.requests);
        expect(byRoute(merged.failures)).toEqual(byRoute(whole.failures));
        expect(merged.upstreamSeconds.buckets).toEqual(whole.upstreamSeconds.buckets);
      }),
    );
  });
});
