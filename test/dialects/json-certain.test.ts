import { describe, test } from "vitest";
import { isCertain } from "../../src/dialects/json-certain.ts";
import { evidenceOf } from "./make.ts";

interface Row {
  readonly name: string;
  readonly from: string;
  readonly body: unknown;
  readonly status?: number;
  readonly certain: boolean;
}

const rows: readonly Row[] = [
  { name: "a flag", from: "Slack", body: { ok: false, error: "channel_not_found" }, certain: true },
  { name: "a flag alone", from: "anyone", body: { success: false }, certain: true },
  {
    name: "a flag beside a dictionary of fields",
    from: "a form's handler",
    body: { success: false, fields: { email: ["is not an address"] } },
    certain: true,
  },
  {
    name: "a number beside its message",
    from: "WeChat",
    body: { errcode: 40_001, errmsg: "bad token" },
    certain: true,
  },
  {
    name: "a status and its words beside an id of the answer's",
    from: "Midtrans",
    body: { status_code: "400", status_message: "Invalid", id: "1a", validation_messages: ["too low"] },
    certain: true,
  },
  {
    name: "the same of a thing that was looked up",
    from: "a monitor of web sites",
    body: { id: "1a", status_code: 404, status_message: "Not Found", url: "https://a.example" },
    certain: false,
  },
  { name: "a letter for a status", from: "Fyers", body: { s: "error", message: "No user" }, certain: true },
  {
    name: "a flag that there were errors",
    from: "SavvyMoney",
    body: { hasErrors: true, errorMessage: "No code" },
    certain: true,
  },
  { name: "several answers", from: "a batch", status: 207, body: { ok: false, error: "x" }, certain: false },
  { name: "a list", from: "a batch", body: [{ ok: false, error: "x" }], certain: false },
  { name: "a flag that is true", from: "anyone", body: { success: true, error: "no error" }, certain: false },
  {
    name: "what a test found",
    from: "Snyk",
    body: {
      ok: false,
      issues: { licenses: [], vulnerabilities: [{ id: "npm:ms:1", title: "Slow pattern" }] },
    },
    certain: false,
  },
  {
    name: "a number that counts from one",
    from: "Bungie",
    body: { ErrorCode: 1, Message: "Ok", Response: [{ a: 1 }] },
    certain: false,
  },
  {
    name: "a query that is to be sent again",
    from: "Apollo",
    body: { errors: [{ message: "PersistedQueryNotFound" }] },
    certain: false,
  },
];

describe("isCertain", () => {
  test.for(rows)("$name ($from)", ({ status = 200, body, certain }, { expect }) => {
    expect(isCertain(evidenceOf({ status, body }), body)).toBe(certain);
  });
});
