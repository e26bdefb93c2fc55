import { createHash } from "node:crypto";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  answer,
  send,
  startUpstream,
  type Ask,
  type Field,
  type RawAnswer,
  type RawRequest,
  type RawUpstream,
} from "./raw.ts";
import { start, type Running } from "./start.ts";

let upstream: RawUpstream;
let plain: Running;
/** With soft errors on, successes are read first, and have to leave as they came all the same. */
let soft: Running;

beforeAll(async () => {
  upstream = await startUpstream(() => undefined);
  [plain, soft] = await Promise.all([
    start({ upstream: upstream.origin }),
    start({ upstream: upstream.origin, variables: { SOFT_ERRORS: true } }),
  ]);
});
afterAll(async () => {
  await Promise.all([plain.dispose(), soft.dispose()]);
  await upstream.close();
});

/** An exchange: what the client sends, and what the upstream answers in how many pieces. */
interface Exchange {
  readonly request: Ask;
  readonly reply: Reply;
}

interface Reply {
  readonly status: number;
  readonly fields: readonly Field[];
  readonly body: Buffer;
  readonly chunked: boolean;
  readonly early: boolean;
}

// Fields of one connection, and those that the proxy adds or sets: `README.md` names them.
const OF_REQUESTS =
  /^(?:connection|keep-alive|te|host|content-length|transfer-encoding|via|cdn-loop|x-forwarded-(?:for|host|proto)|x-request-id)$/;
const OF_ANSWERS = /^(?:connection|keep-alive|transfer-encoding|content-length|x-request-id)$/;

/** A message's fields as they can be compared: names in lower case, the order of one name's values kept. */
function comparable(fields: readonly Field[], except: RegExp): Record<string, readonly string[]> {
  const kept: Record<string, string[]> = {};
  for (const [name, value] of fields) {
    const key = name.toLowerCase();
    if (!except.test(key)) (kept[key] ??= []).push(value);
  }
  // Several lines of one field are one list (RFC 9110, section 5.3); but not of cookies.
  return Object.fromEntries(
    Object.entries(kept).map(([name, values]) => [
      name,
      name === "set-cookie" ? values : [values.join(", ")],
    ]),
  );
}

/** `RUNS=5000 vitest run --project e2e transparency` for a long look. */
const RUNS = Number(process.env["RUNS"] ?? 400);

const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);
const value = fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/);
const own = fc.array(
  fc.tuple(
    token.map((name) => `X-${name}`),
    value,
  ),
  { maxLength: 6 },
);
const segment = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9._~!$&'()*+,;=:@-]{1,12}$/).filter((text) => !/^\.{1,2}$/.test(text)),
  fc.constantFrom(
    "%20",
    "%2F",
    "%2f",
    "%7e",
    "%41",
    "%zz",
    "%",
    "%00",
    "%0d%0a",
    "%c3%a9",
    "%C3",
    "[x]",
    "a|b",
    "",
  ),
);
const query = fc.oneof(
  fc.constantFrom("", "?", "??", "?a=%zz&b", "?a=1&a=2", "?%", "?a=b+c%20d", "?$filter=x%20eq%20%27y%27"),
  fc.stringMatching(/^[A-Za-z0-9._~!$&()*+,;=:@/?%{}|^-]{1,40}$/).map((text) => `?${text}`),
);
const target = fc
  .tuple(fc.array(segment, { maxLength: 5 }), query)
  .map(([segments, rest]) => `/${segments.join("/")}${rest}`)
  .filter((text) => !/\/(?:\.|%2e){1,2}(?:[/?]|$)/i.test(text));
const size = fc.oneof(
  { weight: 8, arbitrary: fc.nat(2000) },
  { weight: 2, arbitrary: fc.nat(70_000) },
  { weight: 1, arbitrary: fc.constantFrom(0, 65_536, 65_537, 1 << 20, 8 << 20) },
);
const content = fc.tuple(size, fc.nat(255), fc.boolean()).map(([length, seed, wild]) => {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1)
    bytes[at] = wild ? at * 31 + (at >> 8) * 7 + seed : 97 + ((at + seed) % 26);
  return bytes;
});

