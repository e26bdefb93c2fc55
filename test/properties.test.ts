import fc from "fast-check";
import { expect, test } from "vitest";
import { conformanceOf } from "../src/contract/conformance.ts";
import { readFacts } from "../src/dialects/index.ts";
import { normalize } from "../src/normalize.ts";
import { render } from "../src/render/render.ts";
import { brokenBy, judgementOf, leaksOf, LIMIT, wordsOf } from "./invariants.ts";
import { countOf, mutate, type Mutant, ODD, type Pick, replaced } from "./mutate.ts";
import { type Fixture, evidenceOf, readFixtures } from "./read-fixtures.ts";

const SEED = 20_260_101;
const fixtures = readFixtures();
const FAILURES = fixtures.filter(({ expect: { pass } }) => pass !== true);
const JUDGED = FAILURES.flatMap((one) => {
  const judgement = judgementOf(one);
  return judgement === undefined ? [] : [{ one, judgement }];
});

/** The same numbers every time: what a mutation does is told by its seed alone. */
function pickFrom(seed: number): Pick {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below);
  };
}

const fixture: fc.Arbitrary<Fixture> = fc.constantFrom(...fixtures);
const mutant: fc.Arbitrary<Mutant> = fc
  .tuple(fixture, fc.integer({ min: 0, max: 0x7fff_ffff }))
  .map(([base, seed]) => mutate(base, fixtures, pickFrom(seed)));

const name = fc.oneof(
  fc.constantFrom(
    "error",
    "errors",
    "message",
    "detail",
    "details",
    "code",
    "status",
    "success",
    "field",
    "path",
  ),
  fc.string({ maxLength: 12 }),
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom(null, true, false, 0, 404, 429, 1e300, "", "not_found", "RATE_LIMITED", "null"),
    fc.double(),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(name, tie("value"), { maxKeys: 6 }),
  ),
})).value;
const body = fc.oneof(
  json.map((value) => new TextEncoder().encode(JSON.stringify(value))),
  fc.uint8Array({ maxLength: 400 }),
  fc.string({ unit: "binary", maxLength: 400 }).map((text) => new TextEncoder().encode(text)),
  fc
    .array(
      fc.constantFrom(
        "<",
        ">",
        "</p>",
        "<h1>",
        "&amp;",
        "&#0;",
        "<![CDATA[",
        "<!--",
        "Error: ",
        "\n",
        "é",
        "{",
        '"',
      ),
      {
        maxLength: 60,
      },
    )
    .map((parts) => new TextEncoder().encode(parts.join(""))),
);
const fieldValue = fc.string({ unit: "grapheme-ascii", maxLength: 60 }).map((text) => text.trim());
const headers = fc
  .dictionary(
    fc.constantFrom(
      "content-type",
      "content-encoding",
      "retry-after",
      "ratelimit",
      "ratelimit-reset",
      "x-ratelimit-reset",
      "date",
      "www-authenticate",
      "grpc-status",
      "grpc-message",
      "connection",
      "link",
      "cache-control",
      "content-length",
      "x-amzn-errortype",
      "x-cascade",
      "access-control-allow-origin",
      "access-control-expose-headers",
      "set-cookie",
    ),
    fc.oneof(
      fieldValue,
      fc.constantFrom(
        "application/json",
        "text/html; charset=x",
        "gzip",
        "0",
        "-1",
        "1e9",
        "99999999999999",
        "NaN",
      ),
      fc.constantFrom(
        'Bearer error="invalid_token", error_description="x',
        "7",
        "%E0%A4",
        "close, x-a",
        "a;b=c",
      ),
    ),
    { maxKeys: 8 },
  )
  .map((members) => new Headers(Object.entries(members)));
const target = fc.record({
  method: fc.constantFrom("GET", "HEAD", "POST", "DELETE"),
  path: fc.webPath().map((path) => `/${path.replace(/^\/+/, "")}`),
});
const answer: fc.Arbitrary<Mutant> = fc.record({
  target,
  status: fc.oneof(fc.integer({ min: 200, max: 1000 }), fc.constantFrom(400, 404, 422, 429, 500, 503)),
  headers,
  body,
});

function holds<T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => unknown, numRuns: number): void {
  fc.assert(
    fc.property(arbitrary, (value) => {
      check(value);
    }),
    { seed: SEED, numRuns },
  );
}

test("any answer leaves conformant, and no word of it is a program's", () => {
  holds(
    fc.tuple(answer, fc.constantFrom("none" as const, "4xx" as const, "all" as const)),
    ([one, messages]) => {
      expect(brokenBy(one, { messages })).toEqual([]);
    },
    2000,
  );
});

test("a fixture with things changed leaves conformant, leaks nothing and is never thrown on", () => {
  holds(
    fc.tuple(mutant, fc.constantFrom("4xx" as const, "all" as const)),
    ([one, messages]) => {
      expect(brokenBy(one, { messages })).toEqual([]);
    },
    1000,
  );
});

test("as bytes: whatever goes in, what leaves is the success itself or conformant", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(answer, mutant), fc.boolean(), async (one, softErrors) => {
      const status = Math.min(one.status, 599);
      const bodiless = one.target.method === "HEAD" || status === 204 || status === 205 || status === 304;
      const upstream = new Response(bodiless ? null : (one.body as BodyInit), {
        status,
        headers: one.headers,
      });
      const left = await normalize(upstream, { request: one.target, softErrors, now: () => 0 });
      if (left === upstream && status < 400) {
        if (!bodiless) expect(Buffer.from(await left.arrayBuffer()).equals(one.body)).toBe(true);
        return;
      }
      const bytes = new Uint8Array(await left.arrayBuffer());
      if (one.target.method === "HEAD") expect(bytes.length).toBe(0);
      else expect(conformanceOf(left.status, left.headers, bytes).kind).toBe("conformant");
    }),
    { seed: SEED, numRuns: 400 },
  );
});

