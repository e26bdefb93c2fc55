import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRetryAfter } from "../../src/contract/retry-after-field.ts";
import { retryAfterOf } from "./make.ts";

const name = fc.constantFrom(
  "retry-after",
  "retry-after-ms",
  "ratelimit",
  "ratelimit-reset",
  "ratelimit-policy",
  "x-ratelimit",
  "x-ratelimit-reset",
  "x-ratelimit-remaining",
  "x-rate-limit-reset-ms",
  "x-ratelimit-reset-tokens",
  "x-ratelimit-remaining-tokens",
  "x-ratelimit-retry-after",
  "date",
);
const number = fc.oneof(fc.nat(), fc.double(), fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }));
const value = fc.oneof(
  number.map(String),
  number.map((amount) => `${amount}s`),
  number.map((amount) => `"a";r=0;t=${amount}, "b";r=1;t=3`),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, "x")),
);
const headers = fc.array(fc.tuple(name, value), { maxLength: 6 });
const body = fc.oneof(
  fc.jsonValue().map((json) => JSON.stringify(json)),
  fc
    .tuple(fc.constantFrom("retry_after", "resetAt", "backoff_ms", "message"), fc.jsonValue())
    .map((pair) => JSON.stringify(Object.fromEntries([pair]))),
  value.map((text) => `Please retry in ${text}`),
);

describe("readRetryAfter, whatever the upstream says", () => {
  test("a 429 leaves with one valid Retry-After, and its seconds are a count", () => {
    fc.assert(
      fc.property(headers, body, (fields, text) => {
        const got = retryAfterOf({ headers: fields, body: text });
        expect(isRetryAfter(got?.value)).toBe(true);
        expect(Number.isInteger(got?.seconds)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("what the proxy writes is 1 to the maximum", () => {
    fc.assert(
      fc.property(headers, body, (fields, text) => {
        const rest = fields.filter(([field]) => field !== "retry-after");
        expect(Number(retryAfterOf({ headers: rest, body: text })?.value)).toSatisfy(
          (seconds: number) => seconds >= 1 && seconds <= 86_400,
        );
      }),
      { numRuns: 500 },
    );
  });

  test("what has left is kept", () => {
    fc.assert(
      fc.property(headers, body, (fields, text) => {
        const first = retryAfterOf({ headers: fields, body: text })?.value ?? "";
        expect(retryAfterOf({ headers: [["retry-after", first]] })?.value).toBe(first);
      }),
    );
  });

  test("another failure leaves with a valid one or none", () => {
    fc.assert(
      fc.property(fc.constantFrom(400, 403, 500, 503), headers, body, (status, fields, text) => {
        const got = retryAfterOf({ status, headers: fields, body: text });
        expect(got === undefined || isRetryAfter(got.value)).toBe(true);
      }),
    );
  });
});