const request: fc.Arbitrary<Ask> = fc
  .record({
    method: fc.constantFrom(
      "GET",
      "GET",
      "HEAD",
      "POST",
      "PUT",
      "PATCH",
      "DELETE",
      "OPTIONS",
      "PROPFIND",
      "PURGE",
    ),
    target,
    fields: own,
    more: fc.subarray<Field>([
      ["Accept-Encoding", "gzip, br, zstd"],
      ["Accept", "application/json;q=0.9, */*"],
      ["Cookie", 'a=1; b="two"; c'],
      ["Authorization", "Bearer abc.def"],
      ["If-None-Match", 'W/"x", "y"'],
      ["If-Modified-Since", "Wed, 21 Oct 2026 07:28:00 GMT"],
      ["Range", "bytes=0-99,200-"],
      ["Origin", "https://app.example"],
      ["Content-Encoding", "zstd"],
      ["Content-Type", "application/octet-stream"],
      ["Expect", "nothing-special"],
      ["X-Twice", "one"],
      ["X-Twice", "two, three"],
      ["Priority", "u=1, i"],
      ["User-Agent", "old/1.0 (caf\xe9)"],
    ]),
    body: fc.option(content, { nil: undefined }),
    chunked: fc.boolean(),
  })
  .map(({ fields, more, body, chunked, ...rest }) => {
    const all = [...fields, ...more];
    if (body === undefined || /^(?:GET|HEAD|OPTIONS|PURGE)$/.test(rest.method))
      return { ...rest, fields: all };
    return chunked
      ? { ...rest, fields: [...all, ["Transfer-Encoding", "chunked"]], body: toChunks(body) }
      : { ...rest, fields: all, body };
  });

const CODERS = {
  "": (bytes: Buffer) => bytes,
  gzip: gzipSync,
  br: (bytes: Buffer) => brotliCompressSync(bytes.subarray(0, 70_000)),
  deflate: deflateSync,
  zstd: zstdCompressSync,
  // What claims a coding and has another passes as it is: it is the client's to find out.
  "gzip, br": (bytes: Buffer) => bytes,
} as const;

const reply: fc.Arbitrary<Reply> = fc
  .record({
    status: fc.constantFrom(
      200,
      200,
      200,
      201,
      202,
      203,
      204,
      205,
      206,
      207,
      226,
      299,
      300,
      301,
      302,
      303,
      304,
      307,
      308,
      399,
    ),
    fields: own,
    more: fc.subarray<Field>([
      ["Content-Type", "application/json"],
      ["ETag", 'W/"abc"'],
      ["Last-Modified", "Wed, 21 Oct 2026 07:28:00 GMT"],
      ["Set-Cookie", "a=1; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT"],
      ["Set-Cookie", "b=2; HttpOnly"],
      ["Set-Cookie", "b=2; HttpOnly"],
      ["Location", "//evil.example/%2e%2e/x?y#z"],
      ["Link", "</style.css>; rel=preload"],
      ["Server", "old/1.0"],
      ["X-Powered-By", "PHP/5.6"],
      ["Via", "1.1 varnish"],
      ["Vary", "Accept-Encoding, Origin"],
      ["Cache-Control", "private, max-age=0"],
      ["Access-Control-Allow-Origin", "*"],
      ["Date", "Wed, 21 Oct 2026 07:28:00 GMT"],
      ["Retry-After", "soon"],
      ["WWW-Authenticate", 'Basic realm="a, b"'],
      ["X-Name", "caf\xe9"],
      ["Content-Disposition", 'attachment; filename="a.json"'],
      ["Content-Range", "bytes 0-99/200"],
    ]),
    coding: fc.constantFrom(...(Object.keys(CODERS) as (keyof typeof CODERS)[])),
    body: content,
    chunked: fc.boolean(),
    early: fc.boolean(),
  })
  .map(({ fields, more, coding, body, ...rest }) => {
    const coded = Buffer.from(CODERS[coding](body));
    const all: readonly Field[] = [
      ...fields,
      ...more,
      ...(coding === "" ? [] : [["Content-Encoding", coding] as const]),
    ];
    return { ...rest, fields: all, body: coded };
  });

const exchanges = fc.record({ request, reply }).map(brief);

