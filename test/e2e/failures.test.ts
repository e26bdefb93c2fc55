import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  answer,
  send,
  startUpstream,
  type Ask,
  type Field,
  type RawAnswer,
  type RawUpstream,
} from "./raw.ts";
import { start, type Running, type StartOptions } from "./start.ts";
import { expectV4 } from "./v4.ts";

let upstream: RawUpstream;
const running = new Map<string, Running>();

/** The workers of this file, by what they are for. */
const WORKERS = {
  plain: {},
  observe: { variables: { MODE: "observe", CORS_ORIGINS: "*" } },
  soft: { variables: { SOFT_ERRORS: true, ERROR_BODY_LIMIT_BYTES: 4096 } },
  quiet: { variables: { MESSAGES: "none" } },
  loud: { variables: { MESSAGES: "all" } },
  ruled: {
    rules: [
      { when: { path: "/raw/*" }, then: { pass: true } },
      { when: { code: "not_found", path: "/named/*" }, then: { code: "invalid_request" } },
      { when: { code: "rate_limited" }, then: { retry_after_s: 9 } },
      { when: { status: 404 }, then: { code: "control_forbidden", message: "Not for you." } },
      { when: { message: "/^quota/" }, then: { code: "rate_limited", retry_after_s: 90 } },
    ],
  },
} satisfies Readonly<Record<string, StartOptions>>;

beforeAll(async () => {
  upstream = await startUpstream(() => undefined);
  await Promise.all(
    Object.entries(WORKERS).map(async ([name, options]) => {
      running.set(name, await start({ upstream: upstream.origin, ...options }));
    }),
  );
});
afterAll(async () => {
  await Promise.all([...running.values()].map(async (one) => one.dispose()));
  await upstream.close();
});
beforeEach(() => {
  for (const one of running.values()) one.forget();
});

function workerOf(name: keyof typeof WORKERS): Running {
  const found = running.get(name);
  if (found === undefined) throw new Error(`Cannot use the worker ${name}: it is not running`);
  return found;
}

