import { describe, test } from "vitest";
import { v4 } from "../../src/dialects/v4.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "an envelope",
    from: "the contract, an error of no field",
    status: 404,
    body: { error: { type: "resource", code: "not_found", message: "User 8 does not exist." } },
    facts: { codes: [{ value: "not_found", vocabulary: "v4" }], message: "User 8 does not exist." },
  },
  {
    name: "field errors",
    from: "the contract, a validation",
    status: 400,
    body: {
      error: {
        type: "request",
        code: "invalid_data",
        message: "Validation failed",
        details: [{ field: "email", message: "Required" }],
      },
    },
    facts: {
      codes: [{ value: "invalid_data", vocabulary: "v4" }],
      message: "Validation failed",
      fields: [{ field: "email", message: "Required" }],
    },
  },
  {
    name: "an envelope under a 200",
    from: "a v4 backend that forgets its status",
    status: 200,
    body: { error: { type: "logical", code: "purchase_fraud", message: "The receipt is forged." } },
    facts: {
      codes: [{ value: "purchase_fraud", vocabulary: "v4" }],
      message: "The receipt is forged.",
      certain: true,
    },
  },
  {
    name: "v3's members beside it",
    from: "Qonversion v3",
    status: 400,
    body: { error: { type: "request", code: "invalid_data", message: "No" }, _meta: { reference: "x" } },
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
    name: "a member too many",
    from: "OpenAI",
    status: 400,
    body: { error: { type: "request", code: "invalid_data", message: "No", param: null } },
    facts: undefined,
  },
];

describe("v4.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(v4.read(evidenceOf(answer))).toEqual(facts);
  });
});
