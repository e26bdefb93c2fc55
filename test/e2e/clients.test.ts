import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { conformanceOf } from "../../src/contract/conformance.ts";
import { answer, send, startUpstream, type RawUpstream } from "./raw.ts";
import { start, type Running } from "./start.ts";

/** `RUNS=100000 vitest run --project e2e clients` for a long look. */
const RUNS = Number(process.env["RUNS"] ?? 500);

let upstream: RawUpstream;
let worker: Running;

beforeAll(async () => {
  upstream = await startUpstream((_request, socket) => {
    socket.write(answer(200, { "X-From": "upstream" }, "served"));
  });
  worker = await start({ upstream: `${upstream.origin}/base`, variables: { CORS_ORIGINS: "*" } });
});
afterAll(async () => {
  await worker.dispose();
  await upstream.close();
});

const PIECES = [
  "/",
  "//",
  "\\",
  ".",
  "..",
  "%2e",
  "%2E%2e",
  "%2f",
  "%5c",
  "%",
  "%zz",
  "%00",
  "%0d%0a",
  "@",
  ":",
  "?",
  "#",
  "&",
  "=",
  ";",
  "*",
  "'",
  "{",
  "}",
  "|",
  "^",
  "[",
  "]",
  "a",
  "evil.example",
  "http:",
  "http://",
  "\xc3\xa9",
  "\xff",
  "~",
] as const;
const VALUES = [
  "",
  "a",
  "close",
  "upgrade",
  "websocket",
  "h2c",
  "chunked",
  "trailers",
  "0",
  "-1",
  "1",
  "999999999999999999999",
  "bytes=0-",
  "*",
  "https://app.example",
  "null",
  "1.1 error-normalizer-00000000",
  "a, b",
  ",",
  "\xe9",
  "\x01",
  "\x7f",
  "<script>",
  '"',
  "Basic \xff",
  "identity;q=0",
  "x".repeat(9000),
] as const;
const NAMES = [
  "Host",
  "Connection",
  "Upgrade",
  "Transfer-Encoding",
  "Content-Length",
  "Expect",
  "TE",
  "Via",
  "CDN-Loop",
  "X-Request-Id",
  "X-Forwarded-For",
  "X-Forwarded-Host",
  "CF-Connecting-IP",
  "Origin",
  "Range",
  "Authorization",
  "Cookie",
  "Accept-Encoding",
  "Content-Encoding",
  "Content-Type",
  "Sec-WebSocket-Key",
  "Sec-WebSocket-Version",
  "X-\xe9",
  "constructor",
  "__proto__",
] as const;

const requests = fc
  .record({
    method: fc.constantFrom(
      "GET",
      "GET",
      "HEAD",
      "POST",
      "PUT",
      "OPTIONS",
      "TRACE",
      "PROPFIND",
      "get",
      "G\xcbT",
    ),
    target: fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((parts) => parts.join("")),
    rooted: fc.boolean(),
    fields: fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES)), { maxLength: 6 }),
    host: fc.boolean(),
    body: fc.constantFrom("", "abc", "3\r\nabc\r\n0\r\n\r\n"),
  })
  .map(({ method, target, rooted, fields, host, body }) =>
    [
      `${method} ${rooted ? "/" : ""}${target} HTTP/1.1`,
      ...(host ? ["Host: api.example"] : []),
      ...fields.map(([name, value]) => `${name}: ${value}`),
      "",
      body,
    ].join("\r\n"),
  );

test(
  "whatever a client sends is served, refused in the envelope, or never reaches the Worker",
  { timeout: 3_600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (raw) => {
        upstream.requests.length = 0;
        const got = await ended(raw);
        for (const request of upstream.requests) {
          expect(request.target).toMatch(/^\/base\//);
          expect(request.get("host")).toBe(new URL(upstream.origin).host);
        }
        expect(worker.events("proxy_fault")).toEqual([]);
        expect(worker.events("text")).toEqual([]);
        // What has an id is the Worker's own: the upstream's answer, or an envelope.
        if (got?.get("x-request-id") === undefined || got.get("x-from") !== undefined) return;
        const headers = new Headers(got.fields.map(([name, value]): [string, string] => [name, value]));
        if (!raw.startsWith("HEAD"))
          expect(conformanceOf(got.status, headers, got.body).kind).toBe("conformant");
        expect([400, 502]).toContain(got.status);
      }),
      { seed: 20_261_128, numRuns: RUNS, endOnFailure: true },
    );
  },
);

/** The answer, or `undefined` where the connection ends without one, as it may for half a request. */
async function ended(raw: string): Promise<Awaited<ReturnType<typeof send>> | undefined> {
  const waiting = AbortSignal.timeout(300);
  const never = new Promise<undefined>((resolve) => {
    waiting.addEventListener("abort", () => {
      resolve(undefined);
    });
  });
  return Promise.race([send(worker.base, Buffer.from(raw, "latin1")).catch(() => undefined), never]);
}
