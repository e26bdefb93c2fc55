import { describe, expect, test } from "vitest";
import { conformanceOf } from "../../src/contract/conformance.ts";
import { errorOf } from "./make.ts";

const JSON_TYPE: readonly [string, string] = ["Content-Type", "application/json"];
const notFound = JSON.stringify(errorOf("not_found"));
const limited = JSON.stringify(errorOf("rate_limited"));

interface Row {
  readonly is: string;
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body: string;
  readonly kind: "conformant" | "not" | readonly string[];
}

const rows: readonly Row[] = [
  { is: "an envelope", status: 404, body: notFound, kind: "conformant" },
  {
    is: "parameters",
    status: 404,
    headers: [["Content-Type", "Application/JSON ; charset=utf-8"]],
    body: notFound,
    kind: "conformant",
  },
  { is: "white space around it", status: 404, body: `\n ${notFound}\n`, kind: "conformant" },
  { is: "any 5xx", status: 599, body: JSON.stringify(errorOf("storage_error")), kind: "conformant" },
  {
    is: "a 429 with its header",
    status: 429,
    headers: [JSON_TYPE, ["Retry-After", "5"]],
    body: limited,
    kind: "conformant",
  },
  {
    is: "a 429 with a date",
    status: 429,
    headers: [JSON_TYPE, ["Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"]],
    body: limited,
    kind: "conformant",
  },
  { is: "a 429 without", status: 429, body: limited, kind: ["retry-after"] },
  {
    is: "a 429 with nonsense",
    status: 429,
    headers: [JSON_TYPE, ["Retry-After", "soon"]],
    body: limited,
    kind: ["retry-after"],
  },
  {
    is: "a 429 with two",
    status: 429,
    headers: [JSON_TYPE, ["Retry-After", "5"], ["Retry-After", "6"]],
    body: limited,
    kind: ["retry-after"],
  },
  {
    is: "a 429 with an epoch",
    status: 429,
    headers: [JSON_TYPE, ["Retry-After", "1767225600"]],
    body: limited,
    kind: ["retry-after"],
  },
  {
    is: "text/plain",
    status: 404,
    headers: [["Content-Type", "text/plain"]],
    body: notFound,
    kind: ["content-type"],
  },
  {
    is: "problem+json",
    status: 404,
    headers: [["Content-Type", "application/problem+json"]],
    body: notFound,
    kind: ["content-type"],
  },
  { is: "no media type", status: 404, headers: [], body: notFound, kind: ["content-type"] },
  { is: "neither", status: 429, headers: [], body: limited, kind: ["content-type", "retry-after"] },
  { is: "a status that no failure leaves with", status: 410, body: notFound, kind: "not" },
  { is: "a success", status: 200, body: notFound, kind: "not" },
  { is: "600", status: 600, body: notFound, kind: "not" },
  { is: "a byte order mark", status: 404, body: `\uFEFF${notFound}`, kind: "not" },
  { is: "a warning before it", status: 404, body: `Warning: x in y\n${notFound}`, kind: "not" },
  { is: "something after it", status: 404, body: `${notFound}{}`, kind: "not" },
  { is: "cut short", status: 404, body: notFound.slice(0, -1), kind: "not" },
  { is: "empty", status: 404, body: "", kind: "not" },
  {
    is: "v3",
    status: 404,
    body: '{"error":{"type":"resource","code":"not_found","message":"m"},"_meta":{}}',
    kind: "not",
  },
];

describe("conformanceOf", () => {
  test.for(rows)("$is", ({ status, headers = [JSON_TYPE], body, kind }) => {
    const fields = new Headers();
    for (const [name, value] of headers) fields.append(name, value);
    for (const form of [body, new TextEncoder().encode(body)]) {
      const got = conformanceOf(status, fields, form);
      expect(got.kind === "lacks" ? got.lacks : got.kind).toEqual(kind);
    }
  });

  test("bytes that are not UTF-8 are not the contract's", () => {
    const bytes = new TextEncoder().encode(notFound).map((byte) => (byte === 0x75 ? 0xe9 : byte));
    expect(conformanceOf(404, new Headers([["content-type", "application/json"]]), bytes).kind).toBe("not");
  });
});
