import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  conformanceOf,
  isEnvelope,
  normalize,
  type NormalizedFailure,
  type NormalizeOptions,
} from "../src/index.ts";

const V4 = '{"error":{"type":"resource","code":"not_found","message":"No user 8"}}';
const JSON_TYPE = { "content-type": "application/json" };

interface Row {
  readonly why: string;
  readonly response: () => Response;
  readonly options?: NormalizeOptions;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): (() => Response) =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { ...JSON_TYPE, ...headers } });

const REWRITTEN: readonly Row[] = [
  {
    why: "a framework's 404",
    response: json(404, { detail: "No such user" }),
    status: 404,
    code: "not_found",
    message: "No such user",
  },
  {
    why: "a router's miss, told by the request's own path",
    response: () => new Response("Cannot GET /v3/usrs", { status: 404 }),
    options: { request: { method: "GET", path: "/v3/usrs" } },
    status: 404,
    code: "invalid_request",
  },
  {
    why: "a rule",
    response: json(500, { code: "E4711", message: "Card declined" }),
    options: { rules: [{ when: { code: "E4711" }, then: { code: "purchase_fraud" } }] },
    status: 422,
    code: "purchase_fraud",
  },
  {
    why: "a conformant failure, by a rule that names its code",
    response: () => new Response(V4, { status: 404, headers: JSON_TYPE }),
    options: { rules: [{ when: { code: "not_found" }, then: { code: "relation_not_found" } }] },
    status: 422,
    code: "relation_not_found",
  },
  {
    why: "nobody's words",
    response: json(404, { detail: "No such user" }),
    options: { messages: "none" },
    message: "The requested resource was not found.",
  },
  {
    why: "a soft error, where they are on",
    response: json(200, { success: false, message: "No such order" }),
    options: { softErrors: true },
    status: 400,
    code: "invalid_data",
  },
  {
    why: "a body that fetch has decoded, whose field still says gzip",
    response: json(404, { detail: "No such user" }, { "content-encoding": "gzip" }),
    message: "No such user",
  },
  {
    why: "a body that was coded by hand",
    response: () =>
      new Response(gzipSync('{"detail":"No such user"}'), {
        status: 404,
        headers: { ...JSON_TYPE, "content-encoding": "gzip" },
      }),
    message: "No such user",
  },
  {
    why: "a body past the limit",
    response: () => new Response("x".repeat(1000), { status: 503 }),
    options: { bodyLimitBytes: 100 },
    status: 503,
    code: "network_error",
  },
];

const UNTOUCHED: readonly Row[] = [
  { why: "a success", response: json(200, { id: 7 }) },
  { why: "a redirect", response: () => new Response(null, { status: 302, headers: { location: "/x" } }) },
  { why: "a conformant failure", response: () => new Response(V4, { status: 404, headers: JSON_TYPE }) },
  { why: "a soft error, where they are off", response: json(200, { success: false, message: "No" }) },
  {
    why: "a success, where soft errors are on",
    response: json(200, { success: true }),
    options: { softErrors: true },
  },
  {
    why: "a conformant failure under a rule that does not name its code",
    response: () => new Response(V4, { status: 404, headers: JSON_TYPE }),
    options: { rules: [{ when: { status: 404 }, then: { code: "conflict" } }] },
  },
  {
    why: "what a rule passes",
    response: () => new Response("gone", { status: 410 }),
    options: { rules: [{ when: { status: 410 }, then: { pass: true } }] },
  },
];

