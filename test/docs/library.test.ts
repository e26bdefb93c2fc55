import { conformanceOf, judge, readBody, render, toEvidence } from "edge-error-normalizer";
import { normalize } from "edge-error-normalizer";
import { normalizeErrors } from "edge-error-normalizer/hono";
import { Hono } from "hono";
import { afterEach, expect, test, vi } from "vitest";

const BODY = '{"code":"E4711","message":"Card declined"}';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("normalize, as docs/library.md has it", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(BODY, { status: 500 })));
  const logged = vi.spyOn(console, "log").mockReturnValue();
  const response = await fetch("https://legacy.example.com/v3/users/8");
  const answer = await normalize(response, {
    request: { method: "GET", path: "/v3/users/8" },
    rules: [{ when: { code: "E4711" }, then: { code: "purchase_fraud", status: 422 } }],
    onFailure: ({ code, route, mapped_by }) => console.log(code, route, mapped_by),
  });
  expect(answer.status).toBe(422);
  expect(logged).toHaveBeenCalledWith("purchase_fraud", "/v3/users/:id", "rule");
});

test("the middleware, as docs/library.md has it", async () => {
  const logged = vi.spyOn(console, "log").mockReturnValue();
  const app = new Hono();
  app.use(normalizeErrors({ onFailure: ({ code }, c) => console.log(code, c.req.path) }));
  app.get("/users/:id", (c) => c.json({ detail: "No such user" }, 404));
  expect(await (await app.request("/users/8")).json()).toMatchObject({ error: { code: "not_found" } });
  expect(logged).toHaveBeenCalledWith("not_found", "/users/8");
});

async function envelopeOf(upstream: Response): Promise<Response> {
  const request = { method: "GET", path: "/v3/users/8" };
  const { status, headers } = upstream;
  const body = await readBody(upstream.body, headers, { limitBytes: 65_536, timeoutMs: 5000 });
  if (conformanceOf(status, headers, body.bytes).kind === "conformant")
    return new Response(body.bytes as BodyInit, upstream);
  const evidence = toEvidence({ request, status, headers, body });
  const { verdict, retryAfter } = judge(evidence, {
    rules: [],
    messages: "4xx",
    retryAfterDefaultS: 60,
    retryAfterMaxS: 86_400,
    now: Date.now(),
  });
  const head = request.method === "HEAD";
  return render(verdict, { headers, upstreamStatus: status, retryAfter: retryAfter?.value, head }).response;
}

test("the parts, as docs/library.md has them", async () => {
  const answer = await envelopeOf(new Response("slow down", { status: 429 }));
  expect(answer.headers.get("retry-after")).toBe("60");
  const again = await envelopeOf(answer.clone());
  expect(await again.text()).toBe(await answer.text());
});
