import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer, send, startUpstream, type Field, type RawRequest, type RawUpstream } from "./raw.ts";
import { start, type Running } from "./start.ts";
import { expectV4 } from "./v4.ts";

let upstream: RawUpstream;
let worker: Running;

beforeAll(async () => {
  upstream = await startUpstream(() => undefined);
  worker = await start({ upstream: upstream.origin });
});
afterAll(async () => {
  await worker.dispose();
  await upstream.close();
});

async function arrives(fields: readonly Field[], method = "GET"): Promise<RawRequest> {
  upstream.requests.length = 0;
  upstream.say = (_request, socket) => {
    socket.write(answer(200, {}, "ok"));
  };
  await send(worker.base, { method, fields });
  const [request] = upstream.requests;
  if (request === undefined) throw new Error("Cannot read the request: none arrived");
  return request;
}

describe("fields of one connection stop here", () => {
  interface Row {
    readonly name: string;
    readonly fields: readonly Field[];
    readonly gone?: readonly string[];
    readonly kept?: readonly string[];
  }
  const rows: readonly Row[] = [
    {
      name: "Proxy-Authorization",
      fields: [["Proxy-Authorization", "Basic abc"]],
      gone: ["proxy-authorization"],
    },
    { name: "Keep-Alive", fields: [["Keep-Alive", "timeout=5"]], gone: ["keep-alive"] },
    { name: "TE", fields: [["TE", "trailers"]], gone: ["te"] },
    { name: "Trailer", fields: [["Trailer", "X-Sum"]], gone: ["trailer"] },
    { name: "Proxy-Connection", fields: [["Proxy-Connection", "keep-alive"]], gone: ["proxy-connection"] },
    {
      name: "an upgrade to HTTP/2",
      fields: [
        ["Connection", "Upgrade, HTTP2-Settings"],
        ["Upgrade", "h2c"],
        ["HTTP2-Settings", "AAMAAABk"],
      ],
      gone: ["upgrade", "http2-settings", "connection"],
    },
    {
      name: "what Connection names",
      fields: [
        ["Connection", "close, X-Secret ,x-other,,"],
        ["X-Secret", "1"],
        ["X-Other", "2"],
        ["X-Third", "3"],
      ],
      gone: ["x-secret", "x-other"],
      kept: ["x-third"],
    },
    {
      name: "but not what the message would change its meaning without",
      fields: [
        ["Connection", "host, via, cdn-loop, cf-connecting-ip, x-forwarded-for, x-request-id"],
        ["CF-Connecting-IP", "192.0.2.7"],
      ],
      kept: ["host", "via", "cdn-loop", "cf-connecting-ip", "x-forwarded-for", "x-request-id"],
    },
    {
      name: "names that are none",
      fields: [
        ["Connection", "\xe9, a b, {}, \x01"],
        ["X-A", "caf\xe9"],
      ],
      kept: ["x-a"],
    },
    {
      name: "Authorization is the upstream's",
      fields: [["Authorization", "Bearer abc"]],
      kept: ["authorization"],
    },
  ];
  test.for(rows)("of a request: $name", async ({ fields, gone = [], kept = [] }) => {
    const request = await arrives(fields);
    expect(gone.filter((name) => request.get(name) !== undefined)).toEqual([]);
    expect(kept.filter((name) => request.get(name) === undefined)).toEqual([]);
  });

  test.for([200, 302, 404])("of a %i answer", async (status) => {
    upstream.say = (_request, socket) => {
      socket.write(
        answer(
          status,
          {
            Connection: "X-Hop, keep-alive",
            "X-Hop": "1",
            "Keep-Alive": "timeout=5",
            "Proxy-Authenticate": "Basic",
            "Proxy-Connection": "close",
            Trailer: "X-Sum",
            Upgrade: "h2c",
            "X-End": "2",
          },
          "x",
        ),
      );
    };
    const got = await send(worker.base, {});
    const gone = ["x-hop", "keep-alive", "proxy-authenticate", "proxy-connection", "trailer", "upgrade"];
    expect(gone.filter((name) => got.get(name) !== undefined)).toEqual([]);
    expect(got.get("x-end")).toBe("2");
  });
});

