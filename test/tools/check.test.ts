import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Environment } from "../../src/config.ts";
import type { RuleInput } from "../../src/config/rules.ts";
import { checkConfiguration } from "../../tools/check-config.ts";
import { check } from "../../tools/check.ts";
import { run } from "./run.ts";

const UPSTREAM_URL = "https://legacy.example.com";

interface Row {
  readonly why: string;
  readonly env: Environment;
  readonly bundled?: readonly RuleInput[];
  readonly errors?: readonly RegExp[];
  readonly warnings?: readonly RegExp[];
}

const then = { code: "conflict" } as const;

const ROWS: readonly Row[] = [
  { why: "an upstream is enough", env: { UPSTREAM_URL } },
  { why: "a service binding is enough", env: { UPSTREAM: { fetch: () => undefined } } },
  { why: "no upstream", env: {}, errors: [/^UPSTREAM_URL: is missing.*--var UPSTREAM_URL/] },
  {
    why: "a wrong code, and one that is near",
    env: { UPSTREAM_URL, RULES: [{ then: { code: "notfound" } }] },
    errors: [/^RULES\[0\]\.then\.code: "notfound" is not one of .*did you mean "not_found"\?/],
  },
  {
    why: "a bundled rule is named by its file",
    env: { UPSTREAM_URL },
    bundled: [{ then: { code: "conflict", status: 404 } }],
    errors: [/^src\/rules\.ts\[0\]\.then\.status: 404 does not go with "conflict"/],
  },
  {
    why: "a variable that nothing reads",
    env: { UPSTREAM_URL, UPSTREAM_TIMOUT_MS: 5 },
    warnings: [/^UPSTREAM_TIMOUT_MS: .*did you mean "UPSTREAM_TIMEOUT_MS"\?/],
  },
  {
    why: "a secret in the file",
    env: { UPSTREAM_URL, ADMIN_TOKEN: "x" },
    warnings: [/^ADMIN_TOKEN: .*wrangler secret put/],
  },
  {
    why: "a variable over 5 KB",
    env: {
      UPSTREAM_URL,
      RULES: Array.from({ length: 98 }, (_, index) => ({ when: { code: `CODE_${index}` }, then })),
    },
    warnings: [/^RULES: is 5\d\d\d bytes.*src\/rules\.ts/],
  },
  {
    why: "a variable just under 5 KB",
    env: { UPSTREAM_URL, CORS_ORIGINS: `https://a.example,${"https://b.example,".repeat(283)}` },
  },
  {
    why: "a rule behind a broader one",
    env: {
      UPSTREAM_URL,
      RULES: [
        { when: { status: "4xx" }, then },
        { when: { status: 404, code: "E1" }, then },
      ],
    },
    warnings: [/^RULES\[1\]: is never reached: RULES\[0\]/],
  },
  {
    why: "a bundled rule behind a variable's",
    env: { UPSTREAM_URL, RULES: [{ when: { code: "E1" }, then }] },
    bundled: [{ when: { code: "E1", status: 409 }, then }],
    warnings: [/^src\/rules\.ts\[0\]: is never reached: RULES\[0\]/],
  },
  {
    why: "the narrow rule first",
    env: {
      UPSTREAM_URL,
      RULES: [
        { when: { status: 404 }, then },
        { when: { status: "4xx" }, then },
      ],
    },
  },
  {
    why: "a malformed rule shadows nothing",
    env: { UPSTREAM_URL, RULES: [{ then: { code: "x" } }, { when: { status: 404 }, then }] },
    errors: [/^RULES\[0\]/],
  },
  {
    why: "a route behind a broader one",
    env: { UPSTREAM_URL, ROUTES: [{ path: "/v3/*" }, { path: "/v3/users" }] },
    warnings: [/^ROUTES\[1\]: is never reached: ROUTES\[0\]/],
  },
  {
    why: "a path that no URL spells so",
    env: { UPSTREAM_URL, ROUTES: [{ path: "/café/*" }], RULES: [{ when: { path: "/a/../b" }, then }] },
    warnings: [/^RULES\[0\]\.when\.path: never matches/, /^ROUTES\[0\]\.path: .*caf%C3%A9/],
  },
  {
    why: "statuses that are no failure",
    env: { UPSTREAM_URL, RULES: [{ when: { status: [200, "3xx"] }, then }] },
    warnings: [/^RULES\[0\]\.when\.status: never matches: a 2xx/],
  },
  {
    why: "a 2xx where soft errors are on",
    env: {
      UPSTREAM_URL,
      ROUTES: [{ path: "/soft/*", soft_errors: true }],
      RULES: [{ when: { status: 200 }, then }],
    },
  },
  {
    why: "a method that is none",
    env: { UPSTREAM_URL, RULES: [{ when: { method: "GTE" }, then }] },
    warnings: [/^RULES\[0\]\.when\.method: .*did you mean "GET"/],
  },
];

