import type { Action, FailureEvent } from "../distribution/event.ts";
import { recordFailure, recordRequest } from "../distribution/record.ts";
import { routeOf } from "../distribution/route.ts";
import type { Verdict } from "../policy/verdict.ts";
import type { RetryAfter } from "../retry-after/retry-after.ts";
import type { Exchange } from "./exchange.ts";
import { logFault } from "./log-fault.ts";

/** What became of a failure. */
export interface Report {
  readonly action: Action;
  readonly verdict: Pick<Verdict, "status" | "type" | "code"> & Partial<Verdict>;
  /** `undefined` when the upstream gave no answer. */
  readonly upstreamStatus?: number | undefined;
  readonly retryAfter?: RetryAfter | undefined;
}

/** Logs and counts a failure. Never throws: a client is owed its answer, whatever becomes of the count. */
export function report(exchange: Exchange, failure: Report): void {
  try {
    recordFailure(exchange.env, exchange.ctx, toEvent(exchange, failure));
  } catch (error) {
    logFault(error, exchange.requestId);
  }
}

/** Counts a request, with the seconds until the upstream's headers where there were any. Never throws. */
export function count({ env, ctx, settings, requestId }: Exchange, seconds?: number): void {
  try {
    recordRequest(env, ctx, { seconds, route: settings.route });
  } catch (error) {
    logFault(error, requestId);
  }
}

function toEvent(
  { request, url, settings, started, requestId }: Exchange,
  { action, verdict, upstreamStatus, retryAfter }: Report,
): FailureEvent {
  return {
    event: "failure",
    action,
    method: request.method,
    route: routeOf(settings.route, url.pathname),
    status: verdict.status,
    upstream_status: upstreamStatus ?? null,
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
}
