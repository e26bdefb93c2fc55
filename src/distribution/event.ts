import type { Code, ErrorType } from "../contract/codes.ts";
import type { MappedBy, Step } from "../policy/verdict.ts";

/** What the proxy did with a failure (`synthesized`: the upstream gave no answer; `passed`: a rule said so). */
export type Action = "conformant" | "rewritten" | "repaired" | "observed" | "synthesized" | "passed";

/** One failure, as it is logged and counted: no query string, no body, no header, no credential. */
export interface FailureEvent {
  readonly event: "failure";
  readonly action: Action;
  readonly method: string;
  /** A configured route's name or pattern, else the path with ids folded. */
  readonly route: string;
  /** The status that the client got (observe: would have got). */
  readonly status: number;
  /** What the upstream said; `null` when it gave no answer. */
  readonly upstream_status: number | null;
  readonly type: ErrorType;
  readonly code: Code;
  readonly dialect: string;
  readonly upstream_code: string | null;
  /** Without secrets, at most 200 characters. */
  readonly upstream_message: string | null;
  readonly mapped_by: MappedBy;
  /** Seconds; `null` when the answer has no `Retry-After`. */
  readonly retry_after: number | null;
  readonly retry_after_source: string | null;
  /** How many details it carries. */
  readonly details: number;
  readonly duration_ms: number;
  readonly request_id: string;
  /** For the dashboard's newest failures; not in the log line. */
  readonly steps?: readonly Step[];
}
