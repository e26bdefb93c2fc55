import { runSpecFiles, startWorker, matchers, type Kit } from "edge-error-normalizer/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

expect.extend(matchers);

const rules = [
  {
    when: { path: "/billing/*", status: 500, code: "E4711" },
    then: { code: "purchase_fraud", status: 422 },
  },
] as const;

describe("my backend behind the proxy", () => {
  let kit: Kit;

  beforeAll(async () => {
    kit = await startWorker({
      rules,
      vars: { UPSTREAM_URL: "https://legacy.example.com/api" },
      upstream: {
        "GET /api/v3/users/:id": { status: 404, json: { detail: "No such user" } },
        "GET /api/billing/*": { status: 500, json: { code: "E4711", message: "Card declined" } },
        "GET /api/search": { status: 429, headers: { "retry-after": "1.5" }, body: "slow down" },
        "GET /api/page": { headers: { etag: '"a1"' }, body: "<p>hello</p>" },
        "GET /api/gone": { reset: true },
        "POST /api/echo": ({ body, headers }) => ({
          headers: { "content-type": headers.get("content-type") ?? "" },
          body,
        }),
        "GET /api/raw": "HTTP/1.1 503 Service Unavailable\nContent-Type: text/html\n\n<h1>Maintenance</h1>",
      },
    });
  }, 60_000);

  afterAll(async () => {
    await kit.stop();
  });

  beforeEach(() => {
    kit.clear();
  });

  test("a missing user is not_found, with the upstream's own words", async () => {
    const response = await kit.fetch("/v3/users/8");
    await expect(response).toBeV4Error({ code: "not_found", message: "No such user", details: null });
    expect(kit.received[0]?.host).toBe("legacy.example.com");
  });

  test("my rule turns the backend's own code into one of v4's", async () => {
    const response = await kit.fetch("/billing/invoices/7");
    await expect(response).toBeV4Error({ code: "purchase_fraud", type: "logical", status: 422 });
    expect(kit.failures()).toMatchObject([
      { mapped_by: "rule", upstream_code: "E4711", upstream_status: 500 },
    ]);
  });

  test("a limit has a Retry-After that clients can read", async () => {
    await expect(await kit.fetch("/search")).toBeV4Error({ code: "rate_limited", retryAfter: 2 });
  });

  test("an upstream that breaks off is network_error", async () => {
    await expect(await kit.fetch("/gone")).toBeV4Error({ code: "network_error", status: 502 });
  });

  test("a raw message is an answer too", async () => {
    await expect(await kit.fetch("/raw")).toBeV4Error({ code: "network_error", status: 503 });
  });

  test("a success passes", async () => {
    await expect(await kit.fetch("/page")).toPassThrough();
    await expect(
      await kit.fetch("/echo", { method: "POST", body: "a=1", headers: { "content-type": "text/x" } }),
    ).toPassThrough();
    expect(kit.failures()).toEqual([]);
  });
});

runSpecFiles("test/testing/specs", { rules });
