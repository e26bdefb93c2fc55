import { describe, expect, test } from "vitest";
import { formatProblem } from "../src/config/problem.ts";
import { VARIABLES, type VariableName } from "../src/config/variables.ts";
import { configOf, readConfig, type Environment } from "../src/config.ts";
import type { Config, Settings } from "../src/settings.ts";

const UPSTREAM_URL = "https://legacy.example.com/base";

async function configFrom(env: Environment): Promise<Config> {
  const config = await readConfig({ UPSTREAM_URL, ...env }, []);
  if (!config.ok) throw new Error(config.problems.map(formatProblem).join("\n"));
  return config.value;
}

async function settingsFrom(env: Environment): Promise<Settings> {
  return (await configFrom(env)).settingsFor("GET", "/");
}

async function problemsOf(env: Environment): Promise<readonly string[]> {
  const config = await readConfig(env, []);
  return config.ok ? [] : config.problems.map(formatProblem);
}

describe("the defaults", () => {
  test("are the documented ones", async () => {
    expect(await settingsFrom({})).toMatchObject({
      route: undefined,
      bound: false,
      mode: "enforce",
      timeoutMs: 30_000,
      bodyTimeoutMs: 5000,
      bodyLimitBytes: 65_536,
      retryAfterDefaultS: 60,
      retryAfterMaxS: 86_400,
      softErrors: false,
      messages: "4xx",
      corsOrigins: [],
    });
    expect((await settingsFrom({})).upstream?.href).toBe(UPSTREAM_URL);
    expect(await configFrom({})).toMatchObject({ rules: [], adminPath: "/__errors", adminToken: undefined });
  });

  test("stand in for what is empty", async () => {
    const empty = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, ""]));
    expect(await settingsFrom({ ...empty, UPSTREAM_URL })).toEqual(await settingsFrom({}));
  });
});

interface Good {
  readonly env: Environment;
  readonly reads: Partial<Settings>;
}

const GOOD: readonly Good[] = [
  { env: { MODE: "observe" }, reads: { mode: "observe" } },
  { env: { UPSTREAM_TIMEOUT_MS: 500 }, reads: { timeoutMs: 500 } },
  { env: { UPSTREAM_TIMEOUT_MS: " 500 " }, reads: { timeoutMs: 500 } },
  { env: { ERROR_BODY_TIMEOUT_MS: "60000" }, reads: { bodyTimeoutMs: 60_000 } },
  { env: { ERROR_BODY_LIMIT_BYTES: 256 }, reads: { bodyLimitBytes: 256 } },
  { env: { RETRY_AFTER_DEFAULT_S: 1 }, reads: { retryAfterDefaultS: 1 } },
  { env: { RETRY_AFTER_MAX_S: 60 }, reads: { retryAfterMaxS: 60 } },
  { env: { SOFT_ERRORS: true }, reads: { softErrors: true } },
  { env: { SOFT_ERRORS: "true" }, reads: { softErrors: true } },
  { env: { SOFT_ERRORS: "0" }, reads: { softErrors: false } },
  { env: { MESSAGES: "none" }, reads: { messages: "none" } },
  { env: { CORS_ORIGINS: "*" }, reads: { corsOrigins: ["*"] } },
  {
    env: { CORS_ORIGINS: "https://a.example, https://b.example:8443" },
    reads: { corsOrigins: ["https://a.example", "https://b.example:8443"] },
  },
  { env: { CORS_ORIGINS: ["https://a.example"] }, reads: { corsOrigins: ["https://a.example"] } },
];

test.for(GOOD)("$env reads as $reads", async ({ env, reads }) => {
  expect(await settingsFrom(env)).toMatchObject(reads);
});

interface Bad {
  readonly name: VariableName;
  readonly value: unknown;
  readonly says?: string;
}

