import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import openApi from "../../contract/error.openapi.json";
import schema from "../../contract/error.schema.json";
import { CODE_NAMES, CODES } from "../../src/contract/codes.ts";
import { isEnvelope } from "../../src/contract/envelope.ts";
import { openApiDocument, schemaDocument } from "../../src/contract/schema.ts";
import { errorOf } from "./make.ts";

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly oneOf?: readonly Schema[];
}

/** The keywords of JSON Schema that the document uses, and no other. */
const KEYWORDS = new Set(
  "$schema title type const enum required additionalProperties properties items minItems minLength oneOf".split(
    " ",
  ),
);

function accepts(rules: Schema, value: unknown): boolean {
  expect(Object.keys(rules).filter((keyword) => !KEYWORDS.has(keyword))).toEqual([]);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const members = isObject ? (value as Readonly<Record<string, unknown>>) : {};
  const type = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
  return (
    (rules.type === undefined || rules.type === type) &&
    (rules.const === undefined || rules.const === value) &&
    (rules.enum === undefined || rules.enum.includes(value)) &&
    (!isObject || (rules.required ?? []).every((name) => Object.hasOwn(members, name))) &&
    (!isObject ||
      rules.additionalProperties !== false ||
      Object.keys(members).every((name) => Object.hasOwn(rules.properties ?? {}, name))) &&
    Object.entries(rules.properties ?? {}).every(
      ([name, own]) => !Object.hasOwn(members, name) || accepts(own, members[name]),
    ) &&
    (!Array.isArray(value) ||
      (value.length >= (rules.minItems ?? 0) && value.every((item) => accepts(rules.items ?? {}, item)))) &&
    (typeof value !== "string" || value.length >= (rules.minLength ?? 0)) &&
    (rules.oneOf === undefined || rules.oneOf.filter((one) => accepts(one, value)).length === 1)
  );
}

test("the files are those that the table makes (node tools/contract.ts)", () => {
  expect(schema).toEqual(schemaDocument());
  expect(openApi).toEqual(openApiDocument());
});

describe("the schema and the guard", () => {
  const text = fc.constantFrom("", "m", 1, null);
  const detail = fc.record({ field: text, message: text, code: text }, { requiredKeys: ["field"] });
  const error = fc.record(
    {
      type: fc.constantFrom<unknown>("request", "resource", "logical", "internal", "x", null),
      code: fc.constantFrom<unknown>(...CODE_NAMES, "x", null),
      message: text,
      details: fc.oneof(fc.constantFrom<unknown>(null, [], {}), fc.array(detail, { maxLength: 2 })),
      extra: text,
    },
    { requiredKeys: ["type", "code"] },
  );
  const sound = fc.constantFrom(...CODE_NAMES).map((code) => errorOf(code));
  const value = fc.oneof(
    sound,
    fc.record({ error }),
    fc.record({ error, meta: text }, { requiredKeys: ["error"] }),
    fc.jsonValue(),
  );

  test("agree on every value", () => {
    fc.assert(
      fc.property(value, (candidate) => {
        const json: unknown = JSON.parse(JSON.stringify(candidate));
        expect(accepts(schema as Schema, json)).toBe(isEnvelope(json));
      }),
      { numRuns: 1000 },
    );
  });

  test("agree on every code under every type", () => {
    const types = [...new Set(CODE_NAMES.map((code) => CODES[code].type))];
    for (const code of CODE_NAMES)
      for (const type of types) {
        const json = errorOf(code, { type });
        expect(accepts(schema as Schema, json)).toBe(CODES[code].type === type);
        expect(isEnvelope(json)).toBe(CODES[code].type === type);
      }
  });
});

test("every $ref of the OpenAPI document has its component", () => {
  const refs = [...JSON.stringify(openApi).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]!);
  expect(refs.length).toBeGreaterThan(0);
  for (const ref of refs)
    expect(
      ref
        .split("/")
        .reduce<unknown>((node, name) => (node as Readonly<Record<string, unknown>>)[name], openApi),
    ).toBeDefined();
});
