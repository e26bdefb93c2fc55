import { parseDate } from "./date.ts";
import { parseDuration } from "./duration.ts";

/** What a bare number counts where it is a delay. */
export type Unit = "s" | "ms" | "min" | "h";

const FACTORS: Readonly<Record<Unit, number>> = { s: 1000, ms: 1, min: 60_000, h: 3_600_000 };
const NUMBER = /^\+?\d{1,20}(?:\.\d{1,12})?$/;
const MAX_LENGTH = 80;

/** From here on a number of seconds is a moment, not a delay: 1e9 s are 31 years, and 9 September 2001. */
const EPOCH_SECONDS = 1e9;
/** Likewise in milliseconds: 3 March 1973, or as seconds the year 5138. */
const EPOCH_MS = 1e11;
const EPOCH_US = 1e14;
const EPOCH_NS = 1e17;
const TOO_MUCH = 1e20;

/**
 * A number as milliseconds from `clock`, negative where it is a moment in the past.
 *
 * Its magnitude says what it is: below 1e9 a delay in `unit`; from 1e9 a moment in epoch seconds, from 1e11 in
 * milliseconds, from 1e14 in microseconds, from 1e17 in nanoseconds. What is named milliseconds is a delay up to 1e11.
 *
 * @example
 * delayOf(1_767_225_630, "s", Date.UTC(2026, 0, 1)); // 30_000
 */
export function delayOf(amount: number, unit: Unit, clock: number): number | undefined {
  if (!(amount >= 0 && amount < TOO_MUCH)) return undefined;
  if (amount < (unit === "ms" ? EPOCH_MS : EPOCH_SECONDS)) return amount * FACTORS[unit];
  if (amount < EPOCH_MS) return amount * 1000 - clock;
  if (amount < EPOCH_US) return amount - clock;
  return amount / (amount < EPOCH_NS ? 1e3 : 1e6) - clock;
}

/**
 * Reads a field's or a member's text as milliseconds from `clock`: a number, a duration or a date.
 *
 * `undefined` for what is none (`soon`, `-5`, `NaN`, `1e999`) and for what is too long to be one.
 *
 * @example
 * parseAmount("6m0s", "s", now); // 360_000
 */
export function parseAmount(text: string, unit: Unit, clock: number): number | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const bare = text
    .trim()
    .replace(/^(["'])(.*)\1$/, "$2")
    .trim();
  if (NUMBER.test(bare)) return delayOf(Number(bare), unit, clock);
  const duration = parseDuration(bare);
  if (duration !== undefined) return duration;
  const at = parseDate(bare);
  return at === undefined ? undefined : at - clock;
}

/**
 * The members of a list field; a comma within an HTTP-date separates nothing.
 *
 * @example
 * splitList("120, Wed, 21 Oct 2026 07:28:00 GMT"); // ["120", "Wed, 21 Oct 2026 07:28:00 GMT"]
 */
export function splitList(value: string): readonly string[] {
  const members: string[] = [];
  for (const part of value.slice(0, 1000).split(",")) {
    const last = members.at(-1);
    if (last !== undefined && /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satu?r?|sun)(?:day)?$/i.test(last))
      members[members.length - 1] = `${last}, ${part.trim()}`;
    else if (part.trim() !== "") members.push(part.trim());
  }
  return members;
}
