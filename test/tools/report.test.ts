import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { report } from "../../tools/report.ts";
import type { ReportData } from "../../tools/report-data.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "report-"));
const V4 = { error: { type: "resource", code: "not_found", message: "No user 8" } };

interface Exchange {
  readonly request: { readonly method: string; readonly path: string };
  readonly response: {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: string;
  };
}

function exchange(path: string, status: number, type: string, body: unknown): Exchange {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    request: { method: "GET", path },
    response: { status, headers: { "content-type": type }, body: text },
  };
}

const EXCHANGES: readonly Exchange[] = [
  exchange("/v3/users/7", 200, "application/json", { id: 7 }),
  exchange("/v3/users/8", 404, "application/json", V4),
  exchange("/orders/12", 500, "application/json", { code: "E4711", message: "Card <b>declined</b>" }),
  exchange("/orders/13", 500, "application/json", { code: "E4711", message: "Card <b>declined</b>" }),
  exchange("/stock", 503, "text/html", "<html><h1>Maintenance</h1></html>"),
  exchange("/search", 429, "text/plain", "slow down"),
  exchange("/soft", 200, "application/json", { success: false, message: "No such order" }),
];

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const ndjson = write("a.ndjson", EXCHANGES.map((one) => JSON.stringify(one)).join("\n"));
const har = write(
  "a.har",
  JSON.stringify({
    log: {
      version: "1.2",
      entries: EXCHANGES.map(({ request, response }) => ({
        request: { method: request.method, url: `https://api.example.com${request.path}?q=1`, headers: [] },
        response: {
          status: response.status,
          headers: [
            { name: ":status", value: "200" },
            { name: "content-encoding", value: "gzip" },
          ],
          content: {
            mimeType: response.headers["content-type"],
            text: Buffer.from(response.body).toString("base64"),
            encoding: "base64",
          },
        },
      })),
    },
  }),
);
const raw = join(folder, "raw");
mkdirSync(raw);
for (const [index, { request, response }] of EXCHANGES.entries()) {
  const fields = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}`);
  writeFileSync(
    join(raw, `${index}.http`),
    [`GET ${request.path} HTTP/1.1`, "", `HTTP/1.1 ${response.status} X`, ...fields, "", response.body].join(
      "\r\n",
    ),
  );
}
writeFileSync(join(raw, "notes.txt"), "not read");

const config = write(
  "rules.toml",
  'name = "x"\ncompatibility_date = "2026-10-23"\n[[vars.RULES]]\nwhen = { code = "E4711" }\nthen = { code = "purchase_fraud" }\n',
);

async function dataOf(args: readonly string[], input = ""): Promise<ReportData> {
  const ran = await run(report, [...args, "--json"], input);
  expect(ran.stderr).toBe("");
  return JSON.parse(ran.stdout) as ReportData;
}

describe("npm run report", { timeout: 60_000 }, () => {
  let data: ReportData;
  beforeAll(async () => {
    data = await dataOf([ndjson]);
  }, 60_000);

  test("counts what is there", () => {
    expect(data).toMatchObject({ exchanges: 7, failures: 5, successes: 2, soft_off: 1, skipped: [] });
    expect(data.before).toMatchObject({ conformant: 1, rate_limited: 1, rate_limited_without_delay: 1 });
    expect(data.before.status).toContainEqual({ name: "500", count: 2 });
    expect(data.after.retry_after_source).toEqual([{ name: "default", count: 1 }]);
  });

  test("what is not conformant today, by route with ids folded", () => {
    expect(data.before.non_conformant[0]).toEqual({
      route: "/orders/:id",
      status: 500,
      media_type: "application/json",
      why: "no v4 envelope",
      count: 2,
    });
    expect(data.before.non_conformant.map(({ route }) => route)).not.toContain("/v3/users/:id");
  });

  test("a HAR, raw messages and standard input say the same", async () => {
    expect(await dataOf([har])).toEqual(data);
    expect(await dataOf([raw])).toEqual(data);
    expect(await dataOf(["-"], readFileSync(ndjson, "utf8"))).toEqual(data);
  });

  test("several sources add up", async () => {
    expect((await dataOf([ndjson, har])).exchanges).toBe(14);
  });

  test("each unmapped group has a rule that the configuration takes, and that then decides", async () => {
    expect(data.unmapped.map(({ count }) => count)).toEqual([2, 1, 1]);
    const [first] = data.unmapped;
    expect(first).toMatchObject({ upstream_code: "E4711", route: "/orders/:id" });
    expect(first?.rule).toContain('code = "E4711"');
    const toml = `name = "x"\ncompatibility_date = "2026-10-23"\n${data.unmapped.map(({ rule }) => rule).join("\n")}`;
    const after = await dataOf([ndjson, "-c", write("grown.toml", toml)]);
    expect(after.unmapped).toEqual([]);
    expect(after.after.mapped_by).toContainEqual({ name: "rule", count: 4 });
    expect((await readConfig({ UPSTREAM_URL: "http://x.example" })).ok).toBe(true);
  });

  test("one's own rules count", async () => {
    const own = await dataOf([ndjson, "-c", config]);
    expect(own.after.flows).toContainEqual({
      from: "500 application/json",
      to: "422 purchase_fraud",
      count: 2,
    });
  });

  test("what a rule passes is not called conformant", async () => {
    const toml = `name = "x"\ncompatibility_date = "2026-10-23"\n[[vars.RULES]]\nwhen = { code = "E4711" }\nthen = { pass = true }\n`;
    const own = await dataOf([ndjson, "-c", write("pass.toml", toml)]);
    expect(own.after.non_conformant).toBe(2);
    expect(own.after.code).toContainEqual({ name: "passed by a rule", count: 2 });
    expect(data.after.non_conformant).toBe(0);
  });

  test("text for a terminal", async () => {
    const { stdout } = await run(report, [ndjson]);
    expect(stdout).toContain("7 exchanges, 5 failures (71 %)");
    expect(stdout).toContain("not conformant   4 of 5 (80 %)");
    expect(stdout).toContain("SOFT_ERRORS = true");
    expect(stdout).toMatch(/\[\[vars\.RULES\]\]\n.*code = "E4711"/);
  });

  test("--html writes one page that asks for nothing and runs nothing", async () => {
    const file = join(folder, "report.html");
    const odd = exchange("/a<script>b", 418, 'x/"><script>', "<script>alert(1)</script>");
    const ran = await run(report, [write("odd.ndjson", JSON.stringify(odd)), ndjson, "--html", file]);
    expect(ran).toMatchObject({ status: 0, stdout: "" });
    const page = readFileSync(file, "utf8");
    expect(page).toContain("default-src 'none'");
    expect(page).toContain("E4711");
    expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import/i);
  });

  test.for([
    { why: "lines that are no JSON", line: "hello", reason: "no JSON" },
    {
      why: "an aborted request of a browser",
      line: '{"request":{},"response":{"status":0}}',
      reason: "no answer in it",
    },
    { why: "a list", line: "[1]", reason: "no answer in it" },
  ])("$why are left out, counted and named", async ({ line, reason }) => {
    const read = await dataOf(["-"], `${line}\n${JSON.stringify(EXCHANGES[1])}\n`);
    expect(read.skipped).toEqual([{ name: reason, count: 1 }]);
    expect(read.exchanges).toBe(1);
  });

  test("no failure: says so", async () => {
    const { stdout } = await run(report, ["-"], JSON.stringify(EXCHANGES[0]));
    expect(stdout).toContain("nothing would change");
  });

  test.for([
    { why: "no file", args: [], status: 2, says: "Usage: npm run report" },
    { why: "no such file", args: ["nowhere.har"], status: 1, says: "Cannot read nowhere.har" },
    { why: "an empty file", args: [write("empty.ndjson", "")], status: 1, says: "there is no exchange" },
    {
      why: "a configuration that is wrong",
      args: [ndjson, "-c", "nowhere.toml"],
      status: 1,
      says: "nowhere.toml",
    },
  ])("$why: said, and no stack", async ({ args, status, says }) => {
    const ran = await run(report, args);
    expect(ran.stderr).toContain(says);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(ran.status).toBe(status);
  });
});