interface Said {
  readonly status: number;
  readonly fields?: readonly Field[] | Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

async function through(name: keyof typeof WORKERS, said: Said, asked: Ask = {}): Promise<RawAnswer> {
  upstream.say = (request, socket) => {
    socket.write(answer(said.status, said.fields ?? {}, request.method === "HEAD" ? "" : said.body));
  };
  return send(workerOf(name).base, asked);
}

async function lineOf(name: keyof typeof WORKERS): Promise<Readonly<Record<string, unknown>>> {
  const [line] = await workerOf(name).waitFor("failure");
  return line ?? {};
}

const JSON_TYPE = { "Content-Type": "application/json" };
const ODD = '\n{ "error" :{"code":"not_found","type":"resource",\t"message":"No \\u0075ser"}}\n ';
const LIMITED = '{"error":{"type":"request","code":"rate_limited","message":"Slow down"}}';
const LEGACY = '{"error":"user_not_found","message":"No such user"}';

describe("a failure that is v4 already", () => {
  interface Row {
    readonly name: string;
    readonly said: Said;
    readonly action: "conformant" | "repaired";
    readonly fields?: Readonly<Record<string, string | undefined>>;
  }
  const rows: readonly Row[] = [
    {
      name: "leaves byte for byte",
      said: { status: 404, fields: { ...JSON_TYPE, ETag: '"a"', Server: "old" }, body: ODD },
      action: "conformant",
      fields: { etag: '"a"', server: "old", "content-type": "application/json" },
    },
    {
      name: "leaves in its coding",
      said: { status: 404, fields: { ...JSON_TYPE, "Content-Encoding": "gzip" }, body: gzipSync(ODD) },
      action: "conformant",
      fields: { "content-encoding": "gzip" },
    },
    {
      name: "keeps its own Retry-After",
      said: {
        status: 429,
        fields: { ...JSON_TYPE, "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT" },
        body: LIMITED,
      },
      action: "conformant",
      fields: { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" },
    },
    {
      name: "gains the Retry-After that its other fields hold",
      said: { status: 429, fields: { ...JSON_TYPE, "RateLimit-Reset": "17" }, body: LIMITED },
      action: "repaired",
      fields: { "retry-after": "17" },
    },
    {
      name: "gains a Retry-After in its coding",
      said: { status: 429, fields: { ...JSON_TYPE, "Content-Encoding": "gzip" }, body: gzipSync(LIMITED) },
      action: "repaired",
      fields: { "retry-after": "60", "content-encoding": "gzip" },
    },
    {
      name: "has one of two",
      said: {
        status: 429,
        fields: [
          ["Content-Type", "application/json"],
          ["Retry-After", "5"],
          ["Retry-After", "7"],
        ],
        body: LIMITED,
      },
      action: "repaired",
      fields: { "retry-after": "7" },
    },
    {
      name: "tells scripts of its Retry-After",
      said: {
        status: 429,
        fields: { ...JSON_TYPE, "Access-Control-Allow-Origin": "*" },
        body: LIMITED,
      },
      action: "repaired",
      fields: { "retry-after": "60", "access-control-expose-headers": "Retry-After" },
    },
    {
      name: "gains its media type",
      said: { status: 404, fields: { "Content-Type": "text/html" }, body: ODD },
      action: "repaired",
      fields: { "content-type": "application/json; charset=utf-8" },
    },
    {
      name: "loses a Retry-After that nobody can read",
      said: {
        status: 503,
        fields: { ...JSON_TYPE, "Retry-After": "soon" },
        body: '{"error":{"type":"internal","code":"network_error","message":"Down"}}',
      },
      action: "repaired",
      fields: { "retry-after": undefined },
    },
  ];
  test.for(rows)("$name", async ({ said, action, fields = {} }) => {
    const got = await through("plain", said);
    expect(got.status).toBe(said.status);
    expect(got.body.equals(Buffer.from(said.body as Uint8Array))).toBe(true);
    for (const [name, wanted] of Object.entries(fields)) expect(got.get(name), name).toBe(wanted);
    expect(got.fields.filter(([name]) => /^retry-after$/i.test(name)).length).toBeLessThan(2);
    expect(await lineOf("plain")).toMatchObject({ action, status: said.status });
  });

  const NOT: readonly (Said & { readonly name: string })[] = [
    { name: "beside another member", status: 404, body: `{"meta":1,"error":${ODD.slice(12, -3)}}` },
    { name: "after a byte order mark", status: 404, body: `\ufeff${ODD}` },
    { name: "under a status that is not of the table", status: 418, body: ODD },
    { name: "of another type", status: 404, body: ODD.replace("resource", "request") },
    { name: "with a sentence that is empty", status: 404, body: ODD.replace("No \\u0075ser", "") },
    {
      name: "with details that are null",
      status: 404,
      body: ODD.replace('"error" :{', '"error" :{"details":null,'),
    },
    { name: "cut off", status: 404, body: ODD.slice(0, -5) },
  ];
  test.for(NOT)("is none: an envelope $name", async (said) => {
    const got = await through("plain", { ...said, fields: JSON_TYPE });
    expectV4(got);
    expect(await lineOf("plain")).toMatchObject({ action: "rewritten" });
  });

  test("leaves once more as it left", async () => {
    const first = await through("plain", {
      status: 429,
      fields: { "Content-Type": "text/html" },
      body: "<h1>Slow down</h1>",
    });
    expectV4(first);
    const second = await through("plain", {
      status: 429,
      fields: first.fields.filter(([name]) => !/length/i.test(name)),
      body: first.body,
    });
    expect(second.body.equals(first.body)).toBe(true);
    expect((await workerOf("plain").waitFor("failure", 2)).map(({ action }) => action)).toEqual([
      "rewritten",
      "conformant",
    ]);
  });
});

describe("an operator's rules", () => {
  const legacy = { status: 404, fields: JSON_TYPE, body: LEGACY } as const;
  const v4 = { status: 404, fields: JSON_TYPE, body: ODD } as const;
  const limited = { status: 429, fields: { ...JSON_TYPE, "Retry-After": "5" }, body: LIMITED } as const;

  test("decide what a failure leaves as", async () => {
    const got = await through("ruled", legacy);
    expect(expectV4(got)).toEqual({ type: "request", code: "control_forbidden", message: "Not for you." });
    expect(got.status).toBe(403);
    expect(await lineOf("ruled")).toMatchObject({
      action: "rewritten",
      mapped_by: "rule",
      upstream_status: 404,
    });
  });

  test("match on the upstream's words", async () => {
    const got = await through("ruled", {
      status: 400,
      fields: JSON_TYPE,
      body: '{"message":"quota of 5 used up"}',
    });
    expect(got.status).toBe(429);
    expect(got.get("retry-after")).toBe("90");
    expect(expectV4(got).code).toBe("rate_limited");
  });

  test("pass a failure byte for byte", async () => {
    const got = await through(
      "ruled",
      { ...legacy, fields: { ...JSON_TYPE, Server: "old" } },
      { target: "/raw/8" },
    );
    expect({ status: got.status, body: got.body.toString(), server: got.get("server") }).toEqual({
      status: 404,
      body: LEGACY,
      server: "old",
    });
    expect(await lineOf("ruled")).toMatchObject({ action: "passed" });
  });

  test("pass what lacks a header without it", async () => {
    const got = await through(
      "ruled",
      { status: 429, fields: JSON_TYPE, body: LIMITED },
      { target: "/raw/8" },
    );
    expect(got.get("retry-after")).toBeUndefined();
    expect(await lineOf("ruled")).toMatchObject({ action: "passed" });
  });

  test("leave a failure that is v4 already alone, unless they name its code", async () => {
    expect((await through("ruled", v4)).body.toString()).toBe(ODD);
    expect(await lineOf("ruled")).toMatchObject({ action: "conformant" });
    expect(expectV4(await through("ruled", v4, { target: "/named/8" })).code).toBe("invalid_request");
    const slowed = await through("ruled", limited);
    expect(slowed.get("retry-after")).toBe("9");
    expect(expectV4(slowed).message).toBe("Slow down");
  });
});

describe("observing", () => {
  test.for([
    { name: "a legacy failure", status: 404, fields: JSON_TYPE, body: LEGACY, code: "not_found" },
    {
      name: "a page",
      status: 502,
      fields: { "Content-Type": "text/html", Server: "nginx" },
      body: "<h1>Bad Gateway</h1>",
      code: "network_error",
    },
    {
      name: "an envelope without its Retry-After",
      status: 429,
      fields: JSON_TYPE,
      body: LIMITED,
      code: "rate_limited",
    },
    {
      name: "a coded one",
      status: 500,
      fields: { "Content-Encoding": "gzip" },
      body: gzipSync("x"),
      code: "unknown_error",
    },
    {
      name: "a status that HTTP does not know",
      status: 999,
      fields: {},
      body: "Request denied",
      code: "network_error",
    },
    { name: "a long one", status: 500, fields: {}, body: "x".repeat(1 << 20), code: "unknown_error" },
  ])("$name leaves as it came, and is counted as what it would have been", async (said) => {
    const got = await through("observe", said, { fields: { Origin: "https://app.example" } });
    expect(got.status).toBe(said.status);
    expect(got.body.equals(Buffer.from(said.body as Uint8Array))).toBe(true);
    expect(got.get("access-control-allow-origin")).toBeUndefined();
    expect(got.get("retry-after")).toBeUndefined();
    expect(await lineOf("observe")).toMatchObject({
      action: "observed",
      code: said.code,
      upstream_status: said.status,
    });
  });

  test("a failure that breaks off leaves as far as it came", async () => {
    upstream.say = (_request, socket) => {
      socket.end("HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\nNo such");
    };
    const got = await send(workerOf("observe").base, {});
    expect([got.status, got.body.toString()]).toEqual([404, "No such"]);
    expect(await lineOf("observe")).toMatchObject({ action: "observed", code: "not_found" });
  });

  test("an answer that never came is in the envelope all the same", async () => {
    upstream.say = (_request, socket) => {
      socket.destroy();
    };
    expect(expectV4(await send(workerOf("observe").base, {})).code).toBe("network_error");
  });
});

describe("whose words reach the client", () => {
  test.for([
    { worker: "plain", status: 404, words: "No such user" },
    { worker: "plain", status: 500, words: undefined },
    { worker: "quiet", status: 404, words: undefined },
    { worker: "quiet", status: 500, words: undefined },
    { worker: "loud", status: 404, words: "No such user" },
    { worker: "loud", status: 500, words: "No such user" },
  ] as const)("$worker, $status", async ({ worker, status, words }) => {
    const got = await through(worker, { status, fields: JSON_TYPE, body: '{"message":"No such user"}' });
    const { message } = expectV4(got);
    if (words === undefined) expect(message).not.toContain("No such user");
    else expect(message).toBe(words);
    // Masked or not, the log has it.
    expect(await lineOf(worker)).toMatchObject({ upstream_message: "No such user" });
  });
});

describe("soft errors", () => {
  const failing: readonly (Said & { readonly name: string; readonly leaves: readonly [number, string] })[] = [
    {
      name: "success: false",
      status: 200,
      fields: JSON_TYPE,
      body: '{"success":false,"message":"Name is taken"}',
      leaves: [400, "invalid_data"],
    },
    {
      name: "a function's error, without a type",
      status: 200,
      fields: { "X-Amz-Function-Error": "Unhandled" },
      body: '{"errorMessage":"boom","errorType":"Error"}',
      leaves: [500, "unknown_error"],
    },
    {
      name: "gzip",
      status: 200,
      fields: { ...JSON_TYPE, "Content-Encoding": "gzip" },
      body: gzipSync('{"ok":false,"error":"rate_limited"}'),
      leaves: [429, "rate_limited"],
    },
  ];
  test.for(failing)("$name", async (said) => {
    const got = await through("soft", said);
    expect([got.status, expectV4(got).code]).toEqual(said.leaves);
    expect(await lineOf("soft")).toMatchObject({ action: "rewritten", upstream_status: 200 });
  });

  const passing: readonly (Said & { readonly name: string; readonly asked?: Ask })[] = [
    { name: "a success", status: 200, fields: JSON_TYPE, body: '{"success":true}' },
    {
      name: "a success in gzip",
      status: 200,
      fields: { ...JSON_TYPE, "Content-Encoding": "gzip" },
      body: gzipSync('{"success":true}'),
    },
    {
      name: "gzip that is none",
      status: 200,
      fields: { ...JSON_TYPE, "Content-Encoding": "gzip" },
      body: '{"success":false}',
    },
    {
      name: "longer than the cap",
      status: 200,
      fields: JSON_TYPE,
      body: `{"success":false,"message":"${"x".repeat(8192)}"}`,
    },
    {
      name: "longer than the cap, without a length",
      status: 200,
      fields: { ...JSON_TYPE, "Transfer-Encoding": "chunked" },
      body: `2000\r\n${" ".repeat(0x2000)}\r\n11\r\n{"success":false}\r\n0\r\n\r\n`,
    },
    {
      name: "events",
      status: 200,
      fields: { "Content-Type": "text/event-stream" },
      body: 'data: {"success":false}\n\n',
    },
    {
      name: "a part",
      status: 206,
      fields: { ...JSON_TYPE, "Content-Range": "bytes 0-16/99" },
      body: '{"success":false}',
    },
    {
      name: "a range that was asked for",
      status: 200,
      fields: JSON_TYPE,
      body: '{"success":false}',
      asked: { fields: { Range: "bytes=0-" } },
    },
    { name: "many statuses", status: 207, fields: JSON_TYPE, body: '{"success":false}' },
    { name: "a picture", status: 200, fields: { "Content-Type": "image/png" }, body: '{"success":false}' },
    {
      name: "a HEAD",
      status: 200,
      fields: { ...JSON_TYPE, "Content-Length": "17" },
      asked: { method: "HEAD" },
    },
    { name: "nothing", status: 204 },
  ];
  test.for(passing)("no failure: $name", async ({ asked, ...said }) => {
    const got = await through("soft", said, asked);
    expect(got.status).toBe(said.status);
    const chunked = "Transfer-Encoding" in (said.fields ?? {});
    if (chunked) expect(got.body.toString().trim()).toBe('{"success":false}');
    else expect(got.body.equals(Buffer.from((said.body ?? "") as Uint8Array))).toBe(true);
    expect(workerOf("soft").events("failure")).toEqual([]);
  });

  test.for([
    { name: "in a chunk", said: "Transfer-Encoding: chunked\r\n\r\n9\r\nabc" },
    { name: "before a byte", said: "Content-Length: 9\r\n\r\n" },
    { name: "half-way", said: "Content-Length: 9\r\n\r\nabc" },
    { name: "in a coding", said: "Content-Encoding: deflate\r\nContent-Length: 9\r\n\r\nabc" },
  ])("a success that breaks off $name is no answer", async ({ said }) => {
    upstream.say = (_request, socket) => {
      socket.end(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${said}`);
    };
    const got = await send(workerOf("soft").base, {});
    expect([got.status, expectV4(got).code]).toEqual([502, "network_error"]);
    expect(await lineOf("soft")).toMatchObject({ action: "synthesized", upstream_status: 200 });
  });

  test("with them off, no success is ever looked at", async () => {
    const got = await through("plain", { status: 200, fields: JSON_TYPE, body: '{"success":false}' });
    expect(got.body.toString()).toBe('{"success":false}');
  });
});

describe("the log", () => {
  test("has a failure's one line, without its query, fields or body", async () => {
    const body = '{"message":"No user Jane with key sk_live_51H8abcdefghijklmnop","secret":"s3cr3t"}';
    await through(
      "plain",
      { status: 404, fields: { ...JSON_TYPE, "X-Secret": "s3cr3t" }, body },
      { target: "/users/42?token=s3cr3t", fields: { Authorization: "Bearer s3cr3t", Cookie: "s3cr3t" } },
    );
    const lines = await workerOf("plain").waitFor("failure");
    expect(lines.length).toBe(1);
    expect(lines[0]).toMatchObject({ route: "/users/:id", method: "GET", status: 404 });
    expect(JSON.stringify(lines)).not.toMatch(/s3cr3t|sk_live/);
  });

  test("has no line of a success", async () => {
    await through("plain", { status: 200, body: "ok" });
    await through("plain", { status: 500, body: "x" });
    expect((await workerOf("plain").waitFor("failure")).length).toBe(1);
  });
});
