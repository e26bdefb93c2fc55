import { compileMessage } from "../src/config/message-pattern.ts";
import { compilePath } from "../src/config/path-pattern.ts";
import type { RuleInput } from "../src/config/rules.ts";

type When = NonNullable<RuleInput["when"]>;

/** Whether every failure that `narrow` means is one that `broad` means too; `false` where that cannot be told. */
export function covers(broad: When, narrow: When): boolean {
  return (
    coversSet(statuses(broad.status), statuses(narrow.status)) &&
    coversSet(words(broad.method, true), words(narrow.method, true)) &&
    coversSet(words(broad.code), words(narrow.code)) &&
    coversSet(words(broad.dialect), words(narrow.dialect)) &&
    (broad.path === undefined || (narrow.path !== undefined && coversPath(broad.path, narrow.path))) &&
    (broad.message === undefined ||
      (narrow.message !== undefined && coversMessage(broad.message, narrow.message)))
  );
}

function coversSet(broad: ReadonlySet<string> | undefined, narrow: ReadonlySet<string> | undefined): boolean {
  if (broad === undefined) return true;
  return narrow !== undefined && [...narrow].every((value) => broad.has(value));
}

function words(value: When["code"], fold = false): ReadonlySet<string> | undefined {
  if (value === undefined) return undefined;
  return new Set([value].flat().map((word) => (fold ? String(word).toUpperCase() : String(word))));
}

/** Statuses one by one, a class as all of its hundred. */
function statuses(value: When["status"]): ReadonlySet<string> | undefined {
  if (value === undefined) return undefined;
  return new Set(
    [value].flat().flatMap((one) => {
      const text = String(one).toLowerCase();
      if (!text.endsWith("xx")) return [text];
      return Array.from({ length: 100 }, (_, index) => String(Number(text[0]) * 100 + index));
    }),
  );
}

/**
 * Whether a path pattern takes every path that another takes.
 *
 * @example
 * coversPath("/v3/*", "/v3/users/:id"); // true
 */
export function coversPath(broad: string, narrow: string): boolean {
  if (broad === narrow || broad === "*" || broad === "/*") return true;
  if (!/[:*]/.test(narrow)) return compilePath(broad)?.(narrow) === true;
  const below = broad.endsWith("/*");
  const outer = (below ? broad.slice(0, -2) : broad).split("/");
  const inner = narrow.split("/");
  // An open end takes any number of segments, which only another open end does.
  if (narrow.endsWith("*") && !below) return false;
  if (below ? inner.length < outer.length : inner.length !== outer.length) return false;
  return outer.every((segment, at) => coversSegment(segment, inner[at] ?? ""));
}

function coversSegment(broad: string, narrow: string): boolean {
  if (broad === narrow || broad === "*") return true;
  if (broad.startsWith(":")) return narrow !== "" && !/^\*$/.test(narrow);
  return !/[:*]/.test(narrow) && compilePath(`/${broad}/x`)?.(`/${narrow}/x`) === true;
}

function coversMessage(broad: string, narrow: string): boolean {
  if (broad === narrow) return true;
  if (/^\/.+\/[a-z]*$/s.test(narrow)) return false;
  // What is anchored, or looks around, may match the words and not a sentence that has them.
  if (/^\/.+\/[a-z]*$/s.test(broad) && /[\^$]|\\b|\(\?/i.test(broad)) return false;
  const matches = compileMessage(broad);
  return typeof matches === "function" && matches(narrow);
}
