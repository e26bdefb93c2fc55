import { describe, test } from "vitest";
import { qonversionV3 } from "../../src/dialects/qonversion-v3.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "field errors in _meta",
    from: "Qonversion v3, a validation",
    status: 400,
    body: {
      error: { type: "request", code: "invalid_data", message: "Validation failed" },
      _meta: {
        fields: [
          { name: "short_name", messages: ["Value is too long", "Bad characters"] },
          { name: "last_name", messages: ["Required"] },
        ],
        reference: "https://documentation.qonversion.io",
      },
    },
    facts: {
      codes: [{ value: "invalid_data", vocabulary: "v4" }],
      message: "Validation failed",
      fields: [
        { field: "short_name", message: "Value is too long" },
        { field: "short_name", message: "Bad characters" },
        { field: "last_name", message: "Required" },
      ],
    },
  },
  {
    name: "a code outside the table",
    from: "Qonversion v3, an entitlement",
    status: 400,
    body: {
      error: { type: "request", code: "invalid_entitlement_data", message: "Invalid expires at value" },
      _meta: { reference: "https://documentation.qonversion.io" },
    },
    facts: {
      codes: [{ value: "invalid_entitlement_data", vocabulary: "v4" }],
      message: "Invalid expires at value",
    },
  },
  {
    name: "a v4 envelope with a key too many",
    from: "a v4 backend behind a gateway",
    status: 400,
    body: {
      error: {
        type: "request",
        code: "invalid_data",
        message: "Validation failed",
        details: [{ field: "email", message: "Required" }],
      },
      request_id: "a1",
    },
    facts: {
      codes: [{ value: "invalid_data", vocabulary: "v4" }],
      message: "Validation failed",
      fields: [{ field: "email", message: "Required" }],
    },
  },
  {
    name: "odd details beside good ones",
    from: "a v4 backend with a bug",
    status: 400,
    body: {
      error: {
        type: "request",
        code: "invalid_data",
        message: "No",
        details: [7, { field: "email", message: "Required" }],
      },
    },
    facts: {
      codes: [{ value: "invalid_data", vocabulary: "v4" }],
      message: "No",
      fields: [{ field: "email", message: "Required" }],
    },
  },
  {
    name: "an envelope with nothing beside it",
    from: "a v4 backend",
    status: 404,
    body: { error: { type: "resource", code: "not_found", message: "User 8 does not exist." } },
    facts: undefined,
  },
  {
    name: "another type",
    from: "Stripe",
    status: 402,
    body: { error: { type: "card_error", code: "card_declined", message: "Your card was declined." } },
    facts: undefined,
  },
  {
    name: "no type at all",
    from: "Hetzner",
    status: 409,
    body: { error: { code: "conflict", message: "busy" } },
    facts: undefined,
  },
];

describe("qonversionV3.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(qonversionV3.read(evidenceOf(answer))).toEqual(facts);
  });
});
