import { describe, expect, test } from "vitest";
import { didYouMean, formatProblem, quote } from "../../src/config/problem.ts";
import { CODE_NAMES } from "../../src/contract/codes.ts";

describe("didYouMean", () => {
  test.for([
    { value: "notfound", name: "not_found" },
    { value: "NOT_FOUND", name: "not_found" },
    { value: "rate_limit", name: "rate_limited" },
    { value: "invalid-data", name: "invalid_data" },
    { value: "netwrok_error", name: "network_error" },
    { value: "teapot", name: undefined },
    { value: "", name: undefined },
    { value: "x".repeat(10_000), name: undefined },
  ])("$value: $name", ({ value, name }) => {
    expect(didYouMean(value, CODE_NAMES)).toBe(name === undefined ? "" : `, did you mean "${name}"?`);
  });
});

describe("quote", () => {
  test.for([
    { value: "a", text: '"a"' },
    { value: 7, text: "7" },
    { value: [1], text: "[1]" },
    { value: undefined, text: "undefined" },
    { value: 7n, text: "7" },
  ])("$value as $text", ({ value, text }) => {
    expect(quote(value)).toBe(text);
  });

  test("at most 80 characters", () => {
    expect(quote("x".repeat(200))).toHaveLength(80);
  });
});

test("a problem is one line", () => {
  expect(formatProblem({ key: "MODE", message: "is wrong" })).toBe("MODE: is wrong");
});