function toChunks(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  const step = Math.max(1, Math.ceil(bytes.length / 3));
  for (let at = 0; at < bytes.length; at += step) {
    const piece = bytes.subarray(at, at + step);
    parts.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n"));
  }
  return Buffer.concat([...parts, Buffer.from("0\r\n\r\n")]);
}

function toBytes({ status, fields, body, chunked, early }: Reply, head: boolean): Buffer {
  const none = head || status === 204 || status === 205 || status === 304;
  const framed: readonly Field[] = chunked && !none ? [...fields, ["Transfer-Encoding", "chunked"]] : fields;
  const sized: readonly Field[] =
    head && !chunked ? [...framed, ["Content-Length", String(body.length)]] : framed;
  const content = none ? Buffer.alloc(0) : chunked ? toChunks(body) : body;
  const hints = early
    ? Buffer.from("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
    : Buffer.alloc(0);
  return Buffer.concat([hints, answer(`${status} Reason ${status}`, sized, content)]);
}

interface Seen {
  readonly line: string;
  readonly fields: ReturnType<typeof comparable>;
  readonly length: string | undefined;
  readonly body: string;
}

/** One exchange by one way: what the upstream got, and what the client got. */
async function exchange(
  base: URL,
  { request: asked, reply: said }: Exchange,
): Promise<readonly [Seen, Seen]> {
  upstream.requests.length = 0;
  let got: Promise<Buffer> | undefined;
  upstream.say = async (incoming, socket) => {
    got = incoming.body();
    await got;
    socket.write(toBytes(said, incoming.method === "HEAD"));
  };
  const response = await send(base, asked);
  const [incoming] = upstream.requests;
  if (incoming === undefined || upstream.requests.length !== 1)
    throw new Error("Cannot compare: not one request");
  return [seenUpstream(incoming, (await got) ?? Buffer.alloc(0)), seenByClient(response)];
}

function seenUpstream(incoming: RawRequest, body: Buffer): Seen {
  return {
    line: incoming.line,
    fields: comparable(incoming.fields, OF_REQUESTS),
    // A chunked request stays so, a sized one too; workerd says 0 of a POST without content, and nothing of a GET's 0.
    length:
      incoming.get("transfer-encoding") ??
      (Number(incoming.get("content-length") ?? 0) || undefined)?.toString(),
    body: digest(body),
  };
}

function seenByClient(response: RawAnswer): Seen {
  return {
    line: response.line,
    fields: comparable(response.fields, OF_ANSWERS),
    length: response.get("content-length") ?? response.get("transfer-encoding"),
    body: `${response.complete} ${digest(response.body)}`,
  };
}

function withoutBytes(_key: string, part: unknown): unknown {
  return typeof part === "object" && part !== null && "data" in part ? "bytes" : part;
}

/** A counterexample says how long a body is, not what is in it. */
function brief<T extends object>(generated: T): T {
  return Object.defineProperty(generated, fc.toStringMethod, {
    value: () => JSON.stringify(generated, withoutBytes),
  });
}

function digest(bytes: Buffer): string {
  const sum = createHash("sha1").update(bytes).digest("hex");
  return `${bytes.length} bytes, ${sum}, ${bytes.subarray(0, 60).toString("latin1")}`;
}

async function through(base: URL, generated: Exchange, framing: boolean): Promise<void> {
  const [upstreamDirect, clientDirect] = await exchange(new URL(upstream.origin), generated);
  const [upstreamThrough, clientThrough] = await exchange(base, generated);
  expect(upstreamThrough).toEqual(upstreamDirect);
  // With soft errors on, the platform may frame a body anew; its bytes are the same.
  expect(framing ? clientThrough : { ...clientThrough, length: "" }).toEqual(
    framing ? clientDirect : { ...clientDirect, length: "" },
  );
}

describe("whatever is no failure", () => {
  test("passes as if the proxy were not there", { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(exchanges, async (generated) => {
        await through(plain.base, generated, true);
      }),
      { seed: 20_261_125, numRuns: RUNS, endOnFailure: true },
    );
  });

  test("passes too where soft errors are looked for", { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(exchanges, async (generated) => {
        await through(soft.base, generated, false);
      }),
      { seed: 20_261_126, numRuns: Math.ceil(RUNS / 2), endOnFailure: true },
    );
  });
});
