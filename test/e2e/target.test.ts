import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer, send, startUpstream, type RawUpstream } from "./raw.ts";
import { start, type Running } from "./start.ts";
import { expectV4 } from "./v4.ts";

let upstream: RawUpstream;
let worker: Running;

beforeAll(async () => {
  upstream = await startUpstream((_request, socket) => {
    socket.write(answer(200, {}, "inside"));
  });
  worker = await start({ upstream: `${upstream.origin}/base/v1` });
});
afterAll(async () => {
  await worker.dispose();
  await upstream.close();
});

async function arrives(raw: string): Promise<{ readonly line: string; readonly host: string | undefined }> {
  upstream.requests.length = 0;
  const got = await send(worker.base, Buffer.from(raw, "latin1"));
  expect(got.body.toString()).toBe("inside");
  const [request] = upstream.requests;
  return { line: request?.line ?? "", host: request?.get("host") };
}

interface Row {
  readonly target: string;
  /** What arrives upstream, below its base path. */
  readonly path: string;
}

const ROWS: readonly Row[] = [
  { target: "/", path: "/" },
  { target: "/users/8?a=1&a=2", path: "/users/8?a=1&a=2" },
  { target: "/?", path: "/?" },
  { target: "//evil.example/x", path: "//evil.example/x" },
  { target: "///evil.example/x", path: "///evil.example/x" },
  { target: "/\\evil.example/x", path: "//evil.example/x" },
  { target: "/\\/evil.example", path: "///evil.example" },
  { target: "/../../etc/passwd", path: "/etc/passwd" },
  { target: "/a/../../../x", path: "/x" },
  { target: "/..\\..\\x", path: "/x" },
  { target: "/%2e%2e/%2E%2E/x", path: "/x" },
  { target: "/.%2e/%2e./x", path: "/x" },
  { target: "/..", path: "/" },
  { target: "/..?x", path: "/?x" },
  { target: "/%2e%2e%2f%2e%2e%2fx", path: "/%2e%2e%2f%2e%2e%2fx" },
  { target: "/..%2f..%2fx", path: "/..%2f..%2fx" },
  { target: "/..%5c..%5cx", path: "/..%5c..%5cx" },
  { target: "/..;/..;/x", path: "/..;/..;/x" },
  { target: "/...//x", path: "/...//x" },
  { target: "/@evil.example/x", path: "/@evil.example/x" },
  { target: "/user:password@evil.example/x", path: "/user:password@evil.example/x" },
  { target: "/:8080/x", path: "/:8080/x" },
  { target: "/x#y", path: "/x" },
  { target: "/x?y#z", path: "/x?y" },
  { target: "/%0d%0aHost:%20evil.example", path: "/%0d%0aHost:%20evil.example" },
  { target: "/?x=%0d%0aHost:%20evil.example", path: "/?x=%0d%0aHost:%20evil.example" },
  { target: "/%E5%98%8D%E5%98%8AHost:evil", path: "/%E5%98%8D%E5%98%8AHost:evil" },
  { target: "/%00", path: "/%00" },
  { target: "http://evil.example/x?y", path: "/x?y" },
  { target: "http://evil.example", path: "/" },
  { target: "https://evil.example/../x", path: "/x" },
  { target: "http://user:password@evil.example/x", path: "/x" },
  { target: "http://127.0.0.1:1/x", path: "/x" },
  { target: "ftp://evil.example/x", path: "/x" },
  { target: "evil.example", path: "/" },
  { target: "/?url=http://evil.example/", path: "/?url=http://evil.example/" },
];

