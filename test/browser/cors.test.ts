import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import buildBundle from "../e2e/bundle.ts";
import { answer, startUpstream, type RawUpstream } from "../e2e/raw.ts";
import { start, type Running } from "../e2e/start.ts";

/** What a script on a page of another origin can read of an answer. */
interface Read {
  readonly status: number;
  readonly type: string | null;
  readonly delay: string | null;
  readonly id: string | null;
  readonly error: { readonly type: string; readonly code: string; readonly message: string };
}

let upstream: RawUpstream;
let site: RawUpstream;
let worker: Running;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await buildBundle();
  upstream = await startUpstream((request, socket) => {
    const origin = { "Access-Control-Allow-Origin": request.get("origin") ?? "" };
    if (request.method === "OPTIONS")
      socket.write(
        answer(204, {
          ...origin,
          "Access-Control-Allow-Methods": "PUT",
          "Access-Control-Allow-Headers": "x-a",
        }),
      );
    else if (request.target === "/limited")
      socket.write(answer(429, { ...origin, "X-RateLimit-Reset-After": "7" }, "Slow down"));
    else if (request.target === "/limited-without-cors") socket.write(answer(429, {}, "Slow down"));
    else if (request.target === "/missing")
      socket.write(answer(404, { ...origin, "Content-Type": "text/html" }, "<h1>No such user</h1>"));
    else socket.destroy();
  });
  site = await startUpstream((_request, socket) => {
    socket.write(answer(200, { "Content-Type": "text/html" }, "<title>Another origin</title>"));
  });
  worker = await start({ upstream: upstream.origin, variables: { CORS_ORIGINS: site.origin } });
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  page = await browser.newPage();
  await page.goto(site.origin);
});
afterAll(async () => {
  await browser.close();
  await worker.dispose();
  await Promise.all([upstream.close(), site.close()]);
});

async function read(path: string, method = "GET"): Promise<Read> {
  return page.evaluate(
    async ([url, verb]) => {
      const response = await fetch(url, { method: verb, headers: verb === "PUT" ? { "x-a": "1" } : {} });
      const { error } = (await response.json()) as Pick<Read, "error">;
      return {
        status: response.status,
        type: response.headers.get("content-type"),
        delay: response.headers.get("retry-after"),
        id: response.headers.get("x-request-id"),
        error,
      };
    },
    [new URL(path, worker.base).href, method] as const,
  );
}

describe("a page of another origin reads", () => {
  test("a 429, and when to try again", async () => {
    const got = await read("/limited");
    expect({ ...got, id: null }).toMatchObject({
      status: 429,
      delay: "7",
      error: { type: "request", code: "rate_limited", message: "Slow down" },
    });
  });

  test("a 429 whose upstream knows nothing of CORS", async () => {
    const got = await read("/limited-without-cors");
    expect(got).toMatchObject({ status: 429, delay: "60", error: { code: "rate_limited" } });
    expect(got.id).toMatch(/^[\da-f-]{36}$/);
  });

  test("a 502 of the proxy's own, after a preflight that the upstream answered", async () => {
    const got = await read("/gone", "PUT");
    expect(got).toMatchObject({ status: 502, error: { type: "internal", code: "network_error" } });
    expect(got.id).toMatch(/^[\da-f-]{36}$/);
    expect(upstream.requests.filter(({ method }) => method === "OPTIONS").length).toBe(1);
  });

  test("a 404 that was a page of HTML", async () => {
    expect(await read("/missing")).toMatchObject({
      status: 404,
      type: "application/json; charset=utf-8",
      error: { type: "resource", code: "not_found", message: "No such user" },
    });
  });

  test("nothing where its origin is not named", async () => {
    const other = await browser.newPage();
    await other.goto(site.origin.replace("127.0.0.1", "localhost"));
    const failed = await other.evaluate(
      async (url) => fetch(url).then(String, (error: unknown) => String(error)),
      new URL("/gone", worker.base).href,
    );
    expect(failed).toContain("Failed to fetch");
    await other.close();
  });
});
