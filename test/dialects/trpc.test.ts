import { describe, test } from "vitest";
import { trpc } from "../../src/dialects/trpc.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "a procedure's own error",
    from: "@trpc/server 11, a query",
    status: 404,
    body: {
      error: {
        message: "No post with id '9'",
        code: -32004,
        data: { code: "NOT_FOUND", httpStatus: 404, path: "post.byId" },
      },
    },
    facts: { codes: [{ value: "NOT_FOUND" }], message: "No post with id '9'" },
  },
  {
    name: "Zod's issues in the message, wrapped by SuperJSON",
    from: "@trpc/server 10 with superjson",
    status: 400,
    body: {
      error: {
        json: {
          message: '[{"code":"invalid_type","path":["title"],"message":"Required"}]',
          code: -32600,
          data: {
            code: "BAD_REQUEST",
            httpStatus: 400,
            stack: "TRPCError: x\n    at /srv/app.js:1:2",
            path: "post.add",
          },
        },
      },
    },
    facts: { codes: [{ value: "BAD_REQUEST" }], fields: [{ field: "title", message: "Required" }] },
  },
  {
    name: "the first failure of a batch",
    from: "@trpc/server 11, httpBatchLink",
    status: 401,
    body: [
      { result: { data: 1 } },
      { error: { message: "Sign in first", code: -32001, data: { code: "UNAUTHORIZED", httpStatus: 401 } } },
    ],
    facts: { codes: [{ value: "UNAUTHORIZED" }], message: "Sign in first" },
  },
  {
    name: "a batch under 207",
    from: "@trpc/server 11, httpBatchLink",
    status: 207,
    body: [{ error: { message: "x", code: -32001, data: { code: "UNAUTHORIZED", httpStatus: 401 } } }],
    facts: undefined,
  },
  {
    name: "a JSON-RPC error",
    from: "a look-alike",
    status: 400,
    body: { error: { message: "No", code: -32602 } },
    facts: undefined,
  },
];

describe("trpc.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(trpc.read(evidenceOf(answer))).toEqual(facts);
  });
});
