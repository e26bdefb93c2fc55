import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { explainCapture, type ExplainOptions } from "../../src/capture/explain.ts";
import { parseCapture } from "../../src/capture/parse-capture.ts";

const OPTIONS: ExplainOptions = {
  rules: [],
  messages: "4xx",
  retryAfterDefaultS: 60,
  retryAfterMaxS: 86_400,
  now: Date.UTC(2026, 0, 5),
  limitBytes: 65_536,
  softErrors: true,
};

async function explain(message: string, options: Partial<ExplainOptions> = {}) {
  const parsed = parseCapture(message);
  if (!parsed.ok) throw new Error(parsed.why);
  return explainCapture(parsed.capture, { ...OPTIONS, ...options });
}

describe("explainCapture", () => {
  test("a failure leaves as an envelope, and every step says why", async () => {
    const said = await explain("HTTP/1.1 404 Not Found\nContent-Type: text/plain\n\nnothing here");
    expect(said.outcome).toBe("failure");
    expect(said.answer?.status).toBe(404);
    expect(Object.keys(said.answer?.body ?? {})).toEqual(["error"]);
    expect(said.upstream).toEqual({
      status: 404,
      media_type: "text/plain",
      form: "text",
      bytes: 12,
      cut: false,
    });
    expect(said.steps[0]).toEqual({ step: "decode", why: "404, text/plain, read as text" });
    expect(said.steps.every(({ why }) => why !== "")).toBe(true);
    expect(JSON.parse(JSON.stringify(said))).toMatchObject({ version: 1 });
  });

  test("a 429 has its Retry-After, and says whence", async () => {
    const said = await explain("HTTP/1.1 429 X\n\n");
    expect(said.answer?.headers["retry-after"]).toBe("60");
    expect(said.retry_after?.source).toBe("default");
    expect(said.steps.some(({ step }) => step === "retry-after")).toBe(true);
  });

  test.for([
    { name: "a redirect", message: "HTTP/1.1 304 X\n\n", options: {}, why: /no failure/ },
    { name: "a success", message: "HTTP/1.1 200 X\n\nok", options: {}, why: /certain/ },
    {
      name: "a success, soft errors off",
      message: "HTTP/1.1 200 X\n\nok",
      options: { softErrors: false },
      why: /off/,
    },
  ])("$name passes untouched", async ({ message, options, why }) => {
    const said = await explain(message, options);
    expect([said.outcome, said.answer, said.facts]).toEqual(["success", null, null]);
    expect(said.steps.at(-1)?.why).toMatch(why);
  });

  test("a failure that is v4 already leaves with its own words, whatever its status", async () => {
    const body = '{"error":{"type":"internal","code":"unknown_error","message":"Try the blue button"}}';
    const said = await explain(`HTTP/1.1 500 X\nContent-Type: application/json\n\n${body}`);
    expect(said.answer).toEqual({
      status: 500,
      headers: { "content-type": "application/json" },
      body: JSON.parse(body),
    });
    expect([said.outcome, said.mapped_by]).toEqual(["failure", "v4"]);
    expect(said.steps.at(-1)?.why).toMatch(/byte for byte/);
  });

  test("a v4 429 without a delay gets one", async () => {
    const body = '{"error":{"type":"request","code":"rate_limited","message":"Slow down"}}';
    const said = await explain(`HTTP/1.1 429 X\nContent-Type: application/json\n\n${body}`);
    expect(said.answer?.headers).toEqual({ "content-type": "application/json", "retry-after": "60" });
    expect(said.steps.some(({ why }) => why.includes("lacks retry-after"))).toBe(true);
  });

  test("a stream is not looked at for a soft error", async () => {
    const said = await explain(
      'HTTP/1.1 200 X\nContent-Type: text/event-stream\n\n{"success":false,"error":"no"}',
    );
    expect(said.outcome).toBe("success");
  });

  test("a coded body is undone; one that a tool has undone already is read as it is", async () => {
    const coded = {
      status: 500,
      headers: { "content-encoding": "gzip" },
      body_base64: gzipSync("oh no").toString("base64"),
    };
    expect((await explain(JSON.stringify(coded))).upstream.form).toBe("text");
    expect((await explain("HTTP/1.1 500 X\ncontent-encoding: br\n\noh no")).upstream.form).toBe("text");
    const zstd = { status: 500, headers: { "content-encoding": "zstd" }, body_base64: "KLUv/QBYAAA=" };
    expect((await explain(JSON.stringify(zstd))).upstream.form).toBe("unread");
  });
});
