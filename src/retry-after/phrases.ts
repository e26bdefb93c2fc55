import { delayOf } from "./amount.ts";
import { parseDate } from "./date.ts";
import { parseDuration } from "./duration.ts";
import type { Use } from "./window.ts";

const MAX_LENGTH = 1000;

/** Words that announce when to come again; what follows them within a clause is the delay. */
const RETRY =
  /\b(?:retry|retrying|retried|try|trying|again|wait|available|availability|resets?|come back|check back|cool ?down|break|blocked|locked|banned|throttled|suspended|rate[- ]?limited|next request|backoff|back off|access(?: (?:the )?api)?)(?![a-z])/g;
/** Between such a word and its delay: `in about`, `after`, `at least`, `again in:`, `for another`. */
const BETWEEN =
  /[\s:=("'~_-]{0,4}(?:(?:again|your|the|this|that|request|call|operation|it|later|in|after|for|at|until|till|on|by|about|approximately|around|least|another|within|up|to|is|be|will|delay|time|limit|of|seconds?|secs?|ms|and|then|before|once|more|next|reset|resets|resetting|expires|only|just|please|you|may|can|allowed|from|now)(?![a-z])[\s:=,("'~_-]{1,4}){0,10}/y;
const AMOUNT =
  /\d{1,3}:[0-5]\d:[0-5]\d|(?:\d{1,15}(?:\.\d{1,9})?\s{0,2}(?:more |whole |full )?[a-zµμ]{1,12}(?![a-zµμ])(?:\s{0,2}(?:,|and\b)?\s{0,2}(?=\d))?){1,5}|\d{1,15}(?:\.\d{1,9})?(?!\d)/y;
const DATE =
  /[a-z]{3}, \d\d [a-z]{3} \d{4} [\d:]{8} gmt|\d{4}-(?:\d\d|[a-z]{3})-\d\d[t ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?: ?(?:z|utc|gmt|[+-]\d\d:?\d\d(?: utc)?))?/y;
/** `2-3 minutes`, `5 to 10 minutes`: the longer one is safe. */
const RANGE = /\d{1,6}\s?(?:-|–|to)\s?(?=\d{1,6}\s?[a-z])/y;
/** What stands right before a number without a unit where it is a delay. */
const BEFORE_BARE = /(?:\b|_)(?:in|after|for|wait|at|until)[\s:="']{0,4}$/;
/** `an hour`, `one minute`: numbers in words. */
const WORD_AMOUNT = /(?:an?|one)\s(second|minute|hour|day)\b/y;
/** `in 20 seconds` or `after 5 minutes` where nothing announces it. */
const IN_N = /\b(?:in|after)\s(?:about\s|approximately\s)?(?=\d)/g;
/** `30 seconds before trying again`, `12 s remaining`. */
const N_BEFORE =
  /\b(?=\d)((?:\d{1,9}(?:\.\d{1,9})?\s{0,2}[a-z]{1,12}[\s,]{1,2}(?:and\s)?){1,4})(?:before|until|remaining|left|from now)\b/g;

/**
 * Reads a delay from a sentence as milliseconds from `clock`: `try again in 20s`, `Please wait 5 seconds`, `retry after
 * 2026-01-01T00:00:00Z`; a number without a unit is seconds.
 *
 * With `use` of `spent` (no rate limit failed), only words that announce another try count: `timed out after 30 s` is
 * none. A window (`100 requests in 60 seconds`) and a count of tries (`after 3 attempts`) are none either.
 *
 * @example
 * readPhrase("Request was throttled. Expected available in 59 seconds.", now, "any"); // 59_000
 */
export function readPhrase(sentence: string, clock: number, use: Use): number | undefined {
  const text = sentence.slice(0, MAX_LENGTH).replace(/\s+/g, " ").toLowerCase();
  if (!/\d|\b(?:an?|one) (?:second|minute|hour|day)\b/.test(text)) return undefined;
  for (const match of text.matchAll(RETRY)) {
    const ms = readAfter(text, match.index + match[0].length, clock);
    if (ms !== undefined) return ms;
  }
  if (use === "spent") return undefined;
  for (const match of text.matchAll(N_BEFORE)) {
    const ms = parseDuration(match[1]!.replace(/(?:,|and)?\s*$/, ""));
    if (ms !== undefined) return ms;
  }
  for (const match of text.matchAll(IN_N)) {
    if (
      /\b(?<!\bthe )(?:requests?|calls?|times|attempts?|messages?|queries|hits|transactions|tokens|credits)\s$/.test(
        text.slice(0, match.index),
      )
    )
      continue;
    const ms = parseDuration(stick(AMOUNT, text, match.index + match[0].length)?.trim() ?? "");
    if (ms !== undefined) return ms;
  }
  return undefined;
}

function readAfter(text: string, from: number, clock: number): number | undefined {
  const start = from + (stick(BETWEEN, text, from)?.length ?? 0);
  const date = stick(DATE, text, start);
  const at = date === undefined ? undefined : parseDate(date);
  if (at !== undefined) return at - clock;
  const word = stick(WORD_AMOUNT, text, start)?.replace(/^(?:an?|one)/, "1");
  if (word !== undefined) return parseDuration(word);
  const first = start + (stick(RANGE, text, start)?.length ?? 0);
  const amount = stick(AMOUNT, text, first)?.trim();
  if (amount === undefined) return undefined;
  const duration = parseDuration(amount.replace(/(\d)\s?(?:more|whole|full)\s/g, "$1 "));
  if (duration !== undefined) return duration;
  const bare = /^\d{1,15}(?:\.\d{1,9})?/.exec(amount)?.[0] ?? "";
  // A noun after the number makes it a count (`after 3 attempts`), a decimal separator or a digit another number.
  if (/^(?:\s?[a-z%$]|[-/:.,]\d)/.test(text.slice(start + bare.length))) return undefined;
  if (!BEFORE_BARE.test(text.slice(Math.max(0, start - 12), start))) return undefined;
  return delayOf(Number(bare), "s", clock);
}

function stick(pattern: RegExp, text: string, from: number): string | undefined {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0];
}
