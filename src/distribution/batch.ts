import type { Code, ErrorType } from "../contract/codes.ts";
import type { MappedBy } from "../policy/verdict.ts";
import type { Action, FailureEvent } from "./event.ts";
import type { Histogram } from "./histogram.ts";

/** What failures are counted over; the keys are the names in the log, the SQL and the metrics alike. */
export interface Dimensions {
  readonly route: string;
  readonly status: number;
  readonly type: ErrorType;
  readonly code: Code;
  readonly dialect: string;
  readonly action: Action;
  readonly mapped_by: MappedBy;
}

/** How often one combination of dimensions happened in one minute. */
export interface Count extends Dimensions {
  /** The minute's start, epoch milliseconds. */
  readonly at: number;
  /** The upstream's own code; `""` for none. */
  readonly upstream_code: string;
  count: number;
}

/** How often a failure that no rule and no vocabulary knew happened in one minute. */
export interface UnmappedCount extends Count {
  /** The upstream's message, folded. */
  readonly fingerprint: string;
  readonly upstream_status: number;
  last_seen: number;
}

/** A failure with the time at which it was recorded, epoch milliseconds. */
export type RecordedFailure = FailureEvent & { readonly at: number };

/** How many requests were answered in a minute. */
export interface MinuteRequests {
  readonly at: number;
  count: number;
}

/** What an isolate counted in one window: the unit that a sink takes, once, whatever is sent again. */
export interface Batch {
  readonly id: string;
  readonly requests: readonly MinuteRequests[];
  readonly counts: readonly Count[];
  readonly unmapped: readonly UnmappedCount[];
  /** Newest last. */
  readonly failures: readonly RecordedFailure[];
  readonly upstreamSeconds: Histogram;
  readonly retryAfterSeconds: Histogram;
}

/** The dimensions in the order in which every store and every key has them. */
export const DIMENSIONS = ["route", "status", "type", "code", "dialect", "action", "mapped_by"] as const;

/** How many failures each store keeps for the operator's pages. */
export const NEWEST = 100;

export const MINUTE_MS = 60_000;

/** The label under which what exceeds a bound is still counted. */
export const OTHER = "other";
