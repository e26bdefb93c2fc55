import { describe, test } from "vitest";
import { googleRpc } from "../../src/dialects/google-rpc.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "BadRequest",
    from: "Cloud Run Admin API",
    status: 400,
    body: {
      error: {
        code: 400,
        message: "Invalid value at 'service.template'",
        status: "INVALID_ARGUMENT",
        details: [
          {
            "@type": "type.googleapis.com/google.rpc.BadRequest",
            fieldViolations: [{ field: "service.template", description: "Invalid value" }],
          },
        ],
      },
    },
    facts: {
      codes: [{ value: "INVALID_ARGUMENT", vocabulary: "grpc" }],
      message: "Invalid value at 'service.template'",
      fields: [{ field: "service.template", message: "Invalid value" }],
    },
  },
  {
    name: "ErrorInfo",
    from: "Gemini API",
    status: 400,
    body: {
      error: {
        code: 400,
        message: "API key not valid.",
        status: "INVALID_ARGUMENT",
        details: [
          {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            reason: "API_KEY_INVALID",
            domain: "googleapis.com",
          },
        ],
      },
    },
    facts: {
      codes: [{ value: "API_KEY_INVALID" }, { value: "INVALID_ARGUMENT", vocabulary: "grpc" }],
      message: "API key not valid.",
    },
  },
  {
    name: "a bare number beside details",
    from: "grpc-gateway 2",
    status: 404,
    body: { code: 5, message: "user not found", details: [] },
    facts: { codes: [{ value: "5", vocabulary: "grpc" }], message: "user not found" },
  },
  {
    name: "an array of one, from a streaming method",
    from: "Gemini API, streamGenerateContent",
    status: 404,
    body: [{ error: { code: 404, message: "models/x is not found", status: "NOT_FOUND" } }],
    facts: { codes: [{ value: "NOT_FOUND", vocabulary: "grpc" }], message: "models/x is not found" },
  },
  {
    name: "a number without details",
    from: "Discord",
    status: 404,
    body: { code: 5, message: "Unknown Channel" },
    facts: undefined,
  },
  {
    name: "a status in lower case",
    from: "Ory",
    status: 404,
    body: { error: { code: 404, status: "Not Found", message: "Unable to locate the resource" } },
    facts: undefined,
  },
];

describe("googleRpc.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(googleRpc.read(evidenceOf(answer))).toEqual(facts);
  });
});