describe("what the proxy says of a request", () => {
  test("is added", async () => {
    const request = await arrives([["CF-Connecting-IP", "192.0.2.7"]]);
    expect(request.get("x-forwarded-for")).toBe("192.0.2.7");
    expect(request.get("x-forwarded-host")).toBe(worker.base.host);
    expect(request.get("x-forwarded-proto")).toBe("http");
    expect(request.get("via")).toMatch(/^1\.1 error-normalizer-[\da-f]{8}$/);
    expect(request.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  });

  test("beats what a client forged", async () => {
    const request = await arrives([
      ["CF-Connecting-IP", "192.0.2.7"],
      ["X-Forwarded-For", "127.0.0.1"],
      ["X-Forwarded-For", "10.0.0.1"],
      ["X-Forwarded-Host", "admin.internal"],
      ["X-Forwarded-Proto", "gopher"],
      ["Forwarded", "for=127.0.0.1;host=admin.internal"],
    ]);
    expect(request.get("x-forwarded-for")).toBe("192.0.2.7");
    expect(request.get("x-forwarded-host")).toBe(worker.base.host);
    expect(request.get("x-forwarded-proto")).toBe("http");
    expect(request.get("forwarded")).toBeUndefined();
  });

  test("leaves a forged address out where the edge names none", async () => {
    expect((await arrives([["X-Forwarded-For", "127.0.0.1"]])).get("x-forwarded-for")).toBeUndefined();
  });

  test("stands behind what other proxies say in Via", async () => {
    const request = await arrives([["Via", "1.0 fred, 1.1 p.example"]]);
    expect(request.get("via")).toMatch(/^1\.0 fred, 1\.1 p\.example, 1\.1 error-normalizer-/);
  });
});

describe("the request's id", () => {
  interface Row {
    readonly name: string;
    readonly sent: string | undefined;
    readonly kept: boolean;
  }
  const rows: readonly Row[] = [
    { name: "a sane one is kept", sent: "checkout-42:a.b/c=+@~_", kept: true },
    { name: "128 characters are kept", sent: "x".repeat(128), kept: true },
    { name: "none gets one", sent: undefined, kept: false },
    { name: "129 characters are too many", sent: "x".repeat(129), kept: false },
    { name: "9000 characters are too many", sent: "x".repeat(9000), kept: false },
    { name: "markup is replaced", sent: "<script>", kept: false },
    { name: "a quote is replaced", sent: 'a"b', kept: false },
    { name: "white space is replaced", sent: "a b", kept: false },
    { name: "no ASCII is replaced", sent: "caf\xe9", kept: false },
    { name: "a control is replaced", sent: "a\x01b", kept: false },
    { name: "an empty one is replaced", sent: "", kept: false },
  ];
  test.for(rows)("$name", async ({ sent, kept }) => {
    const fields: readonly Field[] = sent === undefined ? [] : [["X-Request-Id", sent]];
    for (const status of [200, 404, 999]) {
      worker.forget();
      upstream.requests.length = 0;
      upstream.say = (_request, socket) => {
        socket.write(answer(status, { "X-Request-Id": "the-upstreams-own" }, "x"));
      };
      const got = await send(worker.base, { fields });
      const id = got.get("x-request-id");
      expect(id).toMatch(kept ? /./ : /^[\da-f]{8}-[\da-f-]{27}$/);
      if (kept) expect(id).toBe(sent);
      // One id to the client, to the upstream and in the log.
      expect(upstream.requests[0]?.get("x-request-id")).toBe(id);
      if (status >= 400) expect((await worker.waitFor("failure"))[0]?.["request_id"]).toBe(id);
    }
  });
});

describe("fields that would lie about the new body", () => {
  const LYING: readonly Field[] = [
    ["Content-Type", "text/html; charset=iso-8859-1"],
    ["Content-Language", "de"],
    ["Content-Disposition", "attachment"],
    ["Content-Range", "bytes 0-1/2"],
    ["Content-MD5", "abc"],
    ["Content-Digest", "sha-256=:abc:"],
    ["Repr-Digest", "sha-256=:abc:"],
    ["Digest", "SHA-256=abc"],
    ["ETag", '"abc"'],
    ["Last-Modified", "Wed, 21 Oct 2026 07:28:00 GMT"],
    ["Accept-Ranges", "bytes"],
    ["Link", "</a.css>; rel=preload"],
    ["Server", "old/1.0"],
    ["X-Powered-By", "PHP/5.6"],
    ["X-AspNet-Version", "4"],
    ["X-Runtime", "0.1"],
    ["X-Debug-Token", "abc"],
  ];
  const KEPT: readonly Field[] = [
    ["Access-Control-Allow-Origin", "https://app.example"],
    ["Vary", "Origin"],
    ["WWW-Authenticate", "Bearer"],
    ["Allow", "GET, PUT"],
    ["Set-Cookie", "a=1; Path=/"],
    ["Set-Cookie", "b=2"],
    ["X-RateLimit-Remaining", "0"],
    ["X-Amzn-Trace-Id", "Root=1"],
    ["Strict-Transport-Security", "max-age=1"],
    ["X-Anything-Else", "kept"],
  ];

  test.for(["GET", "HEAD", "POST"])("are gone, and the others stay (%s)", async (method) => {
    upstream.say = (_request, socket) => {
      socket.write(answer(405, [...LYING, ...KEPT], method === "HEAD" ? "" : "<h1>No</h1>"));
    };
    const got = await send(worker.base, { method });
    expect(got.status).toBe(400);
    expect(LYING.slice(1).filter(([name]) => got.get(name) !== undefined)).toEqual([]);
    expect(got.get("content-type")).toBe("application/json; charset=utf-8");
    expect(got.get("cache-control")).toBe("no-store");
    expect(got.get("transfer-encoding")).toBeUndefined();
    for (const [name] of KEPT) expect(got.get(name), name).toBeDefined();
    expect(got.fields.filter(([name]) => /^set-cookie$/i.test(name)).map(([, value]) => value)).toEqual([
      "a=1; Path=/",
      "b=2",
    ]);
    if (method === "HEAD") expect(got.get("content-length")).toBeUndefined();
    else expect(expectV4(got).code).toBe("not_implemented");
  });

  test("a HEAD's failure has no body, and no length that is another body's", async () => {
    upstream.say = (_request, socket) => {
      socket.write(
        answer(429, { "Content-Length": "812", "Content-Encoding": "gzip", "X-RateLimit-Reset-After": "7" }),
      );
    };
    const got = await send(worker.base, { method: "HEAD" });
    expect({ status: got.status, delay: got.get("retry-after"), type: got.get("content-type") }).toEqual({
      status: 429,
      delay: "7",
      type: "application/json; charset=utf-8",
    });
    expect(got.get("content-length")).toBeUndefined();
    expect(got.get("content-encoding")).toBeUndefined();
  });

  test("a HEAD's failure of the proxy's own has the length that its GET has", async () => {
    upstream.say = (_request, socket) => {
      socket.destroy();
    };
    const head = await send(worker.base, { method: "HEAD" });
    const get = await send(worker.base, {});
    expect(head.status).toBe(502);
    expect(head.get("content-length")).toBe(String(get.body.length));
  });

  test("a 416 keeps how long the resource is", async () => {
    upstream.say = (_request, socket) => {
      socket.write(answer(416, { "Content-Range": "bytes */1234" }, ""));
    };
    const got = await send(worker.base, { fields: { Range: "bytes=9999-" } });
    expect(got.status).toBe(400);
    expect(got.get("content-range")).toBe("bytes */1234");
    expectV4(got);
  });
});
