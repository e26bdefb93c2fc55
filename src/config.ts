import { toList } from "./config/entry.ts";
import type { Checked, Problem } from "./config/problem.ts";
import { compileRoutes } from "./config/routes.ts";
import { compileRules } from "./config/rules.ts";
import { readValue } from "./config/values.ts";
import { VARIABLES, type ValueOf, type VariableName } from "./config/variables.ts";
import { RULES } from "./rules.ts";
import type { Config, Settings } from "./settings.ts";

type Values = { readonly [N in VariableName]: ValueOf<N> | (typeof VARIABLES)[N]["fallback"] };

/** A Worker's environment as the configuration sees it: variables, secrets and bindings by name. */
export type Environment = Readonly<Record<string, unknown>>;

/**
 * Reads and validates the whole configuration, or says everything that is wrong with it; pure.
 *
 * @example
 * readConfig({ UPSTREAM_URL: "https://legacy.example.com" }).ok; // true
 */
export function readConfig(env: Environment, bundledRules: readonly unknown[] = RULES): Checked<Config> {
  const problems: Problem[] = [];
  const settle = <T>(checked: Checked<T>, fallback: T): T => {
    if (checked.ok) return checked.value;
    problems.push(...checked.problems);
    return fallback;
  };
  const values = readValues(env, problems);
  const bound = isFetcher(env["UPSTREAM"]);
  if (values.UPSTREAM_URL === undefined && !bound && !problems.some(({ key }) => key === "UPSTREAM_URL")) {
    problems.push({
      key: "UPSTREAM_URL",
      message: `is missing, expected ${VARIABLES.UPSTREAM_URL.kind.expected}`,
    });
  }
  if (values.RETRY_AFTER_DEFAULT_S > values.RETRY_AFTER_MAX_S) {
    const message = `${values.RETRY_AFTER_DEFAULT_S} is more than RETRY_AFTER_MAX_S, expected at most ${values.RETRY_AFTER_MAX_S}`;
    problems.push({ key: "RETRY_AFTER_DEFAULT_S", message });
  }
  const base = toSettings(values, bound);
  const routes = settle(compileRoutes(settle(toList("ROUTES", env["ROUTES"]), []), base), []);
  const rules = [
    ...settle(compileRules("RULES", settle(toList("RULES", env["RULES"]), [])), []),
    ...settle(compileRules("src/rules.ts", bundledRules), []),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      settingsFor: (_method, path) => routes.find(({ matches }) => matches(path))?.settings ?? base,
      rules,
      adminPath: values.ADMIN_PATH,
      adminToken: values.ADMIN_TOKEN,
    },
  };
}

function readValues(env: Environment, problems: Problem[]): Values {
  const values: Record<string, unknown> = {};
  for (const [name, { kind, fallback }] of Object.entries(VARIABLES)) {
    const read = readValue<unknown, unknown>(name, kind, env[name], fallback);
    if (!read.ok) problems.push(...read.problems);
    values[name] = read.ok ? read.value : fallback;
  }
  return values as Values;
}

function toSettings(values: Values, bound: boolean): Settings {
  return {
    route: undefined,
    upstream: values.UPSTREAM_URL,
    bound,
    mode: values.MODE,
    timeoutMs: values.UPSTREAM_TIMEOUT_MS,
    bodyTimeoutMs: values.ERROR_BODY_TIMEOUT_MS,
    bodyLimitBytes: values.ERROR_BODY_LIMIT_BYTES,
    retryAfterDefaultS: values.RETRY_AFTER_DEFAULT_S,
    retryAfterMaxS: values.RETRY_AFTER_MAX_S,
    softErrors: values.SOFT_ERRORS,
    messages: values.MESSAGES,
    corsOrigins: values.CORS_ORIGINS,
  };
}

/** Whether a binding can be asked for an answer: a service binding, a VPC service, an mTLS certificate. */
function isFetcher(value: unknown): boolean {
  return typeof value === "object" && value !== null && "fetch" in value && typeof value.fetch === "function";
}

const READ = new WeakMap<Environment, Checked<Config>>();

/** The configuration of this isolate: the environment is read once, however many requests it serves. */
export function configOf(env: Environment): Checked<Config> {
  let config = READ.get(env);
  if (config === undefined) {
    config = readConfig(env);
    READ.set(env, config);
  }
  return config;
}
