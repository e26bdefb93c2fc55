import { parseAmount, splitList, type Unit } from "./amount.ts";
import { unitMs } from "./duration.ts";
import type { Found } from "./found.ts";
import { readCount, readWindows } from "./ratelimit-field.ts";
import { chooseWindow, type Use, type Window } from "./window.ts";

/** Read elsewhere, each in its own turn. */
const OTHERS = new Set([
  "retry-after",
  "retry-after-ms",
  "x-ms-retry-after-ms",
  "ratelimit",
  "ratelimit-reset",
  "ratelimit-policy",
]);
const ONE_LINE = new Set(["x-ratelimit", "x-rate-limit", "rate-limit"]);
const FAMILY = /ratelimit|limit|quota|throttl|retry|backoff/;
/** Words of a field's name that do not tell one window from another. */
const PLAIN =
  /^(?:x|ratelimits?|rate|limits?|reset|s|remaining|retry|after|at|in|on|time|timestamp|epoch|date|utc)$/;
const MAX_FIELDS = 400;

interface Name {
  readonly says: "retry" | "reset" | "remaining";
  readonly unit: Unit;
  readonly window: string;
}

/**
 * Reads the rate-limit fields that vendors made: `X-RateLimit-Reset` and everything named like it.
 *
 * A delay to retry after beats a reset: a bucket has its next token long before it is full again.
 */
export function readVendors(headers: Headers, clock: number, use: Use): Found | undefined {
  const named: (Name & { readonly source: string; readonly value: string })[] = [];
  const windows: Window[] = [];
  let count = 0;
  for (const [source, value] of headers) {
    if (++count > MAX_FIELDS) break;
    if (OTHERS.has(source) || source.length > 80) continue;
    if (ONE_LINE.has(source)) windows.push(...readWindows(value, source, clock));
    const name = readName(source);
    if (name !== undefined) named.push({ ...name, source, value });
  }
  for (const { says, unit, source, value } of named) {
    const ms = says === "retry" ? parseAmount(value, unit, clock) : undefined;
    if (ms !== undefined) return { ms, source };
  }
  const seen = new Set<string>();
  // The shortest name first: `X-RateLimit-Reset` before the `X-RateLimit-Reset-After` of the same window.
  for (const { says, unit, window, source, value } of named.sort(
    (a, b) => a.source.length - b.source.length,
  )) {
    if (says !== "reset" || seen.has(window)) continue;
    const left = named.find((other) => other.says === "remaining" && other.window === window)?.value;
    const counts = left === undefined ? [] : splitList(left);
    for (const [nth, member] of splitList(value).entries()) {
      const ms = parseAmount(member, unit, clock);
      if (ms === undefined) continue;
      seen.add(window);
      windows.push({ source, ms, remaining: readCount(counts[nth] ?? counts[0] ?? null) });
    }
  }
  return chooseWindow(windows, use);
}

function readName(field: string): Name | undefined {
  const words = field
    .replace(/rate-?limits?/g, "-ratelimit-")
    .replace(/reset|remaining/g, "-$&-")
    .split(/[-_.]+/)
    .filter((word) => word !== "");
  if (!FAMILY.test(words.join("-"))) return undefined;
  const last = words.at(-1) ?? "";
  const unit = unitOf(last);
  const says = words.includes("reset")
    ? "reset"
    : words.includes("remaining")
      ? "remaining"
      : /(?:^|-)(?:retry-(?:after|in|delay)|backoff|throttle-wait)(?:-|$)/.test(words.join("-"))
        ? "retry"
        : undefined;
  if (says === undefined) return undefined;
  const window = words
    .filter((word, nth) => !PLAIN.test(word) && !(nth === words.length - 1 && unit !== undefined))
    .join("-");
  return { says, unit: unit ?? "s", window };
}

function unitOf(word: string): Unit | undefined {
  // `X-RateLimit-Reset-Day` and `-Minute` name a window; a unit is in the plural or short.
  if (word.length > 2 && !word.endsWith("s") && word !== "sec" && word !== "msec") return undefined;
  const ms = word === "m" || word === "h" || word === "d" ? undefined : unitMs(word);
  return ms === 1 ? "ms" : ms === 1000 ? "s" : undefined;
}
