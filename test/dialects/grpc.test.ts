import { describe, test } from "vitest";
import { grpc } from "../../src/dialects/grpc.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "trailers-only",
    from: "grpc-go 1.60 behind Envoy",
    status: 500,
    headers: [
      ["Content-Type", "application/grpc"],
      ["grpc-status", "5"],
      ["grpc-message", "order%2012%20not%20found"],
    ],
    body: "",
    facts: { codes: [{ value: "5", vocabulary: "grpc" }], message: "order 12 not found" },
  },
  {
    name: "a broken escape",
    from: "a server that does not encode",
    status: 500,
    headers: [
      ["grpc-status", "3"],
      ["grpc-message", "100% wrong"],
    ],
    body: "",
    facts: { codes: [{ value: "3", vocabulary: "grpc" }], message: "100% wrong" },
  },
  {
    name: "success",
    from: "grpc-go 1.60",
    status: 200,
    headers: [["grpc-status", "0"]],
    body: "",
    facts: undefined,
  },
  {
    name: "no number",
    from: "a look-alike",
    status: 500,
    headers: [["grpc-status", "NOT_FOUND"]],
    body: "",
    facts: undefined,
  },
];

describe("grpc.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(grpc.read(evidenceOf(answer))).toEqual(facts);
  });
});
