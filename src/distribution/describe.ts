import type { Verdict } from "../policy/verdict.ts";
import type { RetryAfter } from "../retry-after/retry-after.ts";
import type { Action, FailureEvent } from "./event.ts";

const MAX_MESSAGE = 200;

/** A failure as whoever answered it knows it. */
export interface Described {
  readonly action: Action;
  readonly method: string;
  /** A configured route's name or pattern, else the path with ids folded. */
  readonly route: string;
  readonly verdict: Pick<Verdict, "status" | "type" | "code"> & Partial<Verdict>;
  /** `undefined` when the upstream gave no answer. */
  readonly upstreamStatus?: number | undefined;
  readonly retryAfter?: RetryAfter | undefined;
}

/** What an event says of a failure, but for what only the proxy knows of the exchange. */
export function describeFailure({
  action,
  method,
  route,
  verdict,
  upstreamStatus,
  retryAfter,
}: Described): Omit<FailureEvent, "duration_ms" | "request_id"> {
  return {
    event: "failure",
    action,
    method,
    route,
    status: verdict.status,
    upstream_status: upstreamStatus ?? null,
    type: verdict.type,
    code: verdict.code,
    dialect: verdict.dialect ?? "none",
    upstream_code: verdict.upstreamCode ?? null,
    upstream_message: verdict.upstreamMessage?.slice(0, MAX_MESSAGE) ?? null,
    mapped_by: verdict.mappedBy ?? "status",
    retry_after: retryAfter?.seconds ?? null,
    retry_after_source: retryAfter?.source ?? null,
    details: verdict.details?.length ?? 0,
    ...(verdict.steps !== undefined && { steps: verdict.steps }),
  };
}
