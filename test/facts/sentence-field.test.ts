import { describe, test } from "vitest";
import { readGoValidator, readSentenceField } from "../../src/facts/sentence-field.ts";

interface Row {
  readonly name: string;
  /** Who says it. */
  readonly from: string;
  readonly sentence: string;
  /** One of a list of such sentences. */
  readonly listed?: boolean;
  readonly field: string | undefined;
}

const rows: readonly Row[] = [
  { name: "a quoted field", from: "Joi 17", sentence: '"email" must be a valid email', field: "email" },
  {
    name: "a quoted path",
    from: "Joi 17",
    sentence: '"items[1].sku" must be a string',
    field: "items.1.sku",
  },
  {
    name: "a path with its wrapper",
    from: "Fastify 4",
    sentence: "body/email must match format",
    field: "email",
  },
  {
    name: "a dotted path",
    from: "class-validator 0.14",
    sentence: "items.1.sku must be a string",
    field: "items.1.sku",
  },
  {
    name: "a compound word by itself",
    from: "Nest 10",
    sentence: "firstName must be a string",
    field: "firstName",
  },
  {
    name: "a plain word in a list",
    from: "Nest 10",
    sentence: "name must be a string",
    listed: true,
    field: "name",
  },
  {
    name: "a label in a list",
    from: "Hasura",
    sentence: "user.email: is not unique",
    listed: true,
    field: "user.email",
  },
  { name: "a plain word by itself", from: "Rack", sentence: "name must be a string", field: undefined },
  {
    name: "two fields",
    from: "Joi 17, abortEarly: false",
    sentence: '"name" is required. "age" must be a number',
    field: undefined,
  },
  {
    name: "what opens a sentence",
    from: "OAuth servers",
    sentence: "token is invalid",
    listed: true,
    field: undefined,
  },
  {
    name: "an error's heading",
    from: "Go services",
    sentence: "error: no such user",
    listed: true,
    field: undefined,
  },
  {
    name: "a value in front",
    from: "Falcon 3, Python's jsonschema",
    sentence: "'x' is not of type 'integer'",
    field: undefined,
  },
  {
    name: "a field that nobody asked for",
    from: "Nest 11, class-validator 0.14, forbidNonWhitelisted",
    sentence: "items.0.property extra should not exist",
    field: "items.0.extra",
  },
  {
    name: "a field and where it was sent",
    from: "go-openapi, Alertmanager 0.25",
    sentence: "0.labels in body is required",
    field: "0.labels",
  },
  {
    name: "something else in the body",
    from: "anyone",
    sentence: "Unexpected tokens in body",
    field: undefined,
  },
  {
    name: "a part of the request before any words",
    from: "fastify-type-provider-zod",
    sentence: "querystring/limit Too big: expected number to be <=100",
    field: "limit",
  },
  {
    name: "two of them",
    from: "fastify-type-provider-zod",
    sentence: "body/name Required, body/age Expected number",
    field: undefined,
  },
  { name: "a sentence", from: "anyone", sentence: "Your card was declined.", field: undefined },
  { name: "several lines", from: "Drupal", sentence: "name must be set\nage must be set", field: undefined },
  { name: "nothing", from: "anyone", sentence: "", field: undefined },
];

describe("readSentenceField", () => {
  test.for(rows)("$name ($from)", ({ sentence, listed = false, field }, { expect }) => {
    expect(readSentenceField(sentence, listed)).toEqual(
      field === undefined ? undefined : { field, message: sentence },
    );
  });
});

describe("readGoValidator", () => {
  test.for([
    {
      name: "one pair a line",
      text: "Key: 'User.Email' Error:Field validation for 'Email' failed on the 'required' tag\nKey: 'User.Items[0].Qty' Error:Field validation for 'Qty' failed on the 'gte' tag",
      pairs: [
        { field: "Email", message: "Field validation for 'Email' failed on the 'required' tag" },
        { field: "Items.0.Qty", message: "Field validation for 'Qty' failed on the 'gte' tag" },
      ],
    },
    { name: "none", text: "Key: 'x' is missing", pairs: [] },
  ])("$name", ({ text, pairs }, { expect }) => {
    expect(readGoValidator(text)).toEqual(pairs);
  });
});
