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
  { name: "an error's number alone", from: "TP-Link", body: { error_code: -1501 } },
  { name: "a flag in Portuguese", from: "ViaCEP", body: { erro: "true" } },
  {
    name: "headers, and no results",
    from: "Jamendo",
    body: {
      headers: { status: "failed", code: 5, error_message: "Invalid id", results_count: 0 },
      results: [],
    },
  },
  {
    name: "messages with codes of their own",
    from: "GMO Coin",
    body: { status: 1, messages: [{ message_code: "ERR-201", message_string: "Margin is insufficient" }] },
  },
  {
    name: "the key of a message that complains",
    from: "KuCoin",
    body: { code: "400100", msg: "validation.createOrder.clientOidIsRequired" },
  },
  { name: "words run together", from: "Viber", body: { status: 3, status_message: "InvalidToken" } },
  { name: "a complaint in Chinese", from: "Tencent", body: { status: 311, message: "key格式错误" } },
  { name: "the bare name of an error", from: "2Captcha", body: { status: 0, request: "ERROR_ZERO_BALANCE" } },
  {
    name: "a wrapped text",
    from: "ISPmanager",
    body: { doc: { error: { $type: "auth", msg: { $: "Invalid username or password" } } } },
  },
];

const SUCCESSES: readonly Row[] = [
  { name: "an error's number that is a success", from: "anyone", body: { error_code: 0 } },
  { name: "a flag that is down", from: "anyone", body: { erro: "false" } },
  { name: "a count of errors", from: "anyone", body: { errors: 5 } },
  { name: "a done word in Chinese", from: "anyone", body: { status: 1, message: "操作成功" } },
  {
    name: "messages that were refused one by one",
    from: "Vonage",
    body: { "message-count": "1", messages: [{ status: "2", "error-text": "Missing to param" }] },
  },
  {
    name: "messages that tell no complaint",
    from: "anyone",
    body: { status: 1, messages: [{ message_code: "I-1", message_string: "Two orders were placed" }] },
  },
  { name: "a name in capitals", from: "anyone", body: { status: 0, request: "TERMINAL_ERROR_LOG" } },
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
