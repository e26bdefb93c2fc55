import { describe, expect, test } from "vitest";
import { CODE_NAMES, CODES } from "../../src/contract/codes.ts";
import { isEnvelope, LAST_RESORT, toEnvelope } from "../../src/contract/envelope.ts";
import { errorOf } from "./make.ts";

const detail = { field: "email", message: "Required" };

describe("isEnvelope", () => {
  test.for(CODE_NAMES)("%s with the table's type", (code) => {
    expect(isEnvelope(errorOf(code))).toBe(true);
  });

  test("details", () => {
    expect(isEnvelope(errorOf("invalid_data", { details: [detail] }))).toBe(true);
  });

  const refused: readonly { readonly is: string; readonly value: unknown }[] = [
    { is: "another type's code", value: errorOf("not_found", { type: "request" }) },
    { is: "an unknown code", value: errorOf("not_found", { code: "missing" }) },
    { is: "a code of Object's", value: errorOf("not_found", { code: "toString" }) },
    { is: "no message", value: { error: { type: "resource", code: "not_found" } } },
    { is: "an empty message", value: errorOf("not_found", { message: "" }) },
    { is: "a message that is no string", value: errorOf("not_found", { message: 1 }) },
    { is: "a member more", value: errorOf("not_found", { status: 404 }) },
    { is: "details: null", value: errorOf("invalid_data", { details: null }) },
    { is: "details: []", value: errorOf("invalid_data", { details: [] }) },
    { is: "details: undefined", value: errorOf("invalid_data", { details: undefined }) },
    { is: "details: {}", value: errorOf("invalid_data", { details: {} }) },
    {
      is: "a detail with a member more",
      value: errorOf("invalid_data", { details: [{ ...detail, code: "x" }] }),
    },
    { is: "a detail without a message", value: errorOf("invalid_data", { details: [{ field: "email" }] }) },
    { is: "an empty field", value: errorOf("invalid_data", { details: [{ ...detail, field: "" }] }) },
    { is: "one bad detail among good ones", value: errorOf("invalid_data", { details: [detail, null] }) },
    { is: "v3's _meta", value: { ...(errorOf("not_found") as object), _meta: {} } },
    { is: "meta", value: { ...(errorOf("not_found") as object), meta: null } },
    {
      is: "__proto__ as a member",
      value: JSON.parse('{"error":{"type":"resource","code":"not_found","message":"m","__proto__":{}}}'),
    },
    {
      is: "members in the prototype",
      value: JSON.parse('{"error":{"__proto__":{"type":"resource","code":"not_found","message":"m"}}}'),
    },
    { is: "an inherited error", value: Object.create(errorOf("not_found") as object) },
    { is: "an array", value: [errorOf("not_found")] },
    { is: "null", value: null },
    { is: "a string", value: "error" },
    { is: "error: null", value: { error: null } },
  ];
  test.for(refused)("not $is", ({ value }) => {
    expect(isEnvelope(value)).toBe(false);
  });
});

describe("toEnvelope", () => {
  test("members in the contract's order and no other", () => {
    const verdict = { status: 404, message: "m", code: "not_found", type: "resource", details: [] } as const;
    expect(JSON.stringify(toEnvelope(verdict))).toBe(
      '{"error":{"type":"resource","code":"not_found","message":"m"}}',
    );
  });

  test("details as pairs alone", () => {
    const details = [{ ...detail, rule: "required" }];
    expect(
      toEnvelope({ type: "request", code: "invalid_data", message: "m", details }).error.details,
    ).toEqual([detail]);
  });
});

test("the last resort is an envelope", () => {
  expect(isEnvelope(JSON.parse(LAST_RESORT))).toBe(true);
  expect(LAST_RESORT).toContain(CODES.unknown_error.message);
});
