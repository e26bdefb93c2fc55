import * as fc from "fast-check";
import { describe, test } from "vitest";
import { createRows, sumBy } from "../../src/distribution/rows.ts";
import { DAY, HOUR, MINUTE, NOW } from "./make.ts";

interface Row {
  readonly at: number;
  readonly name: string;
  readonly count: number;
}

const total = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + row.count, 0);
const MIDNIGHT = NOW - (NOW % DAY);

function make(limit: number) {
  return createRows<Row>({ limit, key: ({ name }) => name, fold: (row) => ({ ...row, name: "other" }) });
}

describe("createRows", () => {
  test("adds up rows of one time and one key", ({ expect }) => {
    const rows = make(10);
    rows.add([
      { at: 1, name: "a", count: 1 },
      { at: 1, name: "a", count: 2 },
      { at: 2, name: "a", count: 4 },
      { at: 1, name: "b", count: 8 },
    ]);
    expect(rows.all().map(({ count }) => count)).toEqual([3, 4, 8]);
  });

  test("past its limit puts the old into quarters and hours, and forgets what is older than 7 days", ({
    expect,
  }) => {
    const rows = make(8);
    const ages = [
      0,
      2 * HOUR,
      2 * HOUR + MINUTE,
      2 * HOUR + 2 * MINUTE,
      2 * DAY,
      2 * DAY + MINUTE,
      2 * DAY + HOUR / 2,
      8 * DAY,
      9 * DAY,
    ];
    rows.add(ages.map((age) => ({ at: MIDNIGHT + 50 * MINUTE - age, name: "a", count: 1 })));
    expect(rows.all().map(({ at, count }) => [(MIDNIGHT - at) / MINUTE, count])).toEqual([
      [-50, 1],
      [75, 3],
      [2 * 24 * 60, 3],
    ]);
  });

  test("past its limit folds the rare and keeps the frequent", ({ expect }) => {
    const rows = make(100);
    rows.add(Array.from({ length: 101 }, (_, index) => ({ at: NOW, name: `n${index}`, count: index + 1 })));
    const names = rows.all().map(({ name }) => name);
    expect(names).toHaveLength(51);
    expect(names).toEqual(expect.arrayContaining(["n100", "n51", "other"]));
    expect(total(rows.all())).toBe((101 * 102) / 2);
  });

  test("is never larger than its limit, and loses no count of the last minute", ({ expect }) => {
    const row = fc.record({ name: fc.nat(50).map(String), count: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(fc.array(row, { maxLength: 30 }), { maxLength: 40 }), (minutes) => {
        const rows = make(40);
        for (const [minute, list] of minutes.entries()) {
          const added = list.map(({ name, count }) => ({ at: MIDNIGHT + minute * MINUTE, name, count }));
          rows.add(added);
          expect(rows.all().length).toBeLessThanOrEqual(40);
          expect(total(rows.all().filter(({ at }) => at === MIDNIGHT + minute * MINUTE))).toBe(total(added));
        }
      }),
    );
  });
});

describe("sumBy", () => {
  test("adds up counts and takes the latest time, and changes none of its rows", ({ expect }) => {
    const rows = [
      { name: "a", count: 1, last_seen: 5 },
      { name: "b", count: 2, last_seen: 1 },
      { name: "a", count: 4, last_seen: 3 },
    ];
    expect(sumBy(rows, ({ name }) => name)).toEqual([
      { name: "a", count: 5, last_seen: 5 },
      { name: "b", count: 2, last_seen: 1 },
    ]);
    expect(rows[0]).toEqual({ name: "a", count: 1, last_seen: 5 });
  });
});
