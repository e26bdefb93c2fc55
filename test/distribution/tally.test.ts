import * as fc from "fast-check";
import { describe, test } from "vitest";
import { CODE_NAMES } from "../../src/contract/codes.ts";
import { createTally } from "../../src/distribution/tally.ts";
import { failure, MINUTE, NOW, unmapped } from "./make.ts";

const total = (rows: readonly { readonly count: number }[]): number =>
  rows.reduce((sum, row) => sum + row.count, 0);

describe("createTally", () => {
  test("counts equal failures of a minute in one row", ({ expect }) => {
    let now = NOW;
    const tally = createTally(() => now);
    tally.failure(failure({ upstream_message: "No user 17" }));
    tally.failure(failure({ upstream_message: "No user 18" }));
    now += MINUTE;
    tally.failure(failure());
    const { counts } = tally.take("a");
    expect(counts.map(({ at, count }) => [at, count])).toEqual([
      [NOW - 30_000, 2],
      [NOW + 30_000, 1],
    ]);
  });

  test("tells apart what differs in one dimension", ({ expect }) => {
    const tally = createTally(() => NOW);
    const variants = [
      failure(),
      failure({ route: "/b" }),
      failure({ status: 410 }),
      failure({ code: "conflict" }),
      failure({ dialect: "none" }),
      failure({ action: "observed" }),
      failure({ mapped_by: "rule" }),
      failure({ upstream_code: null }),
    ];
    for (const event of variants) tally.failure(event);
    expect(tally.take("a").counts).toHaveLength(variants.length);
  });

  test("groups the unmapped by what repeats of their message", ({ expect }) => {
    let now = NOW;
    const tally = createTally(() => now);
    tally.failure(unmapped({ upstream_message: "Odd thing 17 broke" }));
    now += 5000;
    tally.failure(unmapped({ upstream_message: "Odd thing 18 broke" }));
    tally.failure(unmapped({ upstream_message: null, upstream_code: null, upstream_status: null }));
    tally.failure(failure());
    expect(tally.take("a").unmapped).toMatchObject([
      {
        fingerprint: "Odd thing … broke",
        upstream_code: "E_ODD",
        upstream_status: 404,
        count: 2,
        last_seen: NOW + 5000,
      },
      { fingerprint: "", upstream_code: "", upstream_status: 0, count: 1 },
    ]);
  });

  test("says what waits, and nothing after a take", ({ expect }) => {
    const tally = createTally(() => NOW);
    expect(tally.pending()).toBe("nothing");
    tally.request(0.1);
    expect(tally.pending()).toBe("successes");
    tally.failure(failure());
    expect(tally.pending()).toBe("failures");
    tally.take("a");
    expect(tally.pending()).toBe("nothing");
    expect(tally.take("b")).toMatchObject({ id: "b", requests: [], counts: [], unmapped: [], failures: [] });
  });

  test("a peek takes nothing, and does not change with what comes after it", ({ expect }) => {
    const tally = createTally(() => NOW);
    tally.failure(failure());
    const peeked = tally.peek();
    tally.failure(failure());
    expect(total(peeked.counts)).toBe(1);
    expect(total(tally.take("a").counts)).toBe(2);
  });

  test("keeps the newest 100 failures, newest last", ({ expect }) => {
    const tally = createTally(() => NOW);
    for (let index = 0; index < 250; index += 1) tally.failure(failure({ request_id: `r${index}` }));
    const { failures } = tally.take("a");
    expect(failures.map((event) => event.request_id)).toEqual(
      Array.from({ length: 100 }, (_, index) => `r${150 + index}`),
    );
  });

  test("keeps their order in the next batch too", ({ expect }) => {
    const tally = createTally(() => NOW);
    for (let index = 0; index < 150; index += 1) tally.failure(failure());
    tally.take("a");
    const ids = Array.from({ length: 80 }, (_, index) => `r${index}`);
    for (const request_id of ids) tally.failure(failure({ request_id }));
    expect(tally.take("b").failures.map((event) => event.request_id)).toEqual(ids);
  });

  test("counts a request in the minute that the clock shows, when it goes back too", ({ expect }) => {
    let now = NOW;
    const tally = createTally(() => now);
    for (const minute of [0, 1, 0, -1, 1]) {
      now = NOW + minute * MINUTE;
      tally.request(0.1);
    }
    const at = NOW - 30_000;
    expect(tally.take("a").requests).toEqual([
      { at, count: 2 },
      { at: at + MINUTE, count: 2 },
      { at: at - MINUTE, count: 1 },
    ]);
  });

  test("measures the upstream where it answered, and what Retry-After said", ({ expect }) => {
    const tally = createTally(() => NOW);
    tally.request(0.02);
    tally.request(undefined);
    tally.request(Number.NaN);
    tally.failure(failure({ retry_after: 30 }));
    const { upstreamSeconds, retryAfterSeconds, requests } = tally.take("a");
    expect(total(requests)).toBe(3);
    expect(upstreamSeconds.sum).toBe(0.02);
    expect(retryAfterSeconds.sum).toBe(30);
  });

  test("goes on counting when nothing takes it for days, and when the clock goes back", ({ expect }) => {
    let now = NOW;
    const tally = createTally(() => now);
    for (let minute = 0; minute < 5000; minute += 1) {
      now = NOW + minute * MINUTE;
      tally.request(0.1);
    }
    now = NOW - 3 * MINUTE;
    tally.request(0.1);
    const { requests } = tally.take("a");
    expect(requests.length).toBeLessThanOrEqual(60);
    expect(total(requests)).toBe(5001);
  });

  test("a storm of 20 000 distinct failures stays small, and every code keeps its sum", ({ expect }) => {
    const tally = createTally(() => NOW);
    const sums: Record<string, number> = {};
    for (let index = 0; index < 20_000; index += 1) {
      const code = CODE_NAMES[index % CODE_NAMES.length]!;
      sums[code] = (sums[code] ?? 0) + 1;
      tally.failure(
        unmapped({
          code,
          route: `/${index}`,
          upstream_code: `C${index}`,
          upstream_message: `word${"x".repeat(index % 150)} y`,
        }),
      );
    }
    const { counts, unmapped: rows, failures } = tally.take("a");
    expect(counts.length).toBeLessThanOrEqual(500 + CODE_NAMES.length);
    expect(rows.length).toBeLessThanOrEqual(200 + CODE_NAMES.length);
    expect(failures).toHaveLength(100);
    expect(total(rows)).toBe(20_000);
    const counted: Record<string, number> = {};
    for (const { code, count } of counts) counted[code] = (counted[code] ?? 0) + count;
    expect(counted).toEqual(sums);
  });

  test("counts every failure exactly once over any takes between", ({ expect }) => {
    const step = fc.oneof(
      fc.record({ route: fc.nat(900), code: fc.constantFrom(...CODE_NAMES), later: fc.nat(90_000) }),
      fc.constant("take" as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        let now = NOW;
        let counted = 0;
        let taken = 0;
        const tally = createTally(() => now);
        for (const each of steps) {
          if (each === "take") {
            taken += total(tally.take("x").counts);
            continue;
          }
          now += each.later;
          counted += 1;
          tally.failure(failure({ route: `/${each.route}`, code: each.code }));
        }
        expect(taken + total(tally.take("x").counts)).toBe(counted);
      }),
    );
  });
});