describe("normalize", () => {
  test.for(REWRITTEN)("$why becomes an envelope", async ({ response, options, status, code, message }) => {
    const answer = await normalize(response(), options);
    const body: unknown = await answer.json();
    expect(isEnvelope(body)).toBe(true);
    const { error } = body as { error: { code: string; message: string } };
    if (status !== undefined) expect(answer.status).toBe(status);
    if (code !== undefined) expect(error.code).toBe(code);
    if (message !== undefined) expect(error.message).toBe(message);
    expect(answer.headers.get("content-encoding")).toBeNull();
  });

  test.for(UNTOUCHED)("$why is the response itself, to be read", async ({ response, options }) => {
    const before = response();
    const copy = await response().text();
    const after = await normalize(before, options);
    expect(after).toBe(before);
    expect(await after.text()).toBe(copy);
  });

  test("any answer comes back as it is, or conformant", async () => {
    const answers = fc.record({
      status: fc.integer({ min: 200, max: 599 }).filter((status) => ![204, 205, 304].includes(status)),
      type: fc.constantFrom("application/json", "text/html", "text/plain", "text/xml", "x/y", ""),
      delay: fc.constantFrom(undefined, "7", "soon", "1.5"),
      body: fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.json(),
        fc
          .record({ message: fc.string(), code: fc.jsonValue(), errors: fc.jsonValue() })
          .map((value) => JSON.stringify(value)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(answers, fc.boolean(), async ({ status, type, delay, body }, softErrors) => {
        const headers = { "content-type": type, ...(delay !== undefined && { "retry-after": delay }) };
        const before = new Response(body, { status, headers });
        const after = await normalize(before, { softErrors });
        if (after === before) return;
        expect(conformanceOf(after.status, after.headers, await after.text()).kind).toBe("conformant");
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  test("a body that streams is not waited for in a success", async () => {
    const endless = new Response(new ReadableStream(), { headers: JSON_TYPE });
    expect(await normalize(endless)).toBe(endless);
    await endless.body?.cancel();
  });

  test("a failure whose body never ends is judged without it", async () => {
    const stalled = new Response(new ReadableStream(), { status: 404, headers: JSON_TYPE });
    const answer = await normalize(stalled, { bodyTimeoutMs: 10 });
    expect(await answer.json()).toMatchObject({ error: { code: "not_found" } });
  });

  test("one that lacks a header alone gets it and keeps its bytes", async () => {
    const limited = '{ "error": {"type":"request","code":"rate_limited","message":"Slow down"} }';
    const answer = await normalize(new Response(limited, { status: 429, headers: JSON_TYPE }), {
      retryAfterDefaultS: 7,
    });
    expect(answer.headers.get("retry-after")).toBe("7");
    expect(await answer.text()).toBe(limited);
  });

  test("a HEAD has no body", async () => {
    const answer = await normalize(new Response(null, { status: 404 }), {
      request: { method: "HEAD", path: "/x" },
    });
    expect(answer.body).toBeNull();
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test("every failure is told of, with ids folded, a success is not", async () => {
    const told: NormalizedFailure[] = [];
    const options: NormalizeOptions = {
      request: { method: "GET", path: "/v3/users/8" },
      onFailure: (failure) => told.push(failure),
    };
    await normalize(json(200, {})(), options);
    await normalize(new Response(V4, { status: 404, headers: JSON_TYPE }), options);
    await normalize(json(404, { detail: "No such user" })(), options);
    expect(told.map(({ action, code, route }) => [action, code, route])).toEqual([
      ["conformant", "not_found", "/v3/users/:id"],
      ["rewritten", "not_found", "/v3/users/:id"],
    ]);
  });

  test("times are measured on the clock that is given", async () => {
    const reset = new Response("slow down", { status: 429, headers: { "x-ratelimit-reset": "1700000030" } });
    const answer = await normalize(reset, { now: () => 1_700_000_000_000 });
    expect(answer.headers.get("retry-after")).toBe("30");
  });

  test("rules that are wrong are named", async () => {
    const rules = [{ then: { code: "notfound" as "not_found" } }];
    await expect(normalize(new Response("", { status: 404 }), { rules })).rejects.toThrow(
      /^Cannot read the rules: rules\[0\]\.then\.code: "notfound" .*did you mean "not_found"/,
    );
  });

  test("a response that has been read is refused", async () => {
    const spent = new Response("gone", { status: 404 });
    await spent.text();
    await expect(normalize(spent)).rejects.toThrow(TypeError);
  });
});
