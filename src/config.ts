import type { Checked, Problem } from "./config/problem.ts";
import type { CompiledRoute } from "./config/routes.ts";
import { readValue, toList } from "./config/values.ts";
import { VARIABLES, type ValueOf, type VariableName } from "./config/variables.ts";
import type { CompiledRule } from "./policy/rules.ts";
import { RULES } from "./rules.ts";
import type { Config, Settings } from "./settings.ts";

type Values = { readonly [N in VariableName]: ValueOf<N> | (typeof VARIABLES)[N]["fallback"] };

/** A Worker's environment as the configuration sees it: variables, secrets and bindings by name. */
export type Environment = Readonly<Record<string, unknown>>;

/**
 * Reads and validates the whole configuration, or says everything that is wrong with it.
 *
 * @example
 * (await readConfig({ UPSTREAM_URL: "https://legacy.example.com" })).ok; // true
 */
export async function readConfig(
  env: Environment,
  bundledRules: readonly unknown[] = RULES,
): Promise<Checked<Config>> {
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
  const routes = settle(await readRoutes(settle(toList("ROUTES", env["ROUTES"]), []), base), []);
  const rules = [
    ...settle(await readRules("RULES", settle(toList("RULES", env["RULES"]), [])), []),
    ...settle(await readRules("src/rules.ts", bundledRules), []),
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

// What reads a list, and the dialects that rules may name with it, is evaluated only where there is one to read.
async function readRoutes(
  list: readonly unknown[],
  base: Settings,
): Promise<Checked<readonly CompiledRoute[]>> {
  if (list.length === 0) return NONE;
  const { compileRoutes } = await import("./config/routes.ts");
  return compileRoutes(list, base);
}

async function readRules(name: string, list: readonly unknown[]): Promise<Checked<readonly CompiledRule[]>> {
  if (list.length === 0) return NONE;
  const { compileRules } = await import("./config/rules.ts");
  return compileRules(name, list);
}

const NONE: Checked<readonly never[]> = { ok: true, value: [] };

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
export async function configOf(env: Environment): Promise<Checked<Config>> {
  const known = READ.get(env);
  if (known !== undefined) return known;
  const config = await readConfig(env);
  // Not the promise: workerd lets no request wait for what another one began.
  READ.set(env, config);
  return config;
}
