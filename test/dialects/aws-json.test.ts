import { describe, test } from "vitest";
import { awsJson } from "../../src/dialects/aws-json.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "a namespaced __type",
    from: "DynamoDB",
    status: 400,
    body: {
      __type: "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",
      message: "Requested resource not found",
    },
    facts: {
      codes: [{ value: "ResourceNotFoundException", vocabulary: "aws" }],
      message: "Requested resource not found",
    },
  },
  {
    name: "the header alone",
    from: "Lambda, Invoke",
    status: 404,
    headers: [
      [
        "x-amzn-ErrorType",
        "ResourceNotFoundException:http://internal.amazon.com/coral/com.amazon.coral.service/",
      ],
    ],
    body: { Type: "User", Message: "Function not found" },
    facts: {
      codes: [{ value: "ResourceNotFoundException", vocabulary: "aws" }, { value: "User" }],
      message: "Function not found",
    },
  },
  {
    name: "the header and no body",
    from: "a HEAD of API Gateway",
    status: 429,
    headers: [["x-amzn-errortype", "TooManyRequestsException"]],
    body: "",
    facts: { codes: [{ value: "TooManyRequestsException", vocabulary: "aws" }] },
  },
  {
    name: "neither",
    from: "API Gateway",
    status: 400,
    body: { message: "Invalid request body" },
    facts: undefined,
  },
  {
    name: "a type in words",
    from: "CKAN",
    status: 409,
    body: { success: false, error: { __type: "Validation Error", name: ["Missing value"] } },
    facts: undefined,
  },
];

describe("awsJson.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(awsJson.read(evidenceOf(answer))).toEqual(facts);
  });
});
