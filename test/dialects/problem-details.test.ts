import { describe, test } from "vitest";
import { problemDetails } from "../../src/dialects/problem-details.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "detail before title",
    from: "RFC 9457, section 3",
    status: 403,
    headers: [["Content-Type", "application/problem+json"]],
    body: {
      type: "https://example.com/probs/out-of-credit",
      title: "You do not have enough credit.",
      detail: "Your current balance is 30, but that costs 50.",
      instance: "/account/12345",
    },
    facts: { codes: [{ value: "out-of-credit" }], message: "Your current balance is 30, but that costs 50." },
  },
  {
    name: "errors with JSON Pointers",
    from: "RFC 9457, section 3",
    status: 422,
    headers: [["Content-Type", "application/problem+json"]],
    body: {
      type: "https://example.net/validation-error",
      title: "Your request is not valid.",
      errors: [{ detail: "must be a positive integer", pointer: "#/age" }],
    },
    facts: {
      codes: [{ value: "validation-error" }],
      message: "Your request is not valid.",
      fields: [{ field: "age", message: "must be a positive integer" }],
    },
  },
  {
    name: "invalid-params",
    from: "RFC 7807, section 3",
    status: 400,
    headers: [["Content-Type", "application/problem+json"]],
    body: {
      type: "https://example.net/validation-error",
      title: "Your request parameters didn't validate.",
      "invalid-params": [{ name: "age", reason: "must be a positive integer" }],
    },
    facts: {
      codes: [{ value: "validation-error" }],
      message: "Your request parameters didn't validate.",
      fields: [{ field: "age", message: "must be a positive integer" }],
    },
  },
  {
    name: "a dictionary, without the media type",
    from: "ASP.NET 8 behind a proxy",
    status: 400,
    body: {
      type: "https://tools.ietf.org/html/rfc9110#section-15.5.1",
      title: "One or more validation errors occurred.",
      status: 400,
      errors: { Name: ["The Name field is required."] },
    },
    facts: {
      message: "One or more validation errors occurred.",
      fields: [{ field: "Name", message: "The Name field is required." }],
    },
  },
  {
    name: "a title without a type",
    from: "Falcon",
    status: 400,
    body: { title: "Invalid parameter", description: "The value must be an integer." },
    facts: undefined,
  },
  {
    name: "a type that is no URI",
    from: "Calendly",
    status: 400,
    body: { type: "error", title: "Invalid Argument", status: 400 },
    facts: undefined,
  },
  {
    name: "a list",
    from: "a look-alike",
    status: 400,
    body: [{ type: "about:blank", title: "x", status: 400 }],
    facts: undefined,
  },
];

describe("problemDetails.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(problemDetails.read(evidenceOf(answer))).toEqual(facts);
  });
});
