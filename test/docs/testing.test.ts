import { matchers, startWorker, type Kit } from "edge-error-normalizer/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

expect.extend(matchers);

let kit: Kit;

beforeAll(async () => {
  kit = await startWorker({
    upstream: {
      "GET /v3/users/:id": { status: 404, json: { detail: "No such user" } },
      "GET /v3/orders": { json: { orders: [] } },
    },
    rules: [{ when: { path: "/v3/users/*", status: 404 }, then: { message: "Who?" } }],
  });
}, 60_000);

afterAll(async () => {
  await kit.stop();
});

test("a missing user is not_found, in our own words", async () => {
  const response = await kit.fetch("/v3/users/8");
  await expect(response).toBeV4Error({ code: "not_found", message: "Who?" });
});

test("a success passes", async () => {
  await expect(await kit.fetch("/v3/orders")).toPassThrough();
});
