import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/config/problem.ts";
import { compileRules, type RuleInput } from "../../src/config/rules.ts";
import type { RuleSubject } from "../../src/policy/rules.ts";

const SUBJECT: RuleSubject = {
  path: "/billing/invoices/7",
  method: "POST",
  status: 500,
  codes: ["E4711", "17"],
  dialect: "general-json",
  message: "Card declined by the issuer",
};
const then = { code: "conflict" } as const;

describe("what a rule matches", () => {
  test.for<{ readonly why: string; readonly when?: RuleInput["when"]; readonly matches: boolean }>([
    { why: "no condition", matches: true },
    { why: "no condition in the table", when: {}, matches: true },
    { why: "a path", when: { path: "/billing/*" }, matches: true },
    { why: "a method, in any case", when: { method: "post" }, matches: true },
    { why: "one of several methods", when: { method: ["PUT", "POST"] }, matches: true },
    { why: "a status", when: { status: 500 }, matches: true },
    { why: "a status in digits", when: { status: "500" }, matches: true },
    { why: "a class", when: { status: "5xx" }, matches: true },
    { why: "a class in capitals", when: { status: "5XX" }, matches: true },
    { why: "one of several statuses", when: { status: [404, "5xx"] }, matches: true },
    { why: "the strongest code", when: { code: "E4711" }, matches: true },
    { why: "a weaker code, as a number", when: { code: 17 }, matches: true },
    { why: "a dialect", when: { dialect: "general-json" }, matches: true },
    { why: "a part of the message", when: { message: "declined" }, matches: true },
    { why: "an expression", when: { message: "/^card .* issuer$/i" }, matches: true },
    {
      why: "everything at once",
      when: { path: "/*", status: 500, code: "E4711", message: "Card" },
      matches: true,
    },
    { why: "another path", when: { path: "/v3/*" }, matches: false },
    { why: "another method", when: { method: "GET" }, matches: false },
    { why: "another class", when: { status: "4xx" }, matches: false },
    { why: "a code in another case", when: { code: "e4711" }, matches: false },
    { why: "another dialect", when: { dialect: "none" }, matches: false },
    { why: "a message in another case", when: { message: "DECLINED" }, matches: false },
    { why: "one of two that does not hold", when: { status: 500, code: "E1" }, matches: false },
  ])("$why: $matches", ({ when, matches }) => {
    const rules = compileRules("RULES", [{ ...(when && { when }), then }]);
    expect(rules.ok && rules.value[0]?.matches(SUBJECT)).toBe(matches);
  });
});

describe("what a rule answers", () => {
  test.for([
    { then: { code: "not_found" }, outcome: { code: "not_found" } },
    { then: { code: "network_error", status: 504 }, outcome: { code: "network_error", status: 504 } },
    { then: { message: " Try later. " }, outcome: { message: "Try later." } },
    { then: { retry_after_s: 30 }, outcome: { retryAfterS: 30 } },
    { then: { pass: true }, outcome: { pass: true } },
  ])("$then", ({ then, outcome }) => {
    const rules = compileRules("RULES", [{ then }]);
    expect(rules.ok && rules.value[0]).toMatchObject({ name: "RULES[0]", then: outcome });
  });
});

describe("what is refused", () => {
  test.for([
    { entry: 7, says: "RULES[0]: 7 is not a table with `when` and `then`" },
    { entry: {}, says: "RULES[0].then: is missing, expected a table of what to answer" },
    { entry: { then: {} }, says: "RULES[0].then: is empty, expected one of code, status," },
    { entry: { then: { code: "notfound" } }, says: 'did you mean "not_found"?' },
    {
      entry: { then: { code: "NotFound" } },
      says: 'RULES[0].then.code: "NotFound" is not one of invalid_data',
    },
    {
      entry: { then: { kode: "conflict" } },
      says: 'RULES[0].then.kode: is not a known key, did you mean "code"?',
    },
    {
      entry: { then: { status: 418 } },
      says: "RULES[0].then.status: 418 is not a status that a failure may leave with",
    },
    { entry: { then: { status: 200 } }, says: "RULES[0].then.status: 200 is not" },
    {
      entry: { then: { code: "not_found", status: 500 } },
      says: 'RULES[0].then.status: 500 does not go with "not_found", expected 404',
    },
    {
      entry: { then: { code: "storage_error", status: 404 } },
      says: 'RULES[0].then.status: 404 does not go with "storage_error", expected 500 to 599',
    },
    { entry: { then: { message: "  " } }, says: 'RULES[0].then.message: "  " is not a sentence' },
    { entry: { then: { message: "x".repeat(501) } }, says: "is not at most 500 characters" },
    { entry: { then: { retry_after_s: 0 } }, says: "RULES[0].then.retry_after_s: 0 is not 1 second or more" },
    { entry: { then: { retry_after_s: 1.5 } }, says: "1.5 is not a whole number of seconds" },
    { entry: { then: { pass: false } }, says: "RULES[0].then.pass: false is not true" },
    {
      entry: { then: { pass: true, code: "conflict" } },
      says: "RULES[0].then.pass: stands beside code, expected to stand alone",
    },
    { entry: { when: { path: "v3" }, then }, says: 'RULES[0].when.path: "v3" is not a path like' },
    { entry: { when: { status: "40x" }, then }, says: 'RULES[0].when.status: "40x" is not a status (404)' },
    { entry: { when: { status: 99 }, then }, says: "RULES[0].when.status: 99 is not a status" },
    { entry: { when: { code: "" }, then }, says: 'RULES[0].when.code: "" is not a machine code' },
    {
      entry: { when: { code: [] }, then },
      says: "RULES[0].when.code: [] is not a list with something in it",
    },
    {
      entry: { when: { method: "GET /" }, then },
      says: 'RULES[0].when.method: "GET /" is not an HTTP method',
    },
    {
      entry: { when: { dialect: "saop" }, then },
      says: '"saop" is not a known dialect, did you mean "soap"?',
    },
    {
      entry: { when: { message: "/(a+)+/" }, then },
      says: 'RULES[0].when.message: "/(a+)+/" repeats a group',
    },
    {
      entry: { when: { mesage: "x" }, then },
      says: 'RULES[0].when.mesage: is not a known key, did you mean "message"?',
    },
    { entry: { wenn: {}, then }, says: 'RULES[0].wenn: is not a known key, did you mean "when"?' },
  ])("$entry: $says", ({ entry, says }) => {
    const rules = compileRules("RULES", [entry]);
    const problems = rules.ok ? [] : rules.problems.map(formatProblem);
    expect(problems).toEqual([expect.stringContaining(says)]);
  });

  test("each entry is named by its place, and one bad entry refuses the list", () => {
    const rules = compileRules("src/rules.ts", [{ then }, { then: { code: "x" } }, { then: {} }]);
    expect(rules.ok ? [] : rules.problems.map(({ key }) => key)).toEqual([
      "src/rules.ts[1].then.code",
      "src/rules.ts[2].then",
    ]);
  });
});
