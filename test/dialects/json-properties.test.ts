import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../../src/decode/evidence.ts";
import { DIALECTS, readFacts } from "../../src/dialects/index.ts";

const READERS = DIALECTS.filter(({ media }) => media === "json" || media === "any");
/** Members that readers look at, so that generated bodies reach into them. */
const NAMES = [
  ..."error errors message detail details code status data fields field path msg title type reason errcode jsonrpc".split(
    " ",
  ),
  ..."extensions params keys properties items issues violations _errors constraints children causes loc".split(
    " ",
  ),
];

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      1,
      404,
      -32601,
      "",
      "2.0",
      "email",
      "is required",
      '{"a":["b c"]}',
    ),
    fc.string({ maxLength: 20 }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie("value"), { maxKeys: 5 }),
  ),
}));

function evidenceOf(json: unknown, status: number): Evidence {
  return {
    request: { method: "GET", path: "/v1/things" },
    status,
    headers: new Headers(),
    mediaType: "application/json",
    form: "json",
    text: JSON.stringify(json),
    json,
    cut: false,
  };
}

describe("every reader of JSON", () => {
  test("reads or declines any value, and reports fields and messages as strings", () => {
    const property = fc.property(value, fc.constantFrom(200, 400, 404, 422, 500), (json, status) => {
      for (const dialect of READERS) {
        const facts = dialect.read(evidenceOf(json, status));
        for (const { field, message } of facts?.fields ?? [])
          expect([typeof field, typeof message]).toEqual(["string", "string"]);
        for (const code of facts?.codes ?? []) expect(code.value).not.toBe("");
        expect(facts?.message).not.toBe("");
      }
    });
    expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow();
  });

  test("never takes a list under 2xx for a failure", () => {
    const property = fc.property(fc.array(value), (json) => {
      expect(readFacts(evidenceOf(json, 200)).facts.certain).not.toBe(true);
    });
    expect(() => fc.assert(property)).not.toThrow();
  });

  test("stops at a bound in a deep or a wide value", () => {
    let deep: unknown = "is required";
    for (let level = 0; level < 2000; level++) deep = { errors: [deep], details: { a: deep === 0 } };
    const wide = {
      errors: Array.from({ length: 20_000 }, (_, at) => ({ field: `f${at}`, message: "is required" })),
    };
    expect(() => readFacts(evidenceOf(deep, 400))).not.toThrow();
    expect(readFacts(evidenceOf(wide, 400)).facts.fields?.length).toBeLessThanOrEqual(1000);
  });
});
