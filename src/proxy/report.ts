import type { Action, FailureEvent } from "../distribution/event.ts";
import { recordFailure } from "../distribution/record.ts";
import { routeOf } from "../distribution/route.ts";
import type { Verdict } from "../policy/verdict.ts";
import type { RetryAfter } from "../retry-after/retry-after.ts";
import type { Exchange } from "./exchange.ts";

/** What became of a failure. */
export interface Report {
  readonly action: Action;
  readonly verdict: Pick<Verdict, "status" | "type" | "code"> & Partial<Verdict>;
  /** `undefined` when the upstream gave no answer. */
  readonly upstreamStatus?: number | undefined;
  readonly retryAfter?: RetryAfter | undefined;
  /** What identifies the answer to the client, where that is the upstream's id. */
  readonly requestId?: string | undefined;
}

/** Logs and counts a failure. */
export function report(
  { request, url, env, ctx, settings, started, requestId }: Exchange,
  failure: Report,
): void {
  const { verdict, retryAfter } = failure;
  const event: FailureEvent = {
    event: "failure",
    action: failure.action,
    method: request.method,
    route: routeOf(settings.route, url.pathname),
    status: verdict.status,
    upstream_status: failure.upstreamStatus ?? null,
    type: verdict.type,
    code: verdict.code,
    dialect: verdict.dialect ?? "none",
    upstream_code: verdict.upstreamCode ?? null,
    upstream_message: verdict.upstreamMessage?.slice(0, 200) ?? null,
    mapped_by: verdict.mappedBy ?? "status",
    retry_after: retryAfter?.seconds ?? null,
    retry_after_source: retryAfter?.source ?? null,
    details: verdict.details?.length ?? 0,
    duration_ms: Date.now() - started,
    request_id: requestId,
    ...(verdict.steps !== undefined && { steps: verdict.steps }),
  };
  recordFailure(env, ctx, event);
}
