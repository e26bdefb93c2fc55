import { CODE_NAMES } from "../contract/codes.ts";
import type { Detail } from "../contract/envelope.ts";
import { DIMENSIONS } from "../distribution/batch.ts";
import { WINDOWS } from "../distribution/extract.ts";
import type { Dimension, Filters, Window } from "../distribution/report.ts";

/** The windows, shortest first. */
export const WINDOW_NAMES = Object.keys(WINDOWS) as readonly Window[];

const DEFAULT_WINDOW: Window = "1h";
const LONGEST = 500;

/** The values of the dimensions that have a closed set of them. */
const CLOSED: Readonly<Partial<Record<Dimension, readonly string[]>>> = {
  type: ["request", "resource", "logical", "internal"],
  code: CODE_NAMES,
  action: ["conformant", "rewritten", "repaired", "observed", "synthesized", "passed"],
  mapped_by: ["rule", "v4", "vocabulary", "status", "phrase"],
};

/** What a page is asked for. */
export interface Query {
  readonly window: Window;
  readonly filters: Filters;
}

/** A query, or what is wrong with it, parameter by parameter. */
export type ReadQuery =
  | { readonly ok: true; readonly value: Query }
  | { readonly ok: false; readonly details: readonly Detail[] };

/**
 * Reads `window` and the filters, one a dimension; an empty value is none.
 *
 * @example
 * readQuery(new URLSearchParams("window=24h&code=not_found")); // { ok: true, value: { window: "24h", … } }
 */
export function readQuery(params: URLSearchParams): ReadQuery {
  const details: Detail[] = [];
  const filters: Partial<Record<Dimension, string>> = {};
  let window = DEFAULT_WINDOW;
  for (const [name, value] of params) {
    if (value === "") continue;
    if (name === "window") {
      if (isWindow(value)) window = value;
      else details.push({ field: name, message: `Expected one of ${WINDOW_NAMES.join(", ")}` });
    } else if (isDimension(name)) {
      const problem = problemOf(name, value);
      if (problem === undefined) filters[name] = value;
      else details.push({ field: name, message: problem });
    } else {
      const message = `Is not known; expected one of window, ${DIMENSIONS.join(", ")}`;
      details.push({ field: name === "" ? "query" : name.slice(0, 100).toWellFormed(), message });
    }
  }
  return details.length === 0 ? { ok: true, value: { window, filters } } : { ok: false, details };
}

/** The parameters that `readQuery` knows: a link to a page may carry others. */
export function knownOf(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...params].filter(([name]) => name === "window" || isDimension(name)));
}

function problemOf(name: Dimension, value: string): string | undefined {
  const known = CLOSED[name];
  if (known !== undefined && !known.includes(value)) return `Expected one of ${known.join(", ")}`;
  if (name === "status" && !/^\d{3}$/.test(value)) return "Expected a status of three digits";
  return value.length > LONGEST ? `Expected at most ${LONGEST} characters` : undefined;
}

/** The query string that asks for this; parts that are given stand in for the query's own, `undefined` takes one away. */
export function queryString(
  { window, filters }: Query,
  parts: { readonly window?: Window } & Partial<Record<Dimension, string | undefined>> = {},
): string {
  const params = new URLSearchParams({ window: parts.window ?? window });
  for (const name of DIMENSIONS) {
    const value = Object.hasOwn(parts, name) ? parts[name] : filters[name];
    if (value !== undefined) params.set(name, value);
  }
  return `?${params}`;
}

function isWindow(value: string): value is Window {
  return Object.hasOwn(WINDOWS, value);
}

function isDimension(name: string): name is Dimension {
  return (DIMENSIONS as readonly string[]).includes(name);
}
