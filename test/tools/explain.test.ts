import { describe, expect, test } from "vitest";
import type { Explanation } from "../../src/capture/explain.ts";
import { explain } from "../../tools/explain.ts";
import { run } from "./run.ts";

const NOT_FOUND = 'HTTP/2 404\ncontent-type: application/json\n\n{"detail":"No such user"}';
const V4 = '{"error":{"type":"resource","code":"not_found","message":"No user 8"}}';

describe("npm run explain", async () => {
  test("curl -i on standard input: the verdict and each step", async () => {
    const { stdout, status } = await run(explain, ["-p", "/v3/users/8"], NOT_FOUND);
    expect(status).toBe(0);
    expect(stdout).toContain("GET /v3/users/8: the upstream answered 404");
    expect(stdout).toMatch(/1\. decode .*\n.*2\. dialect .*general-json/);
    expect(stdout).toContain('"code": "not_found"');
    expect(stdout).toContain("decided by status");
  });

  test("a file, as JSON", async () => {
    const { stdout } = await run(explain, ["test/testing/specs/soap-fault.in.http", "--json"]);
    const explanation = JSON.parse(stdout) as Explanation;
    expect(explanation).toMatchObject({ outcome: "failure", dialect: "soap", mapped_by: "vocabulary" });
    expect(explanation.request).toEqual({ method: "POST", path: "/soap/orders" });
    expect(explanation.answer?.status).toBe(404);
  });

  test.for([
    { why: "a success", input: "HTTP/1.1 200 OK\n\nfine", says: "It passes untouched." },
    {
      why: "what is v4 already",
      input: `HTTP/1.1 404 Not Found\ncontent-type: application/json\n\n${V4}`,
      says: "It is v4 already: it keeps its bytes.",
    },
    {
      why: "what is v4 but for its media type",
      input: `HTTP/1.1 404 Not Found\ncontent-type: text/plain\n\n${V4}`,
      says: "keeps its bytes and gets a content-type",
    },
  ])("$why is said to pass", async ({ input, says }) => {
    expect((await run(explain, [], input)).stdout).toContain(says);
  });

  test("soft errors are off, and on", async () => {
    const soft =
      'HTTP/1.1 200 OK\ncontent-type: application/json\n\n{"success":false,"message":"No such order"}';
    expect((await run(explain, [], soft)).stdout).toContain("It passes untouched.");
    expect((await run(explain, ["--soft-errors"], soft)).stdout).toContain("HTTP 400");
  });

  test.for([
    { why: "an empty input", args: [], input: "", status: 1, says: "It is empty" },
    { why: "no message", args: [], input: "hello", status: 1, says: "no status line" },
    { why: "no such file", args: ["nowhere.http"], input: "", status: 1, says: "Cannot read nowhere.http" },
    { why: "two files", args: ["a", "b"], input: "", status: 2, says: "expected one" },
    { why: "no such option", args: ["--jsn"], input: "", status: 2, says: "Usage: npm run explain" },
  ])("$why: said, and no stack", async ({ args, input, status, says }) => {
    const ran = await run(explain, args, input);
    expect(ran.stderr).toContain(says);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(ran.status).toBe(status);
  });
});
