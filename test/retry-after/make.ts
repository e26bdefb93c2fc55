import type { Evidence } from "../../src/decode/evidence.ts";
import { toEvidence } from "../../src/decode/to-evidence.ts";
import { readRetryAfter, type RetryAfter } from "../../src/retry-after/retry-after.ts";

/** The clock of every row: 2026-01-01T00:00:00Z, 1767225600 in epoch seconds. */
export const NOW = Date.UTC(2026, 0, 1);

/** A failure as an upstream answers it. */
export interface Upstream {
  readonly status?: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: unknown;
}

/** The evidence of an answer; an object is written as JSON. */
function evidenceOf({ status = 429, headers = [], body = "" }: Upstream): Evidence {
  const fields = new Headers();
  for (const [name, value] of headers) fields.append(name, value);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return toEvidence({
    request: { method: "GET", path: "/v3/users/1" },
    status,
    headers: fields,
    body: { state: "whole", bytes: new TextEncoder().encode(text) },
  });
}

/** What leaves as `Retry-After` for an answer, under the defaults; `status` is the one that it leaves with. */
export function retryAfterOf(upstream: Upstream, ruleS?: number): RetryAfter | undefined {
  return readRetryAfter(
    evidenceOf(upstream),
    {},
    {
      status: upstream.status ?? 429,
      now: NOW,
      defaultS: 60,
      maxS: 86_400,
      ruleS,
    },
  );
}
