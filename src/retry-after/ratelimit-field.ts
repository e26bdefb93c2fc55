import { type BareItem, parseDictionary, parseList, Token } from "structured-headers";
import { parseAmount } from "./amount.ts";
import type { Found } from "./found.ts";
import { chooseWindow, type Use, type Window } from "./window.ts";

const MAX_LENGTH = 1000;

/**
 * Reads the IETF's fields: `RateLimit` as the drafts since the eighth write it (`"p";r=0;t=30`) and as the seventh did
 * (`limit=1, remaining=0, reset=30`), then `RateLimit-Reset` of the sixth and before.
 */
export function readRateLimit(headers: Headers, clock: number, use: Use): Found | undefined {
  const field = headers.get("ratelimit");
  const windows =
    field === null ? [] : readWindows(field, "ratelimit", clock, headers.get("ratelimit-policy"));
  const chosen = chooseWindow(windows, use);
  if (chosen !== undefined) return chosen;
  const reset = parseAmount(headers.get("ratelimit-reset") ?? "", "s", clock);
  if (reset === undefined) return undefined;
  const remaining = readCount(headers.get("ratelimit-remaining"));
  return chooseWindow([{ source: "ratelimit-reset", ms: reset, remaining }], use);
}

/** The windows of a one-line field in any of its syntaxes; none when it has no reset. */
export function readWindows(
  field: string,
  source: string,
  clock: number,
  policy: string | null = null,
): readonly Window[] {
  if (field.length > MAX_LENGTH) return [];
  const items = readItems(field, source, clock, policy);
  return items.length > 0 ? items : readPairs(field, source, clock);
}

/** What is left, of `12`, `0.0` or `0;w=21600`. */
export function readCount(value: string | null): number | undefined {
  const count = /^\s*(-?\d{1,15}(?:\.\d{1,6})?)(?=[\s;,]|$)/.exec(value?.slice(0, 100) ?? "")?.[1];
  return count === undefined ? undefined : Number(count);
}

function readItems(field: string, source: string, clock: number, policy: string | null): Window[] {
  const windows: Window[] = [];
  for (const [name, parameters] of listOf(field)) {
    const remaining = numberOf(parameters.get("r"));
    // `t` may be left out: an exhausted limit then resets within its policy's window at the latest.
    const t =
      numberOf(parameters.get("t")) ??
      (remaining === 0 && policy !== null ? windowOf(policy, name) : undefined);
    const ms = t === undefined ? undefined : parseAmount(String(t), "s", clock);
    if (ms !== undefined) windows.push({ source, ms, remaining });
  }
  return windows;
}

function windowOf(policy: string, name: string): number | undefined {
  const own = listOf(policy.slice(0, MAX_LENGTH)).find(([other]) => other === name);
  return numberOf(own?.[1].get("w"));
}

/** The seventh draft's dictionary, and what is written like it without being one (`limit: 1; remaining: 0; reset: 30`). */
function readPairs(field: string, source: string, clock: number): Window[] {
  const pairs = new Map<string, string>();
  try {
    for (const [key, [value]] of parseDictionary(field)) pairs.set(key, textOf(value));
  } catch {
    for (const pair of field.split(/[,;]/)) {
      const [, key, value] = /^\s*([\w-]{1,40})\s*[=:]\s*(.{1,80})$/.exec(pair) ?? [];
      if (key !== undefined && value !== undefined) pairs.set(key.toLowerCase(), value);
    }
  }
  const ms = parseAmount(pairs.get("reset") ?? "", "s", clock);
  return ms === undefined ? [] : [{ source, ms, remaining: readCount(pairs.get("remaining") ?? null) }];
}

function listOf(field: string): (readonly [string, ReadonlyMap<string, BareItem>])[] {
  try {
    return parseList(field).map(([item, parameters]) => [textOf(item), parameters] as const);
  } catch {
    return [];
  }
}

function textOf(item: unknown): string {
  return typeof item === "string" || typeof item === "number" || item instanceof Token ? item.toString() : "";
}

function numberOf(value: BareItem | undefined): number | undefined {
  return typeof value === "number" && value >= 0 ? value : undefined;
}
