import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isEnvelope } from "../src/index.ts";
import { normalizeErrors, type NormalizeErrorsOptions } from "../src/hono.ts";

function appWith(options?: NormalizeErrorsOptions): Hono {
  const app = new Hono();
  app.use(normalizeErrors(options));
  app.get("/users/:id", (c) => {
    c.header("set-cookie", "a=1", { append: true });
    c.header("set-cookie", "b=2", { append: true });
    c.header("etag", '"old"');
    return c.json({ detail: "No such user" }, 404);
  });
  app.get("/ok", (c) => c.json({ id: 7 }));
  app.get("/throws", () => {
    throw new Error("at /srv/app/db.ts:12 password=hunter2");
  });
  app.get("/limit", (c) => c.text("slow down, retry in 20s", 429));
  return app;
}

describe("normalizeErrors", () => {
  beforeEach(() => {
    // Hono prints what a handler throws.
    vi.spyOn(console, "error").mockReturnValue();
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.for([
    { path: "/users/8", status: 404, code: "not_found", message: "No such user" },
    { path: "/nowhere", status: 404, code: "not_found" },
    { path: "/throws", status: 500, code: "unknown_error", message: "An unknown error occurred." },
    { path: "/limit", status: 429, code: "rate_limited" },
  ])("$path leaves as $status $code", async ({ path, status, code, message }) => {
    const response = await appWith().request(path);
    const body: unknown = await response.json();
    expect(response.status).toBe(status);
    expect(isEnvelope(body)).toBe(true);
    expect(body).toMatchObject({ error: { code, ...(message !== undefined && { message }) } });
  });

  test("a success is the handler's", async () => {
    const response = await appWith().request("/ok");
    expect(await response.json()).toEqual({ id: 7 });
    expect(response.headers.get("cache-control")).toBeNull();
  });

  test("fields of the old body do not come back, cookies are not doubled", async () => {
    const { headers } = await appWith().request("/users/8");
    expect(headers.get("etag")).toBeNull();
    expect(headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test("options are normalize's, and the context comes along", async () => {
    const told: string[] = [];
    const app = appWith({
      rules: [{ when: { path: "/users/*" }, then: { code: "relation_not_found" } }],
      onFailure: ({ code }, c) => told.push(`${code} ${c.req.path}`),
    });
    expect((await app.request("/users/8")).status).toBe(422);
    await app.request("/ok");
    expect(told).toEqual(["relation_not_found /users/8"]);
  });

  test("a HEAD has no body", async () => {
    const response = await appWith().request("/users/8", { method: "HEAD" });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("");
  });
});
