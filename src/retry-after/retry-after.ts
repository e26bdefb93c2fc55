import type { Evidence } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";

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

/** The `Retry-After` that a failure leaves with, or `undefined` for none; a 429 always has one. */
export function readRetryAfter(
  evidence: Evidence,
  facts: Facts,
  options: RetryAfterOptions,
): RetryAfter | undefined {
  void evidence;
  void facts;
  if (options.status !== 429) return undefined;
  return { value: String(options.defaultS), source: "default", seconds: options.defaultS };
}
