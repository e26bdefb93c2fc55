import * as fc from "fast-check";
import { describe, test } from "vitest";
import { isOnlyFailure } from "../../src/dialects/json-only-failure.ts";
import type { Members } from "../../src/dialects/json-walk.ts";

interface Row {
  readonly name: string;
  /** Who answers so. */
  readonly from: string;
  readonly body: Members;
}

const FAILURES: readonly Row[] = [
  {
    name: "abbreviated names in a wrapper",
    from: "CTA Train Tracker",
    body: { ctatt: { tmst: "2026-01-25T19:11:05", errCd: "500", errNm: "Invalid parameter: 'test'." } },
  },
  {
    name: "a state in a head, and no content",
    from: "UniFi",
    body: { meta: { rc: "error", msg: "api.err.InvalidObject" }, data: [] },
  },
  {
    name: "a number beside words that complain",
    from: "Emarsys",
    body: { replyCode: 15_001, replyText: "Fields are not the same in each record" },
  },
  {
    name: "a list of errors among empty members",
    from: "India's e-invoice system",
    body: {
      Status: 0,
      ErrorDetails: [{ ErrorCode: "5003", ErrorMessage: "Data cannot be empty" }],
      Data: null,
    },
  },
  {
    name: "a status of failure",
    from: "Bitly 3",
    body: { status_code: 403, status_txt: "RATE_LIMIT_EXCEEDED", data: null },
  },
  {
    name: "an error that is all of the content",
    from: "World Weather Online",
    body: { data: { error: [{ msg: "Unable to find any matching weather location" }] } },
  },
  {
    name: "letters of the vendor's before it",
    from: "Expedia",
    body: { EanWsError: { category: "DATA_VALIDATION", presentationMessage: "No such city" } },
  },
];

const SUCCESSES: readonly Row[] = [
  { name: "nothing", from: "anyone", body: {} },
  { name: "empty errors", from: "anyone", body: { errors: [], error: null } },
  { name: "an error of zero", from: "TikTok", body: { error: { code: "ok", message: "" }, data: {} } },
  { name: "a success as an error", from: "anyone", body: { error: { code: 0, message: "Success" } } },
  { name: "a code that counts from one", from: "anyone", body: { code: 1, message: "2 items are missing" } },
  { name: "zeros with a letter", from: "anyone", body: { code: "A0000", message: "no invalid items" } },
  { name: "a code and its praise", from: "anyone", body: { resultCode: "7", resultMsg: "success" } },
  {
    name: "content beside an error",
    from: "a feed",
    body: { error: "2 feeds failed", feeds: [{ url: "x" }] },
  },
  {
    name: "a job with an id",
    from: "a queue",
    body: { jobId: "a1", status: "failed", error: "Out of paper" },
  },
  {
    name: "a setting of that name",
    from: "a configuration",
    body: { error: { color: "red", page: "/e.html" } },
  },
  { name: "counts of errors", from: "statistics", body: { errors: { "2026-01-01": 12, "2026-01-02": 3 } } },
  { name: "a measure", from: "a model", body: { error_rate: 0.2, standard_error: 0.1 } },
  { name: "what failed last", from: "a monitor", body: { lastError: "The host was down" } },
  {
    name: "a mutation's own errors",
    from: "a GraphQL API",
    body: { data: { createUser: { errors: [{ field: "email", message: "is taken" }], user: null } } },
  },
  {
    name: "a verification that failed",
    from: "EasyPost",
    body: { verifications: { delivery: { success: false, errors: [{ message: "Address not found" }] } } },
  },
];

describe("isOnlyFailure", () => {
  test.for(FAILURES)("$name ($from)", ({ body }, { expect }) => {
    expect(isOnlyFailure(body)).toBe(true);
  });

  test.for(SUCCESSES)("not: $name ($from)", ({ body }, { expect }) => {
    expect(isOnlyFailure(body)).toBe(false);
  });

  test("a failure is none beside content of any kind", ({ expect }) => {
    const content = fc.oneof(
      fc.string({ unit: "grapheme-ascii", minLength: 1 }).map((text) => `The order of ${text}`),
      fc.integer({ min: 10 }),
      fc.array(fc.integer(), { minLength: 1 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...FAILURES), content, ({ body }, value) => {
        expect(isOnlyFailure({ ...body, orders: value })).toBe(false);
      }),
    );
  });
});