describe("checkConfiguration", () => {
  test.for(ROWS)("$why", async ({ env, bundled = [], errors = [], warnings = [] }) => {
    const found = await checkConfiguration(env, bundled);
    const lines = (list: typeof found.errors): readonly string[] =>
      list.map(({ key, message }) => `${key}: ${message}`);
    expect(lines(found.errors)).toEqual(errors.map((pattern) => expect.stringMatching(pattern) as string));
    expect(lines(found.warnings)).toEqual(
      warnings.map((pattern) => expect.stringMatching(pattern) as string),
    );
  });
});

const folder = mkdtempSync(join(tmpdir(), "check-"));
const HEAD = 'name = "x"\nmain = "src/worker.ts"\ncompatibility_date = "2026-10-23"\n';

function written(name: string, toml: string): string {
  const file = join(folder, name);
  writeFileSync(file, HEAD + toml);
  return file;
}

describe("npm run check", async () => {
  test("the project's own wrangler.toml, with an upstream", async () => {
    const ran = await run(check, ["--strict", "--var", "UPSTREAM_URL:https://legacy.example.com"]);
    expect(ran.stdout).toContain("0 errors, 0 warnings");
    expect(ran.status).toBe(0);
  });

  test("an error ends with 1, a warning only when strict", async () => {
    const odd = written("odd.toml", `[vars]\nUPSTREAM_URL = "${UPSTREAM_URL}"\nMODUS = "observe"\n`);
    expect((await run(check, ["-c", odd])).status).toBe(0);
    expect((await run(check, ["-c", odd, "--strict"])).status).toBe(1);
    const wrong = written("wrong.toml", `[vars]\nUPSTREAM_URL = "legacy"\n`);
    const ran = await run(check, ["-c", wrong]);
    expect(ran.stdout).toContain('UPSTREAM_URL: "legacy" is not an absolute');
    expect(ran.status).toBe(1);
  });

  test("arrays of tables arrive as rules, and --json is for machines", async () => {
    const file = written(
      "rules.toml",
      `[vars]\nUPSTREAM_URL = "${UPSTREAM_URL}"\n[[vars.RULES]]\nwhen = { status = 302 }\nthen = { code = "conflict" }\n`,
    );
    const { errors, warnings } = JSON.parse((await run(check, ["-c", file, "--json"])).stdout) as {
      errors: unknown[];
      warnings: { key: string }[];
    };
    expect(errors).toEqual([]);
    expect(warnings.map(({ key }) => key)).toEqual(["RULES[0].when.status"]);
  });

  test.for([
    { why: "no such file", args: ["-c", "nowhere.toml"], status: 1, says: "Cannot read nowhere.toml" },
    { why: "no TOML", args: ["-c", written("broken.toml", "vars = [")], status: 1, says: "Cannot read" },
    { why: "an option that is none", args: ["--srict"], status: 2, says: "Usage: npm run check" },
    { why: "a variable without a value", args: ["--var", "MODE"], status: 2, says: "expected KEY:VALUE" },
  ])("$why: said, and no stack", async ({ args, status, says }) => {
    const ran = await run(check, args);
    expect(ran.stderr).toContain(says);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(ran.status).toBe(status);
  });
});
