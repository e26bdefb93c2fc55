import { describe, test } from "vitest";
import { fastapi } from "../../src/dialects/fastapi.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "locations",
    from: "FastAPI 0.115, pydantic 2",
    status: 422,
    body: {
      detail: [
        { type: "missing", loc: ["body", "price"], msg: "Field required", input: {} },
        {
          type: "string_type",
          loc: ["body", "items", 0, "sku"],
          msg: "Input should be a valid string",
          input: 1,
        },
      ],
    },
    facts: {
      fields: [
        { field: "price", message: "Field required" },
        { field: "items.0.sku", message: "Input should be a valid string" },
      ],
    },
  },
  {
    name: "the whole body",
    from: "FastAPI 0.115, a model validator",
    status: 422,
    body: {
      detail: [{ type: "value_error", loc: ["body"], msg: "Value error, passwords do not match", input: {} }],
    },
    facts: { codes: [{ value: "value_error" }], message: "Value error, passwords do not match" },
  },
  {
    name: "an offset into a text that is no JSON",
    from: "FastAPI 0.92, pydantic 1",
    status: 422,
    body: { detail: [{ loc: ["body", 1], msg: "Expecting value: line 1", type: "value_error.jsondecode" }] },
    facts: { codes: [{ value: "value_error.jsondecode" }], message: "Expecting value: line 1" },
  },
  {
    name: "a sentence",
    from: "Django REST framework 3.14",
    status: 404,
    body: { detail: "Not found." },
    facts: undefined,
  },
  { name: "an empty list", from: "a look-alike", status: 422, body: { detail: [] }, facts: undefined },
];

describe("fastapi.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(fastapi.read(evidenceOf(answer))).toEqual(facts);
  });
});
