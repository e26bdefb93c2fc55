import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { differencesOf, readSpec } from "../../src/testing/spec.ts";

const folder = mkdtempSync(join(tmpdir(), "spec-"));

function write(name: string, input: string, output = "HTTP/1.1 200 OK\n\n"): string {
  writeFileSync(join(folder, `${name}.in.http`), input);
  writeFileSync(join(folder, `${name}.out.http`), output);
  return name;
}

describe("readSpec", () => {
  test("a request with headers and a body, and the upstream's answer", () => {
    const name = write(
      "full",
      'POST /a?b=1 HTTP/1.1\r\nX-Own: 1\r\nContent-Type: text/plain\r\n\r\none\r\n\r\ntwo\r\n\r\nHTTP/1.1 409 Conflict\r\nContent-Type: application/json\r\n\r\n{"code":"E1"}',
      "HTTP/1.1 409 Conflict\r\nServer:\r\n\r\n",
    );
    const { path, request, upstream, expected } = readSpec(folder, name);
    expect(path).toBe("/a?b=1");
    expect(request).toMatchObject({ method: "POST", body: "one\n\ntwo" });
    expect([...(request.headers as Headers)]).toEqual([
      ["content-type", "text/plain"],
      ["x-own", "1"],
    ]);
    expect(upstream).toMatchObject({ status: 409, headers: { "content-type": "application/json" } });
    expect(expected).toMatchObject({ status: 409, body: "" });
    expect(expected.headers.get("server")).toBe("");
  });

  test("without a request it is GET /", () => {
    const { path, request } = readSpec(folder, write("bare", "HTTP/1.1 404 Not Found\n\ngone"));
    expect([request.method, path, request.body]).toEqual(["GET", "/", undefined]);
  });

  test.for([
    {
      why: "no upstream's answer",
      input: "GET / HTTP/1.1\n\n",
      output: "HTTP/1.1 200 OK\n\n",
      says: /no-answer\.in\.http: it has no status line/,
    },
    {
      why: "no answer to expect",
      input: "HTTP/1.1 200 OK\n\n",
      output: "hello",
      says: /no-answer\.out\.http: It has no status line/,
    },
  ])("$why is said", ({ input, output, says }) => {
    write("no-answer", input, output);
    expect(() => readSpec(folder, "no-answer")).toThrow(says);
  });
});

const answer = (body: string, headers: Record<string, string> = {}): readonly [Response, string] => [
  new Response(body, { status: 404, headers }),
  body,
];

describe("differencesOf", () => {
  test.for<{
    readonly why: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
    readonly got: readonly [Response, string];
    readonly differences: readonly RegExp[];
  }>([
    { why: "the same", body: "gone", got: answer("gone"), differences: [] },
    { why: "a body that is not looked at", got: answer("anything"), differences: [] },
    {
      why: "JSON in another order",
      body: '{"a":1,"b":{"d":2,"c":3}}',
      got: answer('{ "b": {"c":3,"d":2}, "a":1 }'),
      differences: [],
    },
    { why: "a header that is not named", got: answer("", { etag: "x" }), differences: [] },
    { why: "another body", body: "gone", got: answer("here"), differences: [/^body: here, expected gone$/] },
    { why: "a list in another order", body: "[1,2]", got: answer("[2,1]"), differences: [/^body/] },
    {
      why: "another header",
      headers: { etag: "y" },
      got: answer("", { etag: "x" }),
      differences: [/^etag: x, expected y$/],
    },
    {
      why: "a header that is missing",
      headers: { etag: "y" },
      got: answer(""),
      differences: [/^etag: absent, expected y$/],
    },
    {
      why: "a header that must be absent",
      headers: { server: "" },
      got: answer("", { server: "nginx" }),
      differences: [/^server: nginx, expected absent$/],
    },
  ])("$why", ({ headers = {}, body = "", got: [response, text], differences }) => {
    const expected = { status: 404, headers: new Headers(headers), body };
    expect(differencesOf(expected, response, text)).toEqual(
      differences.map((pattern) => expect.stringMatching(pattern) as string),
    );
  });

  test("another status", () => {
    const [response, text] = answer("");
    expect(differencesOf({ status: 200, headers: new Headers(), body: "" }, response, text)).toEqual([
      "status: 404, expected 200",
    ]);
  });
});
