import { METHODS } from "node:http";
import { readConfig, type Environment } from "../src/config.ts";
import { toList } from "../src/config/values.ts";
import { didYouMean, type Problem } from "../src/config/problem.ts";
import type { RouteInput } from "../src/config/routes.ts";
import type { RuleInput } from "../src/config/rules.ts";
import { LISTS, VARIABLES } from "../src/config/variables.ts";
import { covers, coversPath } from "./shadow.ts";

/** What is wrong with a configuration, and what is odd about it. */
export interface Findings {
  /** The proxy would answer every request with a 500. */
  readonly errors: readonly Problem[];
  /** It would run, and something in it does nothing, or not what it seems to. */
  readonly warnings: readonly Problem[];
}

const VARIABLE_LIMIT = 5120;
const KNOWN = [...Object.keys(VARIABLES), ...Object.keys(LISTS)];

/** Checks the environment that a deploy would have, and the bundled rules. */
export async function checkConfiguration(env: Environment, bundled: readonly RuleInput[]): Promise<Findings> {
  const config = await readConfig(env, bundled);
  const errors = config.ok ? [] : config.problems.map(withHint);
  const rules = [...listed<RuleInput>("RULES", env), ...named("src/rules.ts", bundled)];
  const routes = listed<RouteInput>("ROUTES", env);
  // What is malformed has been named above, and says nothing of what it would shadow.
  const sound = ({ key }: Named<unknown>): boolean => !errors.some((error) => error.key.startsWith(key));
  const soft = softErrors(env, routes);
  return {
    errors,
    warnings: [
      ...sizes(env),
      ...strangers(env),
      ...unreachable(
        rules.filter(sound),
        (a, b) => covers(a.when ?? {}, b.when ?? {}),
        "takes every failure that it means",
      ),
      ...unreachable(
        routes.filter(sound),
        (a, b) => coversPath(a.path, b.path),
        "takes every path that it means",
      ),
      ...rules.filter(sound).flatMap((rule) => idle(rule, soft)),
      ...routes.filter(sound).flatMap(({ key, entry }) => unmatchable(`${key}.path`, entry.path)),
    ],
  };
}

interface Named<T> {
  readonly key: string;
  readonly entry: T;
}

function named<T>(key: string, entries: readonly T[]): readonly Named<T>[] {
  return entries.map((entry, index) => ({ key: `${key}[${index}]`, entry }));
}

function listed<T>(key: string, env: Environment): readonly Named<T>[] {
  const list = toList(key, env[key]);
  return list.ok ? named(key, list.value as readonly T[]) : [];
}

function withHint(problem: Problem): Problem {
  if (problem.key !== "UPSTREAM_URL" || !problem.message.startsWith("is missing")) return problem;
  const hint = "set it under [vars], bind a Worker as UPSTREAM, or pass --var UPSTREAM_URL:https://…";
  return { ...problem, message: `${problem.message}; ${hint}` };
}

function sizes(env: Environment): readonly Problem[] {
  return Object.entries(env).flatMap(([key, value]) => {
    if (typeof value === "object" && value !== null && "fetch" in value) return [];
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const bytes = new TextEncoder().encode(text).length;
    if (bytes <= VARIABLE_LIMIT) return [];
    const advice = key === "RULES" ? "; move rules to src/rules.ts, which is bundled" : "";
    return [
      { key, message: `is ${bytes} bytes, and Cloudflare allows ${VARIABLE_LIMIT} a variable${advice}` },
    ];
  });
}

/** Variables that nothing reads, and a secret that stands in a file. */
function strangers(env: Environment): readonly Problem[] {
  return Object.keys(env).flatMap((key) => {
    if (key === "ADMIN_TOKEN")
      return [{ key, message: "stands in the file; keep it as a secret: wrangler secret put ADMIN_TOKEN" }];
    if (key === "UPSTREAM" || KNOWN.includes(key)) return [];
    return [{ key, message: `is read by nothing${didYouMean(key, KNOWN)}` }];
  });
}

function softErrors(env: Environment, routes: readonly Named<RouteInput>[]): boolean {
  const on = new Set(["true", "1"]);
  return (
    on.has(String(env["SOFT_ERRORS"]).toLowerCase()) ||
    routes.some(({ entry }) => on.has(String(entry.soft_errors)))
  );
}

function unreachable<T>(
  list: readonly Named<T>[],
  shadows: (earlier: T, later: T) => boolean,
  why: string,
): readonly Problem[] {
  return list.flatMap(({ key, entry }, index) => {
    const earlier = list.slice(0, index).find((other) => shadows(other.entry, entry));
    return earlier === undefined ? [] : [{ key, message: `is never reached: ${earlier.key} ${why}` }];
  });
}

/** Conditions that no failure meets. */
function idle({ key, entry: { when = {} } }: Named<RuleInput>, soft: boolean): readonly Problem[] {
  const statuses = when.status === undefined ? [] : [when.status].flat().map(String);
  const never = statuses.map((status) => neverFails(status, soft));
  const problems: Problem[] = [];
  if (statuses.length > 0 && never.every((why) => why !== undefined))
    problems.push({ key: `${key}.when.status`, message: `never matches: ${never[0]}` });
  const methods = when.method === undefined ? [] : [when.method].flat().map((name) => name.toUpperCase());
  const odd = methods.find((name) => !METHODS.includes(name));
  if (odd !== undefined) {
    const message = `never matches "${odd}": it is no HTTP method${didYouMean(odd, METHODS)}`;
    problems.push({ key: `${key}.when.method`, message });
  }
  if (when.path !== undefined) problems.push(...unmatchable(`${key}.when.path`, when.path));
  return problems;
}

function neverFails(status: string, soft: boolean): string | undefined {
  const kind = status[0];
  if (kind === "1" || kind === "3") return `a ${kind}xx is no failure`;
  if (kind === "2" && !soft) return "a 2xx is a failure only where soft_errors are on, and they are nowhere";
  if (Number(kind) >= 6) return `${status} is no status of HTTP, and counts as no answer`;
  return undefined;
}

/** A pattern whose own characters never stand in a path as a URL spells it (`é`, a space, `..`). */
function unmatchable(key: string, pattern: string): readonly Problem[] {
  if (pattern === "*") return [];
  const path = pattern.replace(/:\w+|\*/g, "x");
  const spelt = URL.parse(`http://x${path}`)?.pathname;
  if (spelt === path || spelt === undefined) return [];
  return [
    { key, message: `never matches: a URL spells ${JSON.stringify(path)} as ${JSON.stringify(spelt)}` },
  ];
}
