import { parseHttpDate } from "../contract/retry-after-field.ts";
import type { Evidence } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";
import { readBody } from "./body.ts";
import type { Found } from "./found.ts";
import { readMilliseconds, readOwn } from "./header-retry-after.ts";
import { readPhrase } from "./phrases.ts";
import { readRateLimit } from "./ratelimit-field.ts";
import { sentencesOf } from "./sentences.ts";
import type { Use } from "./window.ts";
import { readVendors } from "./x-ratelimit.ts";

/** A `Retry-After` that goes out. */
export interface RetryAfter {
  /** The field value: delay-seconds or an HTTP-date. */
  readonly value: string;
  /** The source that won, as logged: a field or member name, `phrase`, `rule`, `default`. */
  readonly source: string;
  /** Seconds from now, for the log and the histogram. */
  readonly seconds: number;
}

/** What a delay is measured with. */
export interface RetryAfterOptions {
  /** The status that the failure leaves with. */
  readonly status: number;
  /** The proxy's clock, epoch milliseconds; an upstream's `Date` beats it. */
  readonly now: number;
  readonly defaultS: number;
  readonly maxS: number;
  /** A rule's `retry_after_s`, which beats every source. */
  readonly ruleS?: number | undefined;
}

/**
 * The `Retry-After` that a failure leaves with, or `undefined` for none (spec, section 5).
 *
 * A 429 always has one: from the upstream's own field, its other fields, its body, or the default, the first that is
 * usable. A 503 has one where the upstream gives any hint. Another failure has the upstream's own where that reads.
 * A valid one of the upstream's is kept as it is; what is written here is whole seconds, 1 to `maxS`.
 */
export function readRetryAfter(
  evidence: Evidence,
  facts: Facts,
  options: RetryAfterOptions,
): RetryAfter | undefined {
  const { status, now, defaultS, maxS, ruleS } = options;
  if (ruleS !== undefined) return written({ ms: ruleS * 1000, source: "rule" }, maxS);
  const clock = parseHttpDate(evidence.headers.get("date") ?? "") ?? now;
  const own = readOwn(evidence.headers, clock);
  if (own?.keep !== undefined)
    return { value: own.keep, source: own.source, seconds: Math.max(0, Math.ceil(own.ms / 1000)) };
  const found = own ?? (status === 429 || status === 503 ? hint(evidence, facts, clock, status) : undefined);
  if (found !== undefined) return written(found, maxS);
  return status === 429 ? written({ ms: defaultS * 1000, source: "default" }, maxS) : undefined;
}

/** What the upstream says elsewhere than in its `Retry-After`, the table's order. */
function hint(evidence: Evidence, facts: Facts, clock: number, status: number): Found | undefined {
  const { headers } = evidence;
  // Without a limit that failed, one with something left has no bearing on the failure.
  const use: Use = status === 429 ? "any" : "spent";
  return (
    readMilliseconds(headers, clock) ??
    readRateLimit(headers, clock, use) ??
    readVendors(headers, clock, use) ??
    readBody(evidence, clock, use) ??
    readWords(evidence, facts, clock, use)
  );
}

function readWords(evidence: Evidence, facts: Facts, clock: number, use: Use): Found | undefined {
  for (const sentence of sentencesOf(evidence, facts)) {
    const ms = readPhrase(sentence, clock, use);
    if (ms !== undefined) return { ms, source: "phrase" };
  }
  return undefined;
}

function written({ ms, source }: Found, maxS: number): RetryAfter {
  // The epsilon keeps a float's noise (`64.57 * 1000`) from costing a second.
  const seconds = Math.max(1, Math.min(Math.ceil(ms / 1000 - 1e-9), Math.max(1, Math.floor(maxS))));
  return { value: String(seconds), source, seconds };
}
