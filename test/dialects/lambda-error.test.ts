import { describe, test } from "vitest";
import { lambdaError } from "../../src/dialects/lambda-error.ts";
import { evidenceOf, type MarkupRow } from "./markup.ts";

const unhandled = [["X-Amz-Function-Error", "Unhandled"]] as const;

const rows: readonly MarkupRow[] = [
  {
    name: "a function that threw",
    from: "Lambda, Invoke",
    status: 200,
    type: "application/json",
    headers: unhandled,
    body: '{"errorMessage":"no stock","errorType":"Error","trace":["Error: no stock","    at handler (/var/task/a.js:1:2)"]}',
    facts: { message: "no stock", crash: true, certain: true },
  },
  {
    name: "an error that it returned",
    from: "Lambda, Invoke",
    status: 200,
    type: "application/json",
    headers: [["X-Amz-Function-Error", "Handled"]],
    body: '{"errorMessage":"no stock"}',
    facts: { message: "no stock", certain: true },
  },
  {
    name: "no JSON",
    from: "made up",
    status: 200,
    headers: unhandled,
    body: "oops",
    facts: { crash: true, certain: true },
  },
  {
    name: "the same body without the field",
    from: "made up",
    status: 200,
    type: "application/json",
    body: '{"errorMessage":"no stock","errorType":"Error"}',
    facts: undefined,
  },
];

describe("lambdaError.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...row }, { expect }) => {
    const read = lambdaError.read(evidenceOf(row));
    if (facts === undefined) expect(read).toBeUndefined();
    else expect(read).toMatchObject(facts);
  });
});
