import { describe, test } from "vitest";
import { type MemberName, readMemberName } from "../../src/retry-after/member-name.ts";

const reset: MemberName = { says: "reset", unit: "s" };

function retry(unit: MemberName["unit"]): MemberName {
  return { says: "retry", unit };
}

describe("readMemberName", () => {
  const rows: readonly { readonly name: string; readonly said: MemberName | undefined }[] = [
    { name: "retry_after", said: retry("s") },
    { name: "RetryAfter", said: retry("s") },
    { name: "retry-after", said: retry("s") },
    { name: "retryAfterSeconds", said: retry("s") },
    { name: "retry_after_secs", said: retry("s") },
    { name: "retryAfterMs", said: retry("ms") },
    { name: "retryAfterMillis", said: retry("ms") },
    { name: "retryInMs", said: retry("ms") },
    { name: "retry_in_seconds", said: retry("s") },
    { name: "retryAfterMinutes", said: retry("min") },
    { name: "wait_hours", said: retry("h") },
    { name: "backoff_ms", said: retry("ms") },
    { name: "wait_seconds", said: retry("s") },
    { name: "cooldown", said: retry("s") },
    { name: "millisecondsUntilReset", said: retry("ms") },
    { name: "seconds_to_reset", said: retry("s") },
    { name: "delay_ms", said: retry("ms") },
    { name: "suggestedRetryDelay", said: retry("s") },
    { name: "reset_at", said: reset },
    { name: "resetsAt", said: reset },
    { name: "rateLimitReset", said: reset },
    { name: "X-RateLimit-Reset", said: reset },
    { name: "nextAccessTime", said: reset },
    { name: "blocked_until", said: reset },
    { name: "delay", said: undefined },
    { name: "retry", said: undefined },
    { name: "retryable", said: undefined },
    { name: "retries", said: undefined },
    { name: "remaining", said: undefined },
    { name: "limit", said: undefined },
    { name: "window_ms", said: undefined },
    { name: "timeout", said: undefined },
    { name: "createdAt", said: undefined },
    { name: "password_reset_token", said: undefined },
    { name: "items", said: undefined },
    { name: "", said: undefined },
    { name: "ms", said: undefined },
  ];
  test.for(rows)("$name", ({ name, said }, { expect }) => {
    expect(readMemberName(name)).toEqual(said);
  });
});
