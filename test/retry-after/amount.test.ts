import { describe, test } from "vitest";
import { delayOf, parseAmount, splitList, type Unit } from "../../src/retry-after/amount.ts";
import { NOW } from "./make.ts";

interface Row {
  readonly text: string;
  readonly unit?: Unit;
  /** Milliseconds from the clock. */
  readonly ms: number | undefined;
}

describe("parseAmount: the magnitude says what a number is", () => {
  const rows: readonly Row[] = [
    { text: "0", ms: 0 },
    { text: "999999999", ms: 999_999_999_000 },
    { text: "1000000000", ms: 1_000_000_000_000 - NOW }, // epoch seconds from here on
    { text: "1767225601", ms: 1000 },
    { text: "99999999999", ms: 99_999_999_999_000 - NOW },
    { text: "100000000000", ms: 100_000_000_000 - NOW }, // epoch milliseconds from here on
    { text: "1767225601000", ms: 1000 },
    { text: "1767225601000000", ms: 1000 }, // microseconds
    { text: "1767225601000000000", ms: 1000 }, // nanoseconds
    { text: "99999999999", unit: "ms", ms: 99_999_999_999 },
    { text: "100000000000", unit: "ms", ms: 100_000_000_000 - NOW },
    { text: "2", unit: "min", ms: 120_000 },
    { text: "2", unit: "h", ms: 7_200_000 },
    { text: "1.5", ms: 1500 },
    { text: "+5", ms: 5000 },
    { text: "100000000000000000000", ms: undefined },
    { text: "-1", ms: undefined },
    { text: "1,5", ms: undefined },
    { text: "１２", ms: undefined },
    { text: "1e3", ms: undefined },
    { text: "P", ms: undefined },
    { text: "PT", ms: undefined },
    { text: "5 parsecs", ms: undefined },
    { text: "2026-13-01T00:00:00Z", ms: undefined },
    { text: "2026-01-01", ms: undefined },
    { text: "12", ms: 12_000 }, // which Date.parse reads as December 2001
  ];
  test.for(rows)("$text in $unit", ({ text, unit = "s", ms }, { expect }) => {
    expect(parseAmount(text, unit, NOW)).toBe(ms);
  });
});

describe("delayOf", () => {
  test.for([Number.NaN, Number.POSITIVE_INFINITY, -1, 1e20, 1e308])("%s is none", (amount, { expect }) => {
    expect(delayOf(amount, "s", NOW)).toBeUndefined();
  });
});

describe("splitList", () => {
  const rows = [
    { value: "1, 2", members: ["1", "2"] },
    { value: "120,Wed, 21 Oct 2026 07:28:00 GMT", members: ["120", "Wed, 21 Oct 2026 07:28:00 GMT"] },
    { value: "Wednesday, 21-Oct-26 07:28:00 GMT, 5", members: ["Wednesday, 21-Oct-26 07:28:00 GMT", "5"] },
    { value: " , ,", members: [] },
    { value: "Wed", members: ["Wed"] },
  ];
  test.for(rows)("$value", ({ value, members }, { expect }) => {
    expect(splitList(value)).toEqual(members);
  });
});
