import * as z from "zod/mini";
import type { Settings } from "../settings.ts";
import { checkEntry, type Keys } from "./entry.ts";
import { compilePath, PATTERN_EXPECTED, type PathMatcher } from "./path-pattern.ts";
import type { Checked, Problem } from "./problem.ts";
import { flag, upstreamUrl, whole, type Kind } from "./values.ts";

/** A route as the operator writes it, in `ROUTES`. */
export interface RouteInput {
  /** A path pattern: `/v3/users/:id`, `/v3/*`. */
  readonly path: string;
  readonly upstream?: string;
  readonly mode?: "enforce" | "observe";
  readonly soft_errors?: boolean;
  readonly retry_after_default_s?: number;
  readonly timeout_ms?: number;
  /** How the log and the counts name it; the pattern when absent. */
  readonly name?: string;
}

/** A route, validated: whose requests it takes and what they are answered with. */
export interface CompiledRoute {
  readonly matches: PathMatcher;
  readonly settings: Settings;
}

const timeout = whole(1, 600_000, "milliseconds");
const delay = whole(1, 31_536_000, "seconds");
const NAME = "a name of 1 to 100 letters, digits and -._:/*";

const Route = z.strictObject(
  {
    path: z
      .string(PATTERN_EXPECTED)
      .check(z.refine((text) => compilePath(text) !== undefined, PATTERN_EXPECTED)),
    upstream: z.optional(schemaOf(upstreamUrl)),
    mode: z.optional(z.enum(["enforce", "observe"], "one of enforce, observe")),
    soft_errors: z.optional(schemaOf(flag)),
    retry_after_default_s: z.optional(schemaOf(delay)),
    timeout_ms: z.optional(schemaOf(timeout)),
    name: z.optional(z.string(NAME).check(z.regex(/^[\w\-.:/*]{1,100}$/, NAME))),
  },
  "a table with a `path`",
);

const KEYS: Keys = { "": Object.keys(Route.shape) };

/** A variable's kind as a schema, whose complaint is what was expected. */
function schemaOf<T>({ read, expected }: Kind<T>): z.ZodMiniType<T> {
  return z.pipe(
    z.unknown(),
    z.transform((value, context) => {
      const found = read(value);
      if (found === undefined) context.issues.push({ code: "custom", message: expected, input: value });
      return found as T;
    }),
  );
}

/** Validates the routes; each has the global settings but for what it says itself. */
export function compileRoutes(
  entries: readonly unknown[],
  base: Settings,
): Checked<readonly CompiledRoute[]> {
  const problems: Problem[] = [];
  const routes: CompiledRoute[] = [];
  for (const [index, entry] of entries.entries()) {
    const key = `ROUTES[${index}]`;
    const checked = checkEntry(key, Route, KEYS, entry);
    if (!checked.ok) problems.push(...checked.problems);
    else {
      const route = checked.value;
      const settings: Settings = {
        ...base,
        route: route.name ?? route.path,
        // A route's own upstream is reached directly, whatever is bound.
        ...(route.upstream !== undefined && { upstream: route.upstream, bound: false }),
        mode: route.mode ?? base.mode,
        softErrors: route.soft_errors ?? base.softErrors,
        timeoutMs: route.timeout_ms ?? base.timeoutMs,
        retryAfterDefaultS: route.retry_after_default_s ?? base.retryAfterDefaultS,
      };
      if (settings.retryAfterDefaultS > base.retryAfterMaxS) {
        problems.push({
          key: `${key}.retry_after_default_s`,
          message: `${settings.retryAfterDefaultS} is more than RETRY_AFTER_MAX_S, expected at most ${base.retryAfterMaxS}`,
        });
      }
      routes.push({ matches: compilePath(route.path) ?? (() => false), settings });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: routes };
}