describe("the upstream is where the operator said", () => {
  test.for(ROWS)("$target", async ({ target, path }) => {
    const { line, host } = await arrives(`GET ${target} HTTP/1.1\r\nHost: ${worker.base.host}\r\n\r\n`);
    expect(line).toBe(`GET /base/v1${path} HTTP/1.1`);
    expect(host).toBe(new URL(upstream.origin).host);
  });

  test.for([
    "evil.example",
    "evil.example:99",
    "user@evil.example",
    "127.0.0.1:1",
    "[::1]",
    "evil.example/x?y",
    "evil.example/../../x",
    "evil.example#",
    "evil.example\\x",
    "EVIL.example.",
  ])("Host: %s", async (forged) => {
    const { line, host } = await arrives(`GET /x HTTP/1.1\r\nHost: ${forged}\r\n\r\n`);
    expect(line).toMatch(/^GET \/base\/v1\//);
    expect(host).toBe(new URL(upstream.origin).host);
  });

  test.for([
    "X-Forwarded-Host",
    "X-Host",
    "Forwarded",
    "X-Original-URL",
    "X-Rewrite-URL",
    "X-HTTP-Host-Override",
  ])("%s: evil.example", async (name) => {
    const { line, host } = await arrives(
      `GET /x HTTP/1.1\r\nHost: ${worker.base.host}\r\n${name}: evil.example\r\n\r\n`,
    );
    expect(line).toBe("GET /base/v1/x HTTP/1.1");
    expect(host).toBe(new URL(upstream.origin).host);
  });
});

describe("a request that names no address is refused, in the envelope", () => {
  test.for([
    "OPTIONS * HTTP/1.1\r\nHost: a:80\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: [\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "HEAD / HTTP/1.1\r\nHost: a%\r\n\r\n",
  ])("%j", async (raw) => {
    upstream.requests.length = 0;
    worker.forget();
    const got = await send(worker.base, Buffer.from(raw, "latin1"));
    expect(got.status).toBe(400);
    if (!raw.startsWith("HEAD")) expect(expectV4(got).code).toBe("invalid_request");
    expect(upstream.requests.length).toBe(0);
    const [line] = await worker.waitFor("failure");
    expect(line).toMatchObject({ action: "synthesized", status: 400, upstream_status: null });
  });
});

// SECURITY.md names these: an answer that is not the Worker's cannot be the contract's.
describe("what workerd answers before the Worker runs", () => {
  test.for([
    {
      name: "bytes in the target that are no UTF-8",
      raw: "GET /caf\xe9 HTTP/1.1\r\nHost: a\r\n\r\n",
      status: 400,
    },
    { name: "an angle bracket in the target", raw: "GET /<x> HTTP/1.1\r\nHost: a\r\n\r\n", status: 400 },
    { name: "a control in the target", raw: "GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n", status: 400 },
    { name: "no Host", raw: "GET / HTTP/1.1\r\n\r\n", status: 400 },
    { name: "a folded field", raw: "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", status: 400 },
    {
      name: "two lengths",
      raw: "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
      status: 400,
    },
    { name: "an unknown method", raw: "get / HTTP/1.1\r\nHost: a\r\n\r\n", status: 501 },
    { name: "CONNECT", raw: "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", status: 500 },
  ])("$name: $status", async ({ raw, status }) => {
    upstream.requests.length = 0;
    const got = await send(worker.base, Buffer.from(raw, "latin1"));
    expect(got.status).toBe(status);
    expect(got.get("content-type") ?? "").not.toContain("json");
    expect(upstream.requests.length).toBe(0);
  });
});

describe("a service binding as the upstream", () => {
  test("is asked with the request's own address, without what was written before its @", async () => {
    const bound = await start({
      bound: `export default { fetch: (request) => new Response(request.method + " " + request.url, { status: 200 }) };`,
    });
    const got = await send(
      bound.base,
      Buffer.from("PUT //x/%7e?y HTTP/1.1\r\nHost: user@api.example\r\nContent-Length: 0\r\n\r\n"),
    );
    expect(got.body.toString()).toBe("PUT http://api.example//x/%7e?y");
    await bound.dispose();
  });

  test("fails like any other: its exception is no answer", async () => {
    const bound = await start({
      bound: `export default { async fetch() { throw new Error("boom at /srv/app.js:3") } };`,
    });
    const got = await send(bound.base, {});
    expect(got.status).toBe(502);
    expect(expectV4(got).code).toBe("network_error");
    expect(got.body.toString()).not.toContain("boom");
    await bound.dispose();
  });
});
