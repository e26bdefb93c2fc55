import { describe, test } from "vitest";
import { graphql } from "../../src/dialects/graphql.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "no data",
    from: "Apollo Server 4, an unauthenticated query",
    status: 200,
    body: {
      errors: [
        {
          message: "You must be logged in",
          locations: [{ line: 1, column: 2 }],
          path: ["me"],
          extensions: { code: "UNAUTHENTICATED" },
        },
      ],
      data: null,
    },
    facts: { codes: [{ value: "UNAUTHENTICATED" }], message: "You must be logged in", certain: true },
  },
  {
    name: "a validation of the document",
    from: "graphql-yoga 5",
    status: 400,
    body: {
      errors: [{ message: 'Cannot query field "foo" on type "Query".', locations: [{ line: 1, column: 3 }] }],
    },
    facts: { message: 'Cannot query field "foo" on type "Query".' },
  },
  {
    name: "members beside errors and data",
    from: "monday.com",
    status: 200,
    body: {
      errors: [
        {
          message: "Not allowed",
          path: ["x"],
          extensions: { code: "UserUnauthorizedException", status_code: 403 },
        },
      ],
      data: null,
      account_id: 1,
    },
    facts: {
      codes: [{ value: "UserUnauthorizedException" }],
      message: "Not allowed",
      status: 403,
      certain: true,
    },
  },
  {
    name: "partial data is no certain failure",
    from: "GraphQL, section 7.1",
    status: 200,
    body: { errors: [{ message: "x failed", path: ["a"] }], data: { a: null, b: 1 } },
    facts: { message: "x failed" },
  },
  {
    name: "a persisted query to be sent again",
    from: "Apollo Server 4, APQ",
    status: 200,
    body: {
      errors: [{ message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }],
    },
    facts: {
      codes: [{ value: "PersistedQueryNotFound" }, { value: "PERSISTED_QUERY_NOT_FOUND" }],
      message: "PersistedQueryNotFound",
    },
  },
  {
    name: "errors of another API",
    from: "Datadog",
    status: 400,
    body: { errors: ["API key is invalid"] },
    facts: undefined,
  },
  {
    name: "an empty list",
    from: "a success",
    status: 200,
    body: { errors: [], data: { a: 1 } },
    facts: undefined,
  },
];

describe("graphql.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(graphql.read(evidenceOf(answer))).toEqual(facts);
  });
});
