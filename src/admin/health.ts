import { readValue, secret, toList, type Kind } from "../config/values.ts";
import { VARIABLES } from "../config/variables.ts";
import type { Env } from "../proxy/exchange.ts";
import type { Config } from "../settings.ts";

/** Which stores are bound; with neither, counts go to the console. */
export interface Sinks {
  readonly durable_object: boolean;
  readonly analytics_engine: boolean;
  readonly console: boolean;
}

/** What `health` answers: plain data, and no secret. */
export interface Health {
  readonly status: "ok";
  /** The deployed version; `null` where `CF_VERSION_METADATA` is not bound. */
  readonly version: Readonly<Record<string, string>> | null;
  readonly sinks: Sinks;
  /** Each variable's value as it is in force, and how many routes and rules there are. */
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** The state of the Worker that answers; the stores are named, not asked. */
export function healthOf(env: Env, config: Config): Health {
  return {
    status: "ok",
    version: versionOf(env.CF_VERSION_METADATA),
    sinks: sinksOf(env),
    configuration: configurationOf(env, config),
  };
}

/** The sinks that this environment has. */
export function sinksOf(env: Env): Sinks {
  const durable_object = env.DISTRIBUTION !== undefined;
  const analytics_engine = env.ANALYTICS !== undefined;
  return { durable_object, analytics_engine, console: !durable_object && !analytics_engine };
}

function versionOf(metadata: unknown): Readonly<Record<string, string>> | null {
  if (typeof metadata !== "object" || metadata === null) return null;
  const named = ["id", "tag", "timestamp"].map((name) => [name, Reflect.get(metadata, name)] as const);
  return Object.fromEntries(
    named.filter((entry): entry is readonly [string, string] => typeof entry[1] === "string"),
  );
}

function configurationOf(env: Env, config: Config): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [name, { kind, fallback }] of Object.entries(VARIABLES)) {
    if ((kind as Kind<unknown>) === secret) continue;
    const read = readValue<unknown, unknown>(name, kind, env[name], fallback);
    values[name] = (read.ok ? read.value : fallback) ?? null;
  }
  const routes = toList("ROUTES", env["ROUTES"]);
  return {
    ...values,
    UPSTREAM: env.UPSTREAM === undefined ? null : "bound",
    ROUTES: routes.ok ? routes.value.length : 0,
    RULES: config.rules.length,
  };
}
