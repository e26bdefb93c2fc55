import { describe, test } from "vitest";
import { knownOf, queryString, readQuery } from "../../src/admin/query.ts";

const read = (text: string) => readQuery(new URLSearchParams(text));

describe("readQuery", () => {
  test.for([
    { text: "", value: { window: "1h", filters: {} } },
    { text: "window=", value: { window: "1h", filters: {} } },
    { text: "window=15m", value: { window: "15m", filters: {} } },
    { text: "window=7d&code=not_found", value: { window: "7d", filters: { code: "not_found" } } },
    {
      text: "status=404&type=resource",
      value: { window: "1h", filters: { status: "404", type: "resource" } },
    },
    { text: "route=%2Fusers%2F%3Aid", value: { window: "1h", filters: { route: "/users/:id" } } },
    {
      text: "dialect=anything&action=rewritten&mapped_by=v4",
      value: { window: "1h", filters: { dialect: "anything", action: "rewritten", mapped_by: "v4" } },
    },
    { text: "code=", value: { window: "1h", filters: {} } },
  ])("$text", ({ text, value }, { expect }) => {
    expect(read(text)).toEqual({ ok: true, value });
  });

  test.for([
    { text: "window=2h", fields: ["window"] },
    { text: "window=1H", fields: ["window"] },
    { text: "window=toString", fields: ["window"] },
    { text: "code=nope", fields: ["code"] },
    { text: "type=request&action=rewrote&mapped_by=luck", fields: ["action", "mapped_by"] },
    { text: "status=4xx", fields: ["status"] },
    { text: `route=${"x".repeat(501)}`, fields: ["route"] },
    { text: "rout=%2Fusers", fields: ["rout"] },
    { text: "=x", fields: ["query"] },
  ])("refuses $text", ({ text, fields }, { expect }) => {
    const query = read(text);
    expect(query).toMatchObject({ ok: false, details: fields.map((field) => ({ field })) });
  });
});

test("knownOf leaves out what a link from elsewhere carries", ({ expect }) => {
  expect(String(knownOf(new URLSearchParams("utm_source=x&window=7d&code=conflict")))).toBe(
    "window=7d&code=conflict",
  );
});

test("queryString writes what readQuery reads, with a part changed or taken away", ({ expect }) => {
  const query = { window: "24h", filters: { route: "/a b?c&d", code: "conflict" } } as const;
  expect(read(queryString(query))).toEqual({ ok: true, value: query });
  expect(queryString(query, { route: undefined, window: "7d", status: "409" })).toBe(
    "?window=7d&status=409&code=conflict",
  );
});
