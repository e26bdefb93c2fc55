import { CODE_NAMES, CODES, type ErrorType } from "./codes.ts";

/** A JSON value as a schema document is written in. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

const FILLED = { type: "string", minLength: 1 } as const;

/** The JSON Schema (2020-12) of the envelope, from the table of codes; one alternative a type. */
function envelopeSchema(): { readonly [member: string]: Json } {
  const types = [...new Set(CODE_NAMES.map((code) => CODES[code].type))];
  return {
    title: "The v4 error envelope",
    type: "object",
    required: ["error"],
    additionalProperties: false,
    properties: {
      error: {
        type: "object",
        required: ["type", "code", "message"],
        additionalProperties: false,
        properties: {
          type: { enum: types },
          code: { enum: CODE_NAMES },
          message: FILLED,
          details: {
            type: "array",
            minItems: 1,
            items: {
              type: "object",
              required: ["field", "message"],
              additionalProperties: false,
              properties: { field: FILLED, message: FILLED },
            },
          },
        },
        oneOf: types.map((type) => ({
          properties: { type: { const: type }, code: { enum: codesOf(type) } },
        })),
      },
    },
  };
}

/** The schema as a document of its own. */
export function schemaDocument(): { readonly [member: string]: Json } {
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...envelopeSchema() };
}

/** The OpenAPI 3.1 components that a description of the API refers to: the schema, the header and the responses. */
export function openApiDocument(): { readonly [member: string]: Json } {
  const statuses = [...new Set(CODE_NAMES.flatMap((code) => CODES[code].statuses.map(String)))].sort();
  return {
    openapi: "3.1.1",
    info: { title: "The v4 error envelope", version: "4" },
    components: {
      schemas: { ErrorEnvelope: envelopeSchema() },
      headers: {
        RetryAfter: {
          description: "When to try again: delay-seconds or an HTTP-date (RFC 9110, section 10.2.3).",
          required: true,
          schema: FILLED,
        },
      },
      responses: Object.fromEntries(
        statuses.filter((status) => status !== "501").map((status) => [`Error${status}`, response(status)]),
      ),
    },
  };
}

function response(status: string): Json {
  const codes = CODE_NAMES.filter((code) => {
    const statuses: readonly (number | string)[] = CODES[code].statuses;
    return statuses.map(String).some((own) => own === status || (status === "5xx" && own.startsWith("5")));
  });
  return {
    description: `Codes: ${codes.join(", ")}.`,
    ...(status === "429" && {
      headers: { "Retry-After": { $ref: "#/components/headers/RetryAfter" } },
    }),
    content: {
      "application/json": {
        schema: {
          allOf: [
            { $ref: "#/components/schemas/ErrorEnvelope" },
            { properties: { error: { properties: { code: { enum: codes } } } } },
          ],
        },
      },
    },
  };
}

function codesOf(type: ErrorType): readonly string[] {
  return CODE_NAMES.filter((code) => CODES[code].type === type);
}
