import type { Code, ErrorType } from "../contract/codes.ts";
import type { FieldError } from "../facts/facts.ts";

/** What decided a verdict, strongest first (`rule` is the operator's). */
export type MappedBy = "rule" | "v4" | "vocabulary" | "status" | "phrase";

/** One step on the way to a verdict, in words for `explain` and the dashboard. */
export interface Step {
  readonly step:
    | "decode"
    | "dialect"
    | "rule"
    | "code"
    | "status"
    | "phrase"
    | "message"
    | "details"
    | "retry-after";
  readonly why: string;
}

/** What a failure leaves as, before it is rendered. */
export interface Verdict {
  readonly status: number;
  readonly type: ErrorType;
  readonly code: Code;
  /** Cleaned, 1 to 500 characters. */
  readonly message: string;
  /** Never empty; absent when the failure is not scoped to fields. */
  readonly details?: readonly FieldError[];
  readonly mappedBy: MappedBy;
  /** The dialect that read the body; `none` when nobody did. */
  readonly dialect: string;
  /** The upstream's own machine code as printed, cut to 100 characters. */
  readonly upstreamCode?: string;
  /** The upstream's own sentence without its secrets, for the log only. */
  readonly upstreamMessage?: string;
  /** A rule's `retry_after_s`. */
  readonly ruleRetryAfterS?: number;
  /** The index and list of the rule that decided, or that said `pass`. */
  readonly rule?: string;
  readonly steps: readonly Step[];
}
