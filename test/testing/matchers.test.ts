import { describe, expect, test } from "vitest";
import { matchers, type V4Expectation } from "../../src/testing/matchers.ts";

const JSON_TYPE = { "content-type": "application/json" };
const NOT_FOUND = { error: { type: "resource", code: "not_found", message: "No user 8" } };
const INVALID = {
  error: {
    type: "request",
    code: "invalid_data",
    message: "Validation failed",
    details: [{ field: "name", message: "is required" }],
  },
};
const LIMITED = { error: { type: "request", code: "rate_limited", message: "Slow down" } };

interface Row {
  readonly why: string;
  readonly body: unknown;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly expected?: V4Expectation;
  /** What the message says where it does not hold. */
  readonly says?: RegExp;
}

const ROWS: readonly Row[] = [
  { why: "any v4 error", body: NOT_FOUND },
  { why: "its code", body: NOT_FOUND, expected: { code: "not_found", type: "resource", status: 404 } },
  { why: "its message", body: NOT_FOUND, expected: { message: "No user 8" } },
  { why: "its message by an expression", body: NOT_FOUND, expected: { message: /user \d/ } },
  { why: "no details", body: NOT_FOUND, expected: { details: null } },
  {
    why: "its details",
    body: INVALID,
    status: 422,
    expected: { details: [{ field: "name", message: "is required" }] },
  },
  {
    why: "its delay",
    body: LIMITED,
    status: 429,
    headers: { "retry-after": "7" },
    expected: { retryAfter: 7 },
  },
  { why: "no delay", body: NOT_FOUND, expected: { retryAfter: null } },
  { why: "another code", body: NOT_FOUND, expected: { code: "conflict" }, says: /the code is "not_found"/ },
  {
    why: "another status",
    body: NOT_FOUND,
    expected: { status: 410 },
    says: /the status is 404, expected 410/,
  },
  {
    why: "another message",
    body: NOT_FOUND,
    expected: { message: "No" },
    says: /the message is "No user 8"/,
  },
  { why: "an expression that fails", body: NOT_FOUND, expected: { message: /^user/ }, says: /to match/ },
  {
    why: "details that are there",
    body: INVALID,
    status: 400,
    expected: { details: null },
    says: /details is/,
  },
  { why: "a 429 without a delay", body: LIMITED, status: 429, says: /lacks a valid retry-after/ },
  {
    why: "another media type",
    body: NOT_FOUND,
    headers: { "content-type": "text/html" },
    says: /lacks a valid content-type/,
  },
  {
    why: "a type that is not the code's",
    body: { error: { ...NOT_FOUND.error, type: "request" } },
    says: /no v4 envelope/,
  },
  { why: "one member too many", body: { ...NOT_FOUND, meta: {} }, says: /no v4 envelope/ },
  { why: "a success", body: NOT_FOUND, status: 200, says: /200 with this body is no v4/ },
  {
    why: "a code that v4 does not have",
    body: NOT_FOUND,
    expected: { code: "missing" as "not_found" },
    says: /"missing" is no v4 code/,
  },
];

describe("toBeV4Error", () => {
  test.for(ROWS)("$why", async ({ body, status = 404, headers, expected, says }) => {
    const response = new Response(JSON.stringify(body), { status, headers: { ...JSON_TYPE, ...headers } });
    const { pass, message } = await matchers.toBeV4Error(response, expected);
    expect(pass).toBe(says === undefined);
    if (says !== undefined) expect(message()).toMatch(says);
    expect(response.bodyUsed).toBe(false);
  });

  test("what is no response is refused", async () => {
    await expect(matchers.toBeV4Error({ status: 404 })).rejects.toThrow(/expected a Response, got object/);
  });
});

describe("toPassThrough", () => {
  test("a response that no kit asked for has nothing to be compared with", async () => {
    const { pass, message } = await matchers.toPassThrough(new Response("fine"));
    expect(pass).toBe(false);
    expect(message()).toContain("the upstream gave no answer to it");
  });
});
