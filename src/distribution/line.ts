import type { FailureEvent } from "./event.ts";

/** The console's method that a failure is written with. */
export type Level = "info" | "warn" | "error";

/** Whether no rule and no vocabulary knew the failure; an answer that never came is nobody's to know. */
export function isUnmapped(event: FailureEvent): boolean {
  return (event.mapped_by === "status" || event.mapped_by === "phrase") && event.action !== "synthesized";
}

/** `warn` for what is unmapped, else `error` for a 5xx and `info` for a 4xx. */
export function levelOf(event: FailureEvent): Level {
  if (isUnmapped(event)) return "warn";
  return event.status >= 500 ? "error" : "info";
}

/**
 * The one line of JSON that a failure is logged as.
 *
 * The members are named one by one: whatever else an event carries (its steps, or what a later hand adds) stays
 * out of the log.
 */
export function failureLine(event: FailureEvent): string {
  return JSON.stringify({
    event: "failure",
    action: event.action,
    method: event.method,
    route: event.route,
    status: event.status,
    upstream_status: event.upstream_status,
    type: event.type,
    code: event.code,
    dialect: event.dialect,
    upstream_code: event.upstream_code,
    upstream_message: event.upstream_message,
    mapped_by: event.mapped_by,
    retry_after: event.retry_after,
    retry_after_source: event.retry_after_source,
    details: event.details,
    duration_ms: event.duration_ms,
    request_id: event.request_id,
  });
}
