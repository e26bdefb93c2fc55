import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answer, send, startUpstream, type RawUpstream, type Say } from "./raw.ts";
import { pause, start, type Running } from "./start.ts";
import { expectV4 } from "./v4.ts";

let upstream: RawUpstream;
let worker: Running;
/** Waits only for a moment: for what never comes. */
let impatient: Running;

beforeAll(async () => {
  upstream = await startUpstream(() => undefined);
  [worker, impatient] = await Promise.all([
    start({ upstream: upstream.origin }),
    start({
      upstream: upstream.origin,
      variables: { UPSTREAM_TIMEOUT_MS: 300, ERROR_BODY_TIMEOUT_MS: 300 },
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([worker.dispose(), impatient.dispose()]);
  await upstream.close();
});
beforeEach(() => {
  worker.forget();
  impatient.forget();
});

interface Row {
  readonly name: string;
  readonly say: Say;
  readonly method?: string;
  readonly status: number;
  readonly code: string;
  /** `network_error` by default where the upstream gives no answer. */
  readonly message?: RegExp;
  readonly action?: string;
  /** It never comes, or never ends. */
  readonly endless?: true;
}

const JSON_TYPE = { "Content-Type": "application/json" };
const MISSING = '{"message":"No such user"}';
const write =
  (text: string | Buffer): Say =>
  (_request, socket) => {
    socket.write(text);
  };
const end =
  (text: string | Buffer): Say =>
  (_request, socket) => {
    socket.end(text);
  };
const reset =
  (text = ""): Say =>
  (_request, socket) => {
    if (text === "") socket.resetAndDestroy();
    else
      socket.write(text, () => {
        setTimeout(() => socket.resetAndDestroy(), 20);
      });
  };
/** Writes without end, until nobody reads any more. */
const flood =
  (head: string, piece: Buffer, pieces: number): Say =>
  async (_request, socket) => {
    socket.write(head);
    for (let at = 0; at < pieces && !socket.destroyed; at += 1) {
      if (!socket.write(piece)) await drained(socket);
    }
    socket.end();
  };

async function drained(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.once("drain", resolve);
    socket.once("close", resolve);
  });
}

const none = { status: 502, code: "network_error", action: "synthesized" } as const;

const ROWS: readonly Row[] = [
  { name: "closed before a byte", say: end(""), ...none },
  { name: "reset before a byte", say: reset(), ...none },
  { name: "reset in the status line", say: reset("HTTP/1.1 20"), ...none },
  { name: "reset among the fields", say: reset("HTTP/1.1 200 OK\r\nContent-Type: te"), ...none },
  { name: "half a field", say: end("HTTP/1.1 404 Not Found\r\nContent-Le"), ...none },
  { name: "garbage", say: end("\x00\x01\x02garbage\r\n\r\n"), ...none },
  { name: "another protocol", say: end("SSH-2.0-OpenSSH_9.2\r\n"), ...none },
  { name: "HTTP/0.9", say: end("<html>hello</html>"), ...none },
  { name: "no status", say: end("HTTP/1.1 OK\r\n\r\n"), ...none },
  { name: "status 0", say: end("HTTP/1.1 000 X\r\nContent-Length: 0\r\n\r\n"), ...none },
  { name: "status 99", say: end("HTTP/1.1 99 X\r\nContent-Length: 0\r\n\r\n"), ...none },
  { name: "status 199", say: end("HTTP/1.1 199 X\r\nContent-Length: 0\r\n\r\n"), ...none },
  { name: "status 1000", say: end("HTTP/1.1 1000 X\r\nContent-Length: 0\r\n\r\n"), ...none },
  { name: "status -1", say: end("HTTP/1.1 -1 X\r\nContent-Length: 0\r\n\r\n"), ...none },
  { name: "status 600", say: write(answer(600, {}, "six")), ...none },
  { name: "status 999", say: write(answer(999, JSON_TYPE, MISSING)), ...none },
  { name: "an obsolete line folding", say: end("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n"), ...none },
  { name: "a field without a colon", say: end("HTTP/1.1 200 OK\r\nNonsense\r\n\r\n"), ...none },
  {
    name: "two lengths that differ",
    say: end("HTTP/1.1 404 X\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nhello"),
    ...none,
  },
  { name: "a negative length", say: end("HTTP/1.1 404 X\r\nContent-Length: -2\r\n\r\n"), ...none },
  {
    endless: true,
    name: "no fields in time",
    say: () => undefined,
    status: 504,
    code: "network_error",
    action: "synthesized",
  },
  {
    endless: true,
    name: "fields that never end",
    say: write("HTTP/1.1 404 X\r\nContent-Type: text/plain\r\n"),
    status: 504,
    code: "network_error",
    action: "synthesized",
  },
  {
    endless: true,
    name: "informational answers without end",
    say: write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    status: 504,
    code: "network_error",
    action: "synthesized",
  },
  {
    name: "informational answers before a failure",
    say: write(
      Buffer.concat([
        Buffer.from("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        answer(404, JSON_TYPE, MISSING),
      ]),
    ),
    status: 404,
    code: "not_found",
    message: /No such user/,
  },
  {
    endless: true,
    name: "a body that stalls",
    say: write("HTTP/1.1 404 X\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n"),
    status: 404,
    code: "not_found",
  },
  {
    endless: true,
    name: "a body that stalls half-way",
    say: write(
      'HTTP/1.1 409 X\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"message":"alr',
    ),
    status: 409,
    code: "conflict",
  },
  {
    name: "a body cut short",
    say: end(`HTTP/1.1 404 X\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n${MISSING}`),
    status: 404,
    code: "not_found",
  },
  {
    name: "a body that is reset",
    say: reset(`HTTP/1.1 503 X\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n${MISSING}`),
    status: 503,
    code: "network_error",
  },
  {
    name: "a chunk cut short",
    say: end("HTTP/1.1 404 X\r\nTransfer-Encoding: chunked\r\n\r\n20\r\nNo such"),
    status: 404,
    code: "not_found",
  },
  {
    name: "a chunk of no size",
    say: end("HTTP/1.1 404 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nNo such\r\n0\r\n\r\n"),
    status: 404,
    code: "not_found",
  },
  {
    name: "a length that is too short",
    say: end("HTTP/1.1 404 X\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nGone fishing"),
    status: 404,
    code: "not_found",
    message: /^Gone$/,
  },
  {
    name: "a body that ends with the connection",
    say: end(`HTTP/1.0 404 X\r\nContent-Type: application/json\r\n\r\n${MISSING}`),
    status: 404,
    code: "not_found",
    message: /No such user/,
  },
  {
    name: "gzip that is none",
    say: write(answer(404, { ...JSON_TYPE, "Content-Encoding": "gzip" }, MISSING)),
    status: 404,
    code: "not_found",
  },
  {
    name: "gzip that is empty",
    say: write(answer(404, { ...JSON_TYPE, "Content-Encoding": "gzip" })),
    status: 404,
    code: "not_found",
  },
  {
    name: "gzip cut short",
    say: write(answer(404, { ...JSON_TYPE, "Content-Encoding": "gzip" }, gzipSync(MISSING).subarray(0, 30))),
    status: 404,
    code: "not_found",
  },
  ...(
    [
      ["gzip", gzipSync(MISSING), true],
      ["GZIP", gzipSync(MISSING), true],
      ["x-gzip", gzipSync(MISSING), true],
      ["br", brotliCompressSync(MISSING), true],
      ["deflate", deflateSync(MISSING), true],
      ["deflate", deflateRawSync(MISSING), true],
      ["zstd", zstdCompressSync(MISSING), false],
      ["gzip, br", brotliCompressSync(gzipSync(MISSING)), false],
      ["unheard-of", Buffer.from(MISSING), false],
      ["identity", Buffer.from(MISSING), true],
    ] as const
  ).map(([coding, bytes, read]) => ({
    name: `${coding}, ${bytes.length} bytes`,
    say: write(answer(404, { ...JSON_TYPE, "Content-Encoding": coding }, bytes)),
    status: 404,
    code: "not_found",
    message: read ? /No such user/ : /^(?!.*No such user)/,
  })),
  {
    name: "a gzip bomb of 512 MiB",
    say: write(
      answer(
        500,
        { ...JSON_TYPE, "Content-Encoding": "gzip" },
        gzipSync(Buffer.alloc(512 << 20, 0x20), { level: 1 }),
      ),
    ),
    status: 500,
    code: "unknown_error",
  },
  {
    name: "a deflate bomb of 64 MiB",
    say: write(
      answer(
        500,
        { ...JSON_TYPE, "Content-Encoding": "deflate" },
        deflateSync(Buffer.alloc(64 << 20, 0x20), { level: 1 }),
      ),
    ),
    status: 500,
    code: "unknown_error",
  },
  {
    name: "4 GiB of a failure",
    say: flood(
      "HTTP/1.1 422 X\r\nContent-Type: text/plain\r\nContent-Length: 4294967296\r\n\r\n",
      Buffer.alloc(1 << 20, "Too much. "),
      4096,
    ),
    status: 422,
    code: "invalid_data",
  },
  {
    name: "a failure without end",
    say: flood(
      "HTTP/1.1 500 X\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
      Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(65_536, "<p>"), Buffer.from("\r\n")]),
      100_000,
    ),
    status: 500,
    code: "unknown_error",
  },
  {
    endless: true,
    name: "a byte at a time",
    say: async (_request, socket) => {
      socket.write("HTTP/1.1 409 X\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n");
      for (let at = 0; at < 1000 && !socket.destroyed; at += 1) {
        socket.write("x");
        await pause(50);
      }
    },
    status: 409,
    code: "conflict",
  },
  {
    name: "80 fields",
    say: write(
      answer(
        500,
        Array.from({ length: 80 }, (_, at) => [`X-Field-${at}`, "v".repeat(100)] as const),
        "x",
      ),
    ),
    status: 500,
    code: "unknown_error",
  },
  {
    name: "a field of 60 KiB",
    say: write(answer(500, { "X-Long": "v".repeat(60_000) }, "x")),
    status: 500,
    code: "unknown_error",
  },
  {
    name: "fields that are no ASCII",
    say: write(answer(404, { "X-Name": "caf\xe9", "X-Control": "a\x01b", Link: "<\xe9>; rel=x" }, "")),
    status: 404,
    code: "not_found",
  },
  {
    name: "a reason that is no ASCII",
    say: write(answer("404 Ge\xfc\xdft", JSON_TYPE, MISSING)),
    status: 404,
    code: "not_found",
    message: /No such user/,
  },
  {
    name: "no reason",
    say: write("HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n"),
    status: 404,
    code: "not_found",
  },
  {
    name: "an upgrade nobody asked for",
    say: end("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"),
    ...none,
  },
  {
    name: "a redirect that asks for a proxy's password",
    say: write(answer(407, { "Proxy-Authenticate": "Basic" }, "who?")),
    status: 502,
    code: "network_error",
  },
];

describe("an upstream that fails", () => {
  test.for(ROWS)("$name", async ({ say, method = "GET", status, code, message, action, endless }) => {
    const running = endless === true ? impatient : worker;
    upstream.say = say;
    const got = await send(running.base, { method, target: "/users/8" });
    const error = expectV4(got);
    expect({ status: got.status, code: error.code }).toEqual({ status, code });
    if (message !== undefined) expect(error.message).toMatch(message);
    expect(got.get("content-encoding")).toBeUndefined();
    const [line] = await running.waitFor("failure");
    expect(line).toMatchObject({ status, code, action: action ?? "rewritten" });
    expect(running.events("proxy_fault")).toEqual([]);
    // The upstream's connection is let go, unless it can serve the next request.
    const idle = endless === true ? 0 : 1;
    for (let tries = 0; upstream.open() > idle && tries < 1000; tries += 1) await pause(10);
    expect(upstream.open()).toBeLessThanOrEqual(idle);
    upstream.say = end(answer(200, { Connection: "close" }, "served"));
    expect((await send(worker.base, {})).body.toString()).toBe("served");
  });

  test("refused: nobody listens", async () => {
    const gone = await startUpstream(() => undefined);
    await gone.close();
    const lonely = await start({ upstream: gone.origin });
    const got = await send(lonely.base, { target: "/x?secret=1" });
    expect(got.status).toBe(502);
    expect(expectV4(got).code).toBe("network_error");
    const [line] = await lonely.waitFor("failure");
    expect(line).toMatchObject({ action: "synthesized", upstream_status: null, route: "/x" });
    await lonely.dispose();
  });

  test("an upstream that speaks no TLS", async () => {
    const plain = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    });
    await new Promise<void>((resolve) => {
      plain.listen(0, "127.0.0.1", resolve);
    });
    const { port } = plain.address() as AddressInfo;
    const secure = await start({ upstream: `https://127.0.0.1:${port}` });
    const got = await send(secure.base, {});
    expect(got.status).toBe(502);
    expect(expectV4(got).code).toBe("network_error");
    expect((await secure.waitFor("failure"))[0]).toMatchObject({ action: "synthesized", status: 502 });
    expect(secure.events("proxy_fault")).toEqual([]);
    await secure.dispose();
    plain.close();
  });

  test("a loop: the proxy is its own upstream", async () => {
    upstream.say = async (request, socket) => {
      // What went out comes back in, as a redirecting gateway between would send it.
      const back = await send(worker.base, Buffer.from(request.text, "latin1"));
      socket.write(
        answer(
          back.status,
          back.fields.filter(([name]) => !/length/i.test(name)),
          back.body,
        ),
      );
    };
    const got = await send(worker.base, {});
    expect(got.status).toBe(502);
    expect(expectV4(got).code).toBe("network_error");
    expect((await worker.waitFor("failure", 2)).map(({ action }) => action)).toEqual([
      "synthesized",
      "conformant",
    ]);
  });

  test.for(["via", "cdn-loop"])("a loop told by %s alone", async (name) => {
    upstream.requests.length = 0;
    upstream.say = write(answer(200, {}, "ok"));
    await send(worker.base, {});
    const mark = upstream.requests[0]?.get(name) ?? "";
    const got = await send(worker.base, { fields: { [name]: `cloudflare, ${mark}` } });
    expect(got.status).toBe(502);
    expectV4(got);
    expect(upstream.requests.length).toBe(1);
  });

  test("a redirect that loops is the client's to follow", async () => {
    upstream.say = (request, socket) => {
      socket.write(answer(302, { Location: request.target }));
    };
    const got = await send(worker.base, { target: "/round" });
    expect(got.status).toBe(302);
    expect(got.get("location")).toBe("/round");
  });
});