const BAD: readonly Bad[] = [
  { name: "UPSTREAM_URL", value: "legacy" },
  { name: "UPSTREAM_URL", value: "ftp://legacy.example.com" },
  { name: "UPSTREAM_URL", value: "https://legacy.example.com/?a=1" },
  { name: "UPSTREAM_URL", value: "https://legacy.example.com/#top" },
  { name: "UPSTREAM_URL", value: 7 },
  { name: "MODE", value: "Observe" },
  { name: "UPSTREAM_TIMEOUT_MS", value: 0 },
  { name: "UPSTREAM_TIMEOUT_MS", value: 600_001 },
  { name: "UPSTREAM_TIMEOUT_MS", value: 1.5 },
  { name: "UPSTREAM_TIMEOUT_MS", value: "30s" },
  { name: "ERROR_BODY_TIMEOUT_MS", value: -1 },
  { name: "ERROR_BODY_TIMEOUT_MS", value: true },
  { name: "ERROR_BODY_LIMIT_BYTES", value: 255 },
  { name: "ERROR_BODY_LIMIT_BYTES", value: "64 KB" },
  { name: "RETRY_AFTER_DEFAULT_S", value: 0 },
  { name: "RETRY_AFTER_MAX_S", value: "a day" },
  { name: "SOFT_ERRORS", value: "yes" },
  { name: "SOFT_ERRORS", value: 1 },
  { name: "MESSAGES", value: "5xx" },
  { name: "CORS_ORIGINS", value: "app.example.com" },
  { name: "CORS_ORIGINS", value: "https://app.example.com/" },
  { name: "CORS_ORIGINS", value: "null" },
  { name: "ADMIN_PATH", value: "__errors" },
  { name: "ADMIN_PATH", value: "/__errors/" },
  { name: "ADMIN_PATH", value: "/a/../b" },
  { name: "ADMIN_PATH", value: "/" },
  { name: "ADMIN_TOKEN", value: " " },
];

test.for(BAD)("$name = $value is named, with what is expected", async ({ name, value }) => {
  const [problem, ...others] = await problemsOf({ UPSTREAM_URL, [name]: value });
  expect(problem).toBe(
    `${name}: ${name === "ADMIN_TOKEN" ? "the value" : JSON.stringify(value)} is not ${VARIABLES[name].kind.expected}`,
  );
  expect(others).toEqual([]);
});

test("every variable has a bad value here", () => {
  expect(new Set(BAD.map(({ name }) => name))).toEqual(new Set(Object.keys(VARIABLES)));
});

describe("the upstream", () => {
  test("is required", async () => {
    expect(await problemsOf({})).toEqual([
      expect.stringMatching(/^UPSTREAM_URL: is missing, expected an absolute/),
    ]);
  });

  test("may be a binding alone", async () => {
    const config = await readConfig({ UPSTREAM: { fetch: () => undefined } }, []);
    expect(config.ok && config.value.settingsFor("GET", "/")).toMatchObject({
      bound: true,
      upstream: undefined,
    });
  });

  test.for([{ UPSTREAM: "legacy" }, { UPSTREAM: {} }, { UPSTREAM: null }])(
    "%o binds nothing",
    async (env) => {
      expect(await problemsOf(env)).toHaveLength(1);
    },
  );

  test("with a credential is refused, and the credential is not repeated", async () => {
    const [problem] = await problemsOf({ UPSTREAM_URL: "https://user:hunter2@legacy.example.com" });
    expect(problem).toContain('"https://…@legacy.example.com" is not');
    expect(problem).not.toContain("hunter2");
  });
});

describe("the whole", () => {
  test("everything that is wrong is said at once", async () => {
    const problems = await problemsOf({ MODE: "watch", MESSAGES: "5xx", ROUTES: [{}], RULES: [{}] });
    expect(problems.map((line) => line.slice(0, line.indexOf(":")))).toEqual([
      "MODE",
      "MESSAGES",
      "UPSTREAM_URL",
      "ROUTES[0].path",
      "RULES[0].then",
    ]);
  });

  test("a default that is more than the most is refused", async () => {
    expect(await problemsOf({ UPSTREAM_URL, RETRY_AFTER_MAX_S: 30 })).toEqual([
      "RETRY_AFTER_DEFAULT_S: 60 is more than RETRY_AFTER_MAX_S, expected at most 30",
    ]);
  });

  test("a token is never quoted, however wrong", async () => {
    expect((await problemsOf({ UPSTREAM_URL, ADMIN_TOKEN: 12_345 })).join()).not.toContain("12345");
  });

  test("the first route that matches has its say, everything else is global", async () => {
    const config = await configFrom({
      MODE: "observe",
      ROUTES: [{ path: "/v3/*", mode: "enforce" }, { path: "/v3/users" }],
    });
    expect(config.settingsFor("GET", "/v3/users")).toMatchObject({ route: "/v3/*", mode: "enforce" });
    expect(config.settingsFor("GET", "/v4")).toMatchObject({ route: undefined, mode: "observe" });
  });

  test("the variable's rules are tried before the bundled ones", async () => {
    const then = { code: "conflict" };
    const config = await readConfig({ UPSTREAM_URL, RULES: [{ then }] }, [{ then }]);
    expect(config.ok && config.value.rules.map(({ name }) => name)).toEqual(["RULES[0]", "src/rules.ts[0]"]);
  });

  test("an environment is read once", async () => {
    const env = { UPSTREAM_URL };
    expect(await configOf(env)).toBe(await configOf(env));
    expect(await configOf({ UPSTREAM_URL })).not.toBe(await configOf(env));
  });
});
