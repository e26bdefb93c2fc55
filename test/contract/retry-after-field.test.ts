import { describe, expect, test } from "vitest";
import { isRetryAfter, parseHttpDate } from "../../src/contract/retry-after-field.ts";

describe("isRetryAfter", () => {
  const rows: readonly { readonly value: string | null; readonly valid: boolean }[] = [
    { value: "0", valid: true },
    { value: "120", valid: true },
    { value: "999999999", valid: true },
    { value: "Wed, 21 Oct 2026 07:28:00 GMT", valid: true },
    { value: "Wednesday, 21-Oct-26 07:28:00 GMT", valid: true },
    { value: "Wed Oct 21 07:28:00 2026", valid: true },
    { value: "1000000000", valid: false },
    { value: "1.5", valid: false },
    { value: "-5", valid: false },
    { value: "+5", valid: false },
    { value: "１２", valid: false },
    { value: "5, 5", valid: false },
    { value: "", valid: false },
    { value: "Wed, 21 Oct 2026 25:28:00 GMT", valid: false },
    { value: "Wed, 21 Oct 2026 07:28:00 UTC", valid: false },
    { value: "2026-10-21T07:28:00Z", valid: false },
    { value: null, valid: false },
  ];
  test.for(rows)("$value: $valid", ({ value, valid }) => {
    expect(isRetryAfter(value)).toBe(valid);
  });
});

test("the three forms of an HTTP-date are one moment", () => {
  const forms = [
    "Wed, 21 Oct 2026 07:28:00 GMT",
    "Wednesday, 21-Oct-26 07:28:00 GMT",
    "Wed Oct 21 07:28:00 2026",
  ];
  expect(new Set(forms.map((form) => parseHttpDate(form)))).toEqual(new Set([Date.UTC(2026, 9, 21, 7, 28)]));
});
