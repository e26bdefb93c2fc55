import { describe, test } from "vitest";
import { binance } from "../../src/dialects/binance.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "an unknown order",
    from: "Binance Spot, order",
    status: 400,
    body: { code: -2013, msg: "Order does not exist." },
    facts: { codes: [{ value: "-2013", vocabulary: "binance" }], message: "Order does not exist." },
  },
  {
    name: "a positive number",
    from: "a look-alike",
    status: 400,
    body: { code: 1001, msg: "no" },
    facts: undefined,
  },
  {
    name: "data beside it",
    from: "a look-alike",
    status: 400,
    body: { code: -1121, msg: "Invalid symbol.", data: null },
    facts: undefined,
  },
];

describe("binance.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(binance.read(evidenceOf(answer))).toEqual(facts);
  });
});