test("as bytes: a coding that nobody can undo holds nobody up", async () => {
  const upstream = new Response("{}", {
    status: 200,
    headers: { "content-type": "application/json", "content-encoding": "aes128gcm" },
  });
  expect(await normalize(upstream, { softErrors: true })).toBe(upstream);
});

test("a rendered failure that is fed back is conformant, byte for byte what it was", async () => {
  for (const { one, judgement } of JUDGED) {
    const { response } = render(judgement.verdict, {
      headers: one.headers,
      upstreamStatus: one.status,
      retryAfter: judgement.retryAfter?.value,
      head: false,
    });
    const before = await response.clone().text();
    const again = await normalize(response, { request: one.target });
    expect(again, one.key).toBe(response);
    expect(await again.text(), one.key).toBe(before);
  }
});

test("what a verdict says of a failure, it says of its own envelope", () => {
  for (const { one, judgement } of JUDGED) {
    const { status, type, code, message, details } = judgement.verdict;
    const error = { type, code, message, ...(details !== undefined && { details }) };
    const again = judgementOf({
      target: one.target,
      status,
      headers: new Headers({ "content-type": "application/json" }),
      body: new TextEncoder().encode(JSON.stringify({ error })),
    })?.verdict;
    expect(again?.code, one.key).toBe(code);
    expect(again?.status, one.key).toBe(status);
  }
});

const MEMBERS = FAILURES.filter(({ body }) => body.length < 4000).flatMap((one) => {
  try {
    return [{ one, value: JSON.parse(new TextDecoder().decode(one.body)) as Parameters<typeof countOf>[0] }];
  } catch {
    return [];
  }
});

test("every member of every JSON fixture, replaced by something odd, is read or declined", () => {
  const broken: string[] = [];
  let turn = 0;
  for (const { one, value } of MEMBERS) {
    for (let nth = 0; nth < countOf(value); nth++) {
      // The values go round, so that each meets every kind of member.
      const odd = ODD[turn++ % ODD.length]?.() ?? null;
      const text = JSON.stringify(replaced(value, nth, () => odd));
      const found = brokenBy({ ...one, body: new TextEncoder().encode(text) });
      if (found.length > 0) broken.push(`${one.key} ${nth}: ${found.join(", ")}: ${text.slice(0, 300)}`);
    }
  }
  expect(broken).toEqual([]);
});

test("a fixture cut anywhere is read or declined", () => {
  holds(
    fc.tuple(fixture, fc.double({ min: 0, max: 1, noNaN: true })),
    ([one, part]) => {
      const cut = { ...one, body: one.body.subarray(0, Math.floor(Math.min(one.body.length, LIMIT) * part)) };
      expect(brokenBy(cut)).toEqual([]);
    },
    600,
  );
});

const DEEP = 10_000;
const NESTS: readonly { readonly of: string; readonly text: string; readonly type: string }[] = [
  { of: "arrays", text: "[".repeat(DEEP) + "]".repeat(DEEP), type: "application/json" },
  { of: "arrays that never end", text: "[".repeat(DEEP), type: "application/json" },
  { of: "errors", text: '{"error":'.repeat(DEEP) + '"gone"' + "}".repeat(DEEP), type: "application/json" },
  {
    of: "lists of errors",
    text: '{"errors":['.repeat(DEEP) + "1" + "]}".repeat(DEEP),
    type: "application/json",
  },
  {
    of: "details",
    text: '[{"details":'.repeat(5000) + "0" + "}]".repeat(5000),
    type: "application/problem+json",
  },
  { of: "elements", text: "<a>".repeat(DEEP) + "</a>".repeat(DEEP), type: "text/xml" },
  { of: "elements that never end", text: "<a>".repeat(DEEP), type: "text/xml" },
  { of: "blocks of a page", text: "<html><body>" + "<div>".repeat(DEEP) + "gone", type: "text/html" },
  { of: "tags that never close", text: "<html>" + "<p ".repeat(DEEP), type: "text/html" },
  { of: "entities", text: "&amp;".repeat(DEEP), type: "text/plain" },
  { of: "strings of JSON", text: quoted('{"message":"x"}', 12), type: "application/json" },
];

function quoted(text: string, times: number): string {
  return times === 0 ? text : quoted(JSON.stringify(text), times - 1);
}

test.for(NESTS)("ten thousand $of", ({ text, type }) => {
  for (const status of [400, 404, 422, 500]) {
    const one = {
      target: { method: "GET", path: "/" },
      status,
      headers: new Headers({ "content-type": type }),
      body: new TextEncoder().encode(text),
    };
    expect(brokenBy(one)).toEqual([]);
  }
});

test("no line of a trace, no host, path, statement or credential of a fixture shows up in an answer", () => {
  const leaks: string[] = [];
  for (const one of FAILURES) {
    for (const messages of ["4xx", "all"] as const) {
      const judgement = judgementOf(one, { messages });
      if (judgement === undefined) continue;
      const words = wordsOf(judgement);
      leaks.push(
        ...leaksOf(words).map((leak) => `${one.key} (${messages}): ${leak}: ${words.slice(0, 300)}`),
      );
    }
  }
  expect(leaks).toEqual([]);
});

test("a dialect says the same of the same evidence, and leaves it as it was", async () => {
  for (const one of fixtures) {
    const evidence = await evidenceOf(one);
    const before = JSON.stringify(evidence.json);
    expect(readFacts(evidence), one.key).toEqual(readFacts(evidence));
    expect(JSON.stringify(evidence.json) === before, one.key).toBe(true);
  }
});
