import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toFieldPath, toStructField, type Segment } from "../../src/facts/field-path.ts";

interface Row {
  readonly name: string;
  /** Who writes a field so. */
  readonly from: string;
  readonly location: string | readonly Segment[];
  readonly field: string;
}

const rows: readonly Row[] = [
  { name: "a location array", from: "pydantic", location: ["body", "items", 0, "sku"], field: "items.0.sku" },
  { name: "the whole body", from: "pydantic", location: ["body"], field: "" },
  { name: "a pointer", from: "Ajv 8", location: "/items/0/price", field: "items.0.price" },
  { name: "a fragment", from: "RFC 9457, section 3", location: "#/profile/color", field: "profile.color" },
  { name: "escapes in a pointer", from: "RFC 6901, section 5", location: "/a~1b/m~0n", field: "a/b.m~n" },
  { name: "percent escapes in a pointer", from: "RFC 6901, section 6", location: "#/a%20b", field: "a b" },
  { name: "a broken escape", from: "a look-alike", location: "/a%zz", field: "a%zz" },
  {
    name: "a resource's attribute",
    from: "JSON:API 1.1",
    location: "/data/attributes/title",
    field: "title",
  },
  { name: "a relationship", from: "JSON:API 1.1", location: "/data/relationships/author", field: "author" },
  { name: "a numeric index", from: "Spring Boot 3", location: "items[1].sku", field: "items.1.sku" },
  {
    name: "every bracket where one is an index",
    from: "Rails 7",
    location: "line_items[0][price]",
    field: "line_items.0.price",
  },
  { name: "the client's own brackets", from: "JSON:API 1.1", location: "page[size]", field: "page[size]" },
  { name: "a quoted bracket", from: "Ajv 6", location: "['first-name']", field: "first-name" },
  { name: "a root", from: "System.Text.Json", location: "$.dueDate", field: "dueDate" },
  { name: "a leading dot", from: "Ajv 6", location: ".name", field: "name" },
  { name: "a wrapper", from: "express-openapi-validator", location: "/body/email", field: "email" },
  { name: "a wrapper in a wrapper", from: "jsonschema", location: "request.body.name", field: "name" },
  { name: "quotes", from: "Joi 17", location: '"email"', field: "email" },
  {
    name: "no wrapper in the middle",
    from: "a client's own member",
    location: "user.body.x",
    field: "user.body.x",
  },
  {
    name: "a field of a wrapper's name",
    from: "a client's own member",
    location: "payload",
    field: "payload",
  },
  {
    name: "data of the client's own",
    from: "a client's own member",
    location: "data.title",
    field: "data.title",
  },
  { name: "nothing", from: "Ajv 8", location: "", field: "" },
];

describe("toFieldPath", () => {
  test.for(rows)("$name ($from)", ({ location, field }, { expect }) => {
    expect(toFieldPath(location)).toBe(field);
  });

  test("is total, and never longer than what it reads", () => {
    const property = fc.property(fc.string({ maxLength: 2000 }), (location) => {
      expect(toFieldPath(location).length).toBeLessThanOrEqual(300);
    });
    expect(() => fc.assert(property)).not.toThrow();
  });
});

describe("toStructField", () => {
  test.for([
    { name: "drops the struct", namespace: "CreateUser.Items[0].Sku", field: "Items.0.Sku" },
    { name: "keeps a lone name", namespace: "Email", field: "Email" },
    { name: "reads nothing as nothing", namespace: "", field: "" },
  ])("$name", ({ namespace, field }, { expect }) => {
    expect(toStructField(namespace)).toBe(field);
  });
});
