import { createTally } from "../../src/distribution/tally.ts";
import type { Batch } from "../../src/distribution/batch.ts";
import type { FailureEvent } from "../../src/distribution/event.ts";

/** 2026-01-05T10:15:30Z, in the middle of a minute. */
export const NOW = Date.UTC(2026, 0, 5, 10, 15, 30);

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A failure that the vocabulary knew, but for what the test says. */
export function failure(parts: Partial<FailureEvent> = {}): FailureEvent {
  return {
    event: "failure",
    action: "rewritten",
    method: "GET",
    route: "/v3/users/:id",
    status: 404,
    upstream_status: 404,
    type: "resource",
    code: "not_found",
    dialect: "spring-boot",
    upstream_code: "USER_NOT_FOUND",
    upstream_message: "No user 17",
    mapped_by: "vocabulary",
    retry_after: null,
    retry_after_source: null,
    details: 0,
    duration_ms: 12,
    request_id: "6f1c2b34",
    ...parts,
  };
}

/** A failure that fell to the status table. */
export function unmapped(parts: Partial<FailureEvent> = {}): FailureEvent {
  return failure({
    mapped_by: "status",
    upstream_code: "E_ODD",
    upstream_message: "Odd thing 17 broke",
    ...parts,
  });
}

/** The batch of some failures, each of them a request too, that happened at one time. */
export function batchOf(id: string, failures: readonly FailureEvent[], at = NOW, successes = 0): Batch {
  const tally = createTally(() => at);
  for (const event of failures) {
    tally.request(0.02);
    tally.failure(event);
  }
  for (let count = 0; count < successes; count += 1) tally.request(0.02);
  return tally.take(id);
}
