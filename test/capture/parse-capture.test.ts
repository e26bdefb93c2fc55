import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCapture } from "../../src/capture/parse-capture.ts";
import { parseRawMessage } from "../../src/capture/raw-message.ts";

interface Row {
  readonly name: string;
  readonly message: string;
  readonly request?: readonly [string, string];
  readonly status: number;
  readonly type?: string | null;
  readonly body: string;
}

const rows: readonly Row[] = [
  {
    name: "curl -i over HTTP/1.1",
    message: 'HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n',
    status: 404,
    type: "application/json",
    body: '{"a":1}\r\n',
  },
  {
    name: "LF, HTTP/2, no reason",
    message: "HTTP/2 503 \ncontent-type: text/html\n\n<h1>",
    status: 503,
    type: "text/html",
    body: "<h1>",
  },
  {
    name: "a 100 and a redirect before the last head",
    message:
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /b\r\n\r\nHTTP/1.1 500 Oops\r\nX-A: b\r\n\r\nbody",
    status: 500,
    type: null,
    body: "body",
  },
  {
    name: "a proxy's CONNECT before it",
    message: "HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 401 Unauthorized\r\n\r\n",
    status: 401,
    body: "",
  },
  {
    name: "a request before it, with a body of its own",
    message: 'POST /v3/users?x=1 HTTP/1.1\nHost: a\n\n{"email":1}\n\nHTTP/1.1 422 Unprocessable\n\nno',
    request: ["POST", "/v3/users"],
    status: 422,
    body: "no",
  },
  {
    name: "curl -v",
    message:
      "* Connected\n> GET /a HTTP/1.1\n> Host: x\n>\n< HTTP/1.1 404 Not Found\n< Content-Type: text/plain\n<\nCannot GET /a\n",
    request: ["GET", "/a"],
    status: 404,
    type: "text/plain",
    body: "Cannot GET /a\n",
  },
  {
    name: "chunked, as a socket shows it",
    message: "HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nab\r\n\r\n3;x=y\r\ncde\r\n0\r\n\r\n",
    status: 500,
    body: "ab\r\ncde",
  },
  {
    name: "chunked, joined by curl",
    message: "HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\nnot found",
    status: 500,
    body: "not found",
  },
  {
    name: "a body that looks like a head",
    message: "HTTP/1.1 502 X\n\nHTTP/1.1 200 OK\n\n",
    status: 502,
    body: "HTTP/1.1 200 OK\n\n",
  },
  { name: "a status that HTTP does not know", message: "HTTP/1.1 999 X\n\n", status: 999, body: "" },
  {
    name: "a field that HTTP does not allow",
    message: "HTTP/1.1 404 X\nBad Name: x\nContent-Type: a/b\n\n",
    status: 404,
    type: "a/b",
    body: "",
  },
  {
    name: "blank lines and a byte order mark first",
    message: "\uFEFF\r\n\r\nHTTP/1.1 404 X\r\n\r\n",
    status: 404,
    body: "",
  },
  {
    name: "JSON with fields as an object",
    message:
      '{"request":{"method":"post","path":"https://h/v1/x?y"},"status":400,"headers":{"Content-Type":"a/b"},"body":{"e":1}}',
    request: ["POST", "/v1/x"],
    status: 400,
    type: "a/b",
    body: '{"e":1}',
  },
  {
    name: "JSON with fields as pairs and bytes",
    message: '{"status":400,"headers":[["content-type","a/b"]],"body_base64":"YWI="}',
    status: 400,
    type: "a/b",
    body: "ab",
  },
  { name: "JSON without a body", message: ' {"status":204}', status: 204, body: "" },
];

describe("parseCapture", () => {
  test.for(rows)("$name", ({ message, request, status, type, body }) => {
    const parsed = parseCapture(message);
    if (!parsed.ok) throw new Error(parsed.why);
    const { capture } = parsed;
    expect(capture.status).toBe(status);
    expect(capture.request).toEqual({ method: request?.[0] ?? "GET", path: request?.[1] ?? "/" });
    if (type !== undefined) expect(capture.headers.get("content-type")).toBe(type);
    expect(new TextDecoder().decode(capture.body)).toBe(body);
  });

  test.for([
    { name: "nothing", message: " \n", why: /empty/ },
    { name: "prose", message: "it says not found", why: /status line/ },
    { name: "a request alone", message: "GET / HTTP/1.1\nHost: a\n\n", why: /status line/ },
    { name: "a body alone", message: '{"error":"x"}', why: /`status`/ },
    { name: "broken JSON", message: '{"status":', why: /no JSON object/ },
    { name: "bad Base64", message: '{"status":400,"body_base64":"%"}', why: /body_base64/ },
    { name: "a bad field", message: '{"status":400,"headers":{"a b":"c"}}', why: /"a b"/ },
  ])("declines $name", ({ message, why }) => {
    const parsed = parseCapture(message);
    expect(parsed.ok ? "read" : parsed.why).toMatch(why);
  });

  test("any bytes are read or declined", () => {
    const part = fc.oneof(
      fc.constantFrom("HTTP/1.1 404 X", "\r\n", "\n", "GET /", "< ", "* ", ": ", "a: b", "{", "4\r\n"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), fc.uint8Array(), (parts, bytes) => {
        parseCapture(parts.join(""));
        parseRawMessage(bytes);
      }),
    );
  });
});
