import { afterEach, beforeEach, describe, test, vi } from "vitest";
import { CODE_NAMES } from "../../src/contract/codes.ts";
import { isEnvelope } from "../../src/contract/envelope.ts";
import { METRICS_TYPE } from "../../src/distribution/metrics.ts";
import { batchOf, failure, unmapped } from "../distribution/make.ts";
import { ask, BEARER, brokenNamespace, envOf } from "./make.ts";

const PAGES = ["", "/", "/distribution.json", "/metrics", "/health", "/explain"] as const;

const EVIL = `</script><img src=x onerror=alert(1)>"'&`;

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
});

async function envelopeOf(response: Response) {
  const body: unknown = await response.json();
  if (!isEnvelope(body)) throw new Error(`Cannot read an envelope: ${JSON.stringify(body)}`);
  return body.error;
}

const RAW =
  'GET /users/17\n\nHTTP/1.1 500 Oops\nContent-Type: application/json\n\n{"status":"NOT_FOUND","message":"No user 17"}';

const page = async (batches: Parameters<typeof envOf>[0], more = {}, query = ""): Promise<string> =>
  await (await ask(await envOf(batches, more), `/__errors${query}`)).text();

const form = (capture: string): RequestInit => ({
  method: "POST",
  headers: { ...BEARER, "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams({ capture }).toString(),
});

const post = async (body: BodyInit, type = "text/plain", more = {}): Promise<Response> =>
  await ask(await envOf([], more), "/__errors/explain", {
    method: "POST",
    headers: { ...BEARER, "content-type": type },
    body,
  });

/** A success whose body says that it is none. */
const soft = (path: string) =>
  JSON.stringify({
    request: { path },
    status: 200,
    headers: { "content-type": "application/json" },
    body: { success: false, error: "Broken" },
  });

describe("the token", () => {
  test.for([...PAGES, "/anything", "/explain/more"])("without it, %s is 401", async (path, { expect }) => {
    const response = await ask(await envOf(), `/__errors${path}`, { headers: {} });
    expect(response.status).toBe(401);
    expect(await envelopeOf(response)).toMatchObject({ type: "request", code: "control_unauthorized" });
    expect(response.headers.get("www-authenticate")).toBe(
      'Basic realm="Error distribution", charset="UTF-8", Bearer realm="Error distribution"',
    );
  });

  test("a wrong one is 401, and the challenge says that it is", async ({ expect }) => {
    const response = await ask(await envOf(), "/__errors/metrics", {
      headers: { authorization: "Bearer x" },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain('error="invalid_token"');
    expect(await response.text()).not.toContain("s3cret");
  });

  test("where there is none, no credentials open a page", async ({ expect }) => {
    const env = await envOf([], { ADMIN_TOKEN: undefined });
    for (const authorization of ["Bearer undefined", "Bearer ", "Basic Og=="]) {
      expect((await ask(env, "/__errors", { headers: { authorization } })).status).toBe(401);
    }
  });

  test("a method of any kind needs it first", async ({ expect }) => {
    const response = await ask(await envOf(), "/__errors", {
      method: "OPTIONS",
      headers: { origin: "https://x.example" },
    });
    expect(response.status).toBe(401);
  });
});

describe("every answer", () => {
  test.for([
    ...PAGES.map((path) => [path, "GET"] as const),
    ["/nowhere", "GET"] as const,
    ["", "PUT"] as const,
  ])(
    "%s %s is kept by no cache and framed by no page, sets no cookie and allows no origin",
    async ([path, method], { expect }) => {
      const headers = { ...BEARER, origin: "https://x.example" };
      const response = await ask(await envOf([batchOf("a", [failure()], Date.now())]), `/__errors${path}`, {
        method,
        headers,
      });
      const field = (name: string) => response.headers.get(name);
      expect(field("cache-control")).toBe("no-store");
      expect(field("x-content-type-options")).toBe("nosniff");
      expect(field("referrer-policy")).toBe("no-referrer");
      expect(field("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(field("x-request-id")).not.toBe(null);
      expect(
        [...response.headers.keys()].filter((name) => /^(?:access-control-|set-cookie)/.test(name)),
      ).toEqual([]);
    },
  );

  test.for(PAGES)("a HEAD of %s is its GET without the body", async (path, { expect }) => {
    const env = await envOf();
    const [get, head] = [
      await ask(env, `/__errors${path}`),
      await ask(env, `/__errors${path}`, { method: "HEAD" }),
    ];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
  });

  test("where nothing is, 404 in the envelope", async ({ expect }) => {
    for (const path of ["/nowhere", "/explain/", "//", "/distribution", "/METRICS", "/toString"]) {
      const response = await ask(await envOf(), `/__errors${path}`);
      expect(response.status).toBe(404);
      expect(await envelopeOf(response)).toMatchObject({ type: "request", code: "invalid_request" });
    }
  });

  test.for([
    { path: "", method: "POST", allow: "GET, HEAD" },
    { path: "/metrics", method: "DELETE", allow: "GET, HEAD" },
    { path: "/explain", method: "PUT", allow: "GET, HEAD, POST" },
    { path: "/health", method: "OPTIONS", allow: "GET, HEAD" },
  ])("$method $path is 400 not_implemented", async ({ path, method, allow }, { expect }) => {
    const response = await ask(await envOf(), `/__errors${path}`, { method });
    expect(response.status).toBe(400);
    expect(response.headers.get("allow")).toBe(allow);
    expect(await envelopeOf(response)).toMatchObject({ code: "not_implemented" });
  });

  test("is found under another ADMIN_PATH", async ({ expect }) => {
    const env = await envOf([], { ADMIN_PATH: "/ops/errors" });
    expect((await ask(env, "/ops/errors/health")).status).toBe(200);
    expect(await (await ask(env, "/ops/errors")).text()).toContain('href="/ops/errors/explain"');
  });
});

test("a fault of a page's own is thrown, for the Worker to answer and to log", async ({ expect }) => {
  const env = await envOf();
  Object.defineProperty(env, "CF_VERSION_METADATA", {
    get() {
      throw new Error("Cannot read the version");
    },
  });
  await expect(ask(env, "/__errors/health")).rejects.toThrow("Cannot read the version");
});

describe("distribution.json", () => {
  const now = Date.now();
  const batches = [
    batchOf(
      "a",
      [
        failure(),
        failure({ route: "/b" }),
        unmapped({ status: 500, code: "unknown_error", type: "internal" }),
      ],
      now,
      7,
    ),
    batchOf("b", [failure({ status: 429, code: "rate_limited", type: "request", retry_after: 30 })], now),
  ];

  test("is the report of the window", async ({ expect }) => {
    const response = await ask(await envOf(batches), "/__errors/distribution.json?window=15m");
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await response.json()).toMatchObject({
      version: 1,
      window: "15m",
      step_s: 60,
      requests: 11,
      failures: 4,
      by: { code: [{ name: "not_found", count: 2 }, { count: 1 }, { count: 1 }] },
      unmapped: [{ upstream_code: "E_ODD", count: 1 }],
    });
  });

  test.for([
    { filter: "route=/b", failures: 1 },
    { filter: "status=500", failures: 1 },
    { filter: "type=resource", failures: 2 },
    { filter: "code=rate_limited", failures: 1 },
    { filter: "dialect=spring-boot", failures: 4 },
    { filter: "action=observed", failures: 0 },
    { filter: "code=not_found&route=/b", failures: 1 },
  ])("keeps to $filter", async ({ filter, failures }, { expect }) => {
    const response = await ask(await envOf(batches), `/__errors/distribution.json?${filter}`);
    expect(await response.json()).toMatchObject({ window: "1h", failures });
  });

  test.for([
    { query: "window=1y", field: "window" },
    { query: "code=nope", field: "code" },
    { query: "rout=x", field: "rout" },
  ])("refuses $query by its name", async ({ query, field }, { expect }) => {
    const response = await ask(await envOf(), `/__errors/distribution.json?${query}`);
    expect(response.status).toBe(400);
    expect(await envelopeOf(response)).toMatchObject({ code: "invalid_data", details: [{ field }] });
  });

  test.for(["distribution.json", "metrics"])(
    "says 503 when the store cannot be read: %s",
    async (path, { expect }) => {
      const response = await ask(await envOf([], { DISTRIBUTION: brokenNamespace }), `/__errors/${path}`);
      expect(response.status).toBe(503);
      expect(await envelopeOf(response)).toMatchObject({ type: "internal", code: "storage_error" });
      expect(JSON.stringify(vi.mocked(console.error).mock.calls)).toContain("Internal error in storage");
    },
  );
});

test("metrics are OpenMetrics", async ({ expect }) => {
  const response = await ask(await envOf([batchOf("a", [failure()], Date.now(), 2)]), "/__errors/metrics");
  expect(response.headers.get("content-type")).toBe(METRICS_TYPE);
  const text = await response.text();
  expect(text).toContain("requests_total 3\n");
  expect(text.endsWith("# EOF\n")).toBe(true);
});

describe("health", () => {
  test("says what is bound and in force, and no secret", async ({ expect }) => {
    const env = await envOf([], {
      MODE: "observe",
      RULES: [{ when: { code: "X" }, then: { pass: true } }],
      CF_VERSION_METADATA: { id: "v-1", tag: "", timestamp: "2026-01-05T10:00:00Z" },
      OTHER_SECRET: "hidden",
    });
    const response = await ask(env, "/__errors/health");
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      status: "ok",
      version: { id: "v-1", timestamp: "2026-01-05T10:00:00Z" },
      sinks: { durable_object: true, analytics_engine: false, console: false },
      configuration: {
        MODE: "observe",
        UPSTREAM_URL: "https://legacy.example.com/",
        UPSTREAM: null,
        RULES: 1,
        ROUTES: 0,
        MESSAGES: "4xx",
      },
    });
    expect(text).not.toMatch(/s3cret|hidden|ADMIN_TOKEN/);
  });

  test("says that counts go to the console where nothing is bound", async ({ expect }) => {
    const response = await ask(await envOf([], { DISTRIBUTION: undefined }), "/__errors/health");
    expect(await response.json()).toMatchObject({ version: null, sinks: { console: true } });
  });
});

describe("the dashboard", () => {
  test("shows every code, and escapes everything that the upstream says", async ({ expect }) => {
    const now = Date.now();
    const evil = unmapped({
      route: EVIL,
      dialect: EVIL,
      upstream_code: EVIL,
      upstream_message: EVIL,
      request_id: EVIL,
      method: EVIL,
      steps: [{ step: "message", why: EVIL }],
    });
    const text = await page([batchOf("a", [evil, ...CODE_NAMES.map((code) => failure({ code }))], now)]);
    for (const code of CODE_NAMES) expect(text).toContain(`c-${code}`);
    expect(text).not.toContain("<img");
    expect(text.split("</script>")).toHaveLength(2);
    expect(text).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });

  test("escapes a filter", async ({ expect }) => {
    const text = await page([], {}, `?route=${encodeURIComponent(EVIL)}`);
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;img");
  });

  test("has a rule ready for what is unmapped, and the reason of each verdict", async ({ expect }) => {
    const steps = [{ step: "status", why: "404 by the `status` table" }] as const;
    const text = await page([batchOf("a", [unmapped({ steps })], Date.now())]);
    expect(text).toContain("[[vars.RULES]]\nwhen = { status = 404, code = &quot;E_ODD&quot; }");
    expect(text).toContain("404 by the <code>status</code> table");
  });

  test("runs its own style and script and nothing else", async ({ expect }) => {
    const response = await ask(await envOf([batchOf("a", [failure()], Date.now())]), "/__errors");
    const policy = response.headers.get("content-security-policy")!;
    const nonce = /style-src 'nonce-([^']+)'/.exec(policy)![1]!;
    expect(policy).toContain(`script-src 'nonce-${nonce}'`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const text = await response.text();
    expect([...text.matchAll(/<(?:style|script) nonce="([^"]+)"/g)].map((match) => match[1])).toEqual([
      nonce,
      nonce,
    ]);
    expect(text).not.toMatch(/ style="| on[a-z]+="/);
    expect(text.match(/(?:src|href|action)="(?!\/|\?|#|data:)[^"]*"/g)).toBe(null);
    const again = await ask(await envOf(), "/__errors");
    expect(again.headers.get("content-security-policy")).not.toBe(policy);
  });

  test("says that nothing came yet", async ({ expect }) => {
    expect(await page([])).toContain("No requests in this window yet");
  });

  test("says that nothing failed", async ({ expect }) => {
    expect(await page([batchOf("a", [], Date.now(), 5)])).toContain("No failures in this window");
  });

  test("says that the store cannot be read, and stays a page", async ({ expect }) => {
    const response = await ask(await envOf([], { DISTRIBUTION: brokenNamespace }), "/__errors");
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain("The distribution could not be read");
    expect(text).not.toContain("Internal error in storage");
  });

  test.for([
    { more: { DISTRIBUTION: undefined }, heading: "No store is bound" },
    {
      more: { DISTRIBUTION: undefined, ANALYTICS: { writeDataPoint() {} } },
      heading: "DISTRIBUTION is not bound",
    },
  ])("says how to bind a store: $heading", async ({ more, heading }, { expect }) => {
    const text = await page([], more);
    expect(text).toContain(heading);
    expect(text).toContain("[[durable_objects.bindings]]");
  });

  test("links keep the filters and change the window", async ({ expect }) => {
    const text = await page(
      [batchOf("a", [failure()], Date.now())],
      {},
      "?window=24h&code=not_found&utm_source=x",
    );
    expect(text).toContain('href="?window=7d&amp;code=not_found"');
    expect(text).toContain('href="?window=24h"');
  });

  test("refuses a window that does not exist", async ({ expect }) => {
    const response = await ask(await envOf(), "/__errors?window=2h");
    expect(response.status).toBe(400);
    expect(await envelopeOf(response)).toMatchObject({
      code: "invalid_data",
      details: [{ field: "window" }],
    });
  });
});

describe("explain", () => {
  test.for([
    { name: "a raw message", body: RAW, type: "text/plain" },
    { name: "a raw message as curl sends it", body: RAW, type: "application/x-www-form-urlencoded" },
    {
      name: "JSON",
      body: JSON.stringify({
        request: { path: "/users/17" },
        status: 500,
        body: { status: "NOT_FOUND", message: "No user 17" },
      }),
      type: "application/json",
    },
  ])("gives the verdict on $name, and why", async ({ body, type }, { expect }) => {
    const response = await post(body, type);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      version: 1,
      request: { path: "/users/17" },
      outcome: "failure",
      answer: {
        status: 404,
        body: { error: { type: "resource", code: "not_found", message: "No user 17" } },
      },
    });
  });

  test("has the rules and the settings of the route in force", async ({ expect }) => {
    const more = {
      RULES: [{ when: { path: "/users/*" }, then: { code: "conflict" } }],
      ROUTES: [{ path: "/soft/*", soft_errors: true }],
    };
    expect(await (await post(RAW, "text/plain", more)).json()).toMatchObject({
      rule: "RULES[0]",
      answer: { body: { error: { code: "conflict" } } },
    });
    expect(await (await post(soft("/soft/x"), "application/json", more)).json()).toMatchObject({
      outcome: "failure",
    });
    expect(await (await post(soft("/hard/x"), "application/json", more)).json()).toMatchObject({
      outcome: "success",
    });
  });

  test.for([
    { name: "nothing", body: "" },
    { name: "no message", body: "hello" },
    { name: "JSON without a status", body: "{}" },
    { name: "too much", body: `HTTP/1.1 500 X\n\n${"x".repeat(300_000)}` },
  ])("refuses $name", async ({ body }, { expect }) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await envelopeOf(response)).toMatchObject({ code: "invalid_data" });
  });

  test("shows a form, and its answer as a page that has the capture still", async ({ expect }) => {
    const empty = await ask(await envOf(), "/__errors/explain");
    expect(await empty.text()).toContain('<form method="post" action="/__errors/explain"');
    const text = await (await ask(await envOf(), "/__errors/explain", form(RAW))).text();
    expect(text).toContain("It leaves as");
    expect(text).toContain("GET /users/17");
  });

  test("the form says what is wrong with a capture, and escapes it", async ({ expect }) => {
    const response = await ask(await envOf(), "/__errors/explain", form(`${EVIL}</textarea>`));
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain("The capture cannot be read");
    expect(text).not.toContain("<img");
    expect(text.split("</textarea>")).toHaveLength(2);
  });

  test("the form refuses what is too long", async ({ expect }) => {
    const response = await ask(await envOf(), "/__errors/explain", form("x".repeat(300_000)));
    expect(await response.text()).toContain("It is longer than 262144 bytes");
  });
});
