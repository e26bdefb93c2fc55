/// <reference types="@cloudflare/vitest-plugin/types" />
import { createExecutionContext, env, reset, waitOnExecutionContext } from "cloudflare:test";
import { afterEach, beforeEach, describe, test, vi } from "vitest";
import type { Env } from "../../src/proxy/exchange.ts";
import worker from "../../src/worker.ts";

const TOKEN = "s3cret";

/** What the upstream answers, by path. */
const ANSWERS: Readonly<Record<string, () => Response>> = {
  "/users/17": () => Response.json({ status: "NOT_FOUND", message: "No user 17" }, { status: 500 }),
  "/odd": () => Response.json({ code: "E_ODD", message: "Odd thing broke" }, { status: 400 }),
  "/limited": () => new Response("slow down", { status: 429, headers: { "retry-after": "30" } }),
  "/fine": () => Response.json({ ok: true }),
};

const bindings = {
  ...(env as object),
  ADMIN_TOKEN: TOKEN,
  UPSTREAM: {
    fetch: async (request: Request) =>
      await Promise.resolve(
        (ANSWERS[new URL(request.url).pathname] ?? (() => new Response("up", { status: 418 })))(),
      ),
  },
} as unknown as Env;

beforeEach(() => {
  for (const method of ["info", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation(() => {});
});

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

async function ask(path: string, init: RequestInit = {}, environment = bindings): Promise<Response> {
  const ctx = createExecutionContext();
  const response = await worker.fetch(new Request(`https://api.example.com${path}`, init), environment, ctx);
  await waitOnExecutionContext(ctx);
  return response;
}

const AUTHORIZED = { headers: { authorization: `Bearer ${TOKEN}` } };

describe("the operator's pages", () => {
  test("show what went through the proxy", async ({ expect }) => {
    for (const path of ["/users/17", "/users/17", "/odd", "/limited", "/fine"])
      await (await ask(path)).text();
    const report = await (await ask("/__errors/distribution.json?window=15m", AUTHORIZED)).json();
    expect(report).toMatchObject({
      version: 1,
      requests: 5,
      failures: 4,
      by: {
        code: [{ name: "not_found", count: 2 }, { count: 1 }, { count: 1 }],
        route: [{ name: "/users/:id" }, {}, {}],
      },
      newest: expect.arrayContaining([expect.objectContaining({ code: "rate_limited", retry_after: 30 })]),
    });
    const page = await (await ask("/__errors", AUTHORIZED)).text();
    expect(page).toContain("/users/:id");
    expect(page).toContain("[[vars.RULES]]");
    const metrics = await (await ask("/__errors/metrics", AUTHORIZED)).text();
    expect(metrics).toContain("requests_total 5\n");
    expect(metrics).toMatch(
      /failures_total\{route="\/users\/:id",status="404",[^}]*code="not_found"[^}]*\} 2\n/,
    );
  });

  test("say what is deployed", async ({ expect }) => {
    const health = await (await ask("/__errors/health", AUTHORIZED)).json();
    expect(health).toMatchObject({
      status: "ok",
      version: { id: expect.any(String) },
      sinks: { durable_object: true },
    });
  });

  test("explain a capture as it would be answered", async ({ expect }) => {
    const body = `GET /users/17\n\nHTTP/1.1 500 Oops\ncontent-type: application/json\n\n${await ANSWERS["/users/17"]!().text()}`;
    const explained = await (await ask("/__errors/explain", { method: "POST", body, ...AUTHORIZED })).json();
    expect(explained).toMatchObject({ answer: { body: await (await ask("/users/17")).json() } });
  });

  test("are counted by nobody", async ({ expect }) => {
    for (const path of ["", "/nowhere", "/health"]) await ask(`/__errors${path}`, AUTHORIZED);
    await ask("/__errors");
    const report = await (await ask("/__errors/distribution.json", AUTHORIZED)).json();
    expect(report).toMatchObject({ requests: 0, failures: 0 });
  });

  test.for([
    { name: "a wrong token", path: "/__errors", init: { headers: { authorization: "Bearer no" } } },
    { name: "no token", path: "/__errors/metrics", init: {} },
    { name: "no token, and no such page", path: "/__errors/nowhere", init: {} },
  ])("are closed to $name", async ({ path, init }, { expect }) => {
    const response = await ask(path, init);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Basic .*, Bearer /);
  });

  test.for([
    { name: "without ADMIN_TOKEN", path: "/__errors", environment: { ...bindings, ADMIN_TOKEN: undefined } },
    { name: "beside ADMIN_PATH", path: "/__errorsx", environment: bindings },
    {
      name: "at its usual place when it is elsewhere",
      path: "/__errors",
      environment: { ...bindings, ADMIN_PATH: "/ops" },
    },
  ])("leave the path to the upstream: $name", async ({ path, environment }, { expect }) => {
    const response = await ask(path, AUTHORIZED, environment);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "invalid_data" } });
  });
});
