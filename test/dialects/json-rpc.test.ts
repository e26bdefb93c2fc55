import { describe, test } from "vitest";
import { jsonRpc } from "../../src/dialects/json-rpc.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "method not found",
    from: "JSON-RPC 2.0, section 7",
    status: 200,
    body: { jsonrpc: "2.0", error: { code: -32601, message: "Method not found" }, id: "1" },
    facts: {
      codes: [{ value: "-32601", vocabulary: "json-rpc" }],
      message: "Method not found",
      certain: true,
    },
  },
  {
    name: "data that says more",
    from: "Zabbix",
    status: 200,
    body: {
      jsonrpc: "2.0",
      error: { code: -32602, message: "Invalid params.", data: "No permissions to referred object" },
      id: 1,
    },
    facts: {
      message: "No permissions to referred object",
      codes: [{ value: "-32602", vocabulary: "json-rpc" }],
      certain: true,
    },
  },
  {
    name: "data that describe an exception: a program's words",
    from: "json-rpc 1.13 for Python",
    status: 200,
    body: {
      jsonrpc: "2.0",
      error: {
        code: -32602,
        message: "Invalid params",
        data: { type: "TypeError", args: ["buy() missing 1 argument"], message: "buy() missing 1 argument" },
      },
      id: 1,
    },
    facts: {
      codes: [{ value: "TypeError" }, { value: "-32602", vocabulary: "json-rpc" }],
      message: "Invalid params",
      certain: true,
    },
  },
  {
    name: "a number of the application's",
    from: "bitcoind",
    status: 500,
    body: { jsonrpc: "2.0", error: { code: -5, message: "No such mempool transaction" }, id: 1 },
    facts: { codes: [{ value: "-5" }], message: "No such mempool transaction" },
  },
  {
    name: "the first failure of a batch",
    from: "a JSON-RPC server that failed a batch",
    status: 400,
    body: [
      { jsonrpc: "2.0", result: 1, id: 1 },
      { jsonrpc: "2.0", error: { code: -32602, message: "Bad amount" }, id: 2 },
    ],
    facts: { codes: [{ value: "-32602", vocabulary: "json-rpc" }], message: "Bad amount" },
  },
  {
    name: "version 1.0",
    from: "Deluge",
    status: 200,
    body: { result: null, error: { message: "Unknown method", code: 2 }, id: 1 },
    facts: { codes: [{ value: "2" }], message: "Unknown method", certain: true },
  },
  {
    name: "the draft of version 1.1",
    from: "NZBGet",
    status: 200,
    body: { version: "1.1", id: 1, error: { name: "JSONRPCError", code: 1, message: "Invalid procedure" } },
    facts: { codes: [{ value: "1" }], message: "Invalid procedure", certain: true },
  },
  {
    name: "a result of version 1.0",
    from: "Deluge",
    status: 200,
    body: { result: 7, error: null, id: 1 },
    facts: undefined,
  },
  {
    name: "a batch under 200",
    from: "JSON-RPC 2.0, section 6",
    status: 200,
    body: [{ jsonrpc: "2.0", error: { code: -32600, message: "Invalid Request" }, id: null }],
    facts: undefined,
  },
  {
    name: "a result",
    from: "JSON-RPC 2.0, section 7",
    status: 200,
    body: { jsonrpc: "2.0", result: 19, id: 1 },
    facts: undefined,
  },
];

describe("jsonRpc.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(jsonRpc.read(evidenceOf(answer))).toEqual(facts);
  });
});
