import { isRetryAfter, parseHttpDate } from "../contract/retry-after-field.ts";
import { parseAmount, splitList } from "./amount.ts";
import type { Found } from "./found.ts";

/** The upstream's own `Retry-After`; `keep` is its text where that is valid already. */
export interface OwnRetryAfter extends Found {
  readonly keep?: string;
}

const MAX_LENGTH = 400;
const MS_NAMES = ["retry-after-ms", "x-ms-retry-after-ms", "x-retry-after-ms", "retry-after-milliseconds"];

/**
 * Reads the upstream's `Retry-After` (RFC 9110, section 10.2.3), a valid one as it is, another where it can be read.
 *
 * Of several values, two lines joined, the longest wait counts: it satisfies every one of them.
 */
export function readOwn(headers: Headers, clock: number): OwnRetryAfter | undefined {
  const value = headers.get("retry-after");
  if (value === null || value.length > MAX_LENGTH) return undefined;
  if (isRetryAfter(value)) {
    const at = parseHttpDate(value);
    return { ms: at === undefined ? Number(value) * 1000 : at - clock, source: "retry-after", keep: value };
  }
  const delays = [value, ...splitList(value)]
    .map((member) => parseAmount(member, "s", clock))
    .filter((ms) => ms !== undefined);
  return delays.length === 0 ? undefined : { ms: Math.max(...delays), source: "retry-after" };
}

/** Reads `retry-after-ms` and its like, milliseconds (Azure, OpenAI). */
export function readMilliseconds(headers: Headers, clock: number): Found | undefined {
  for (const source of MS_NAMES) {
    const ms = parseAmount(headers.get(source) ?? "", "ms", clock);
    if (ms !== undefined) return { ms, source };
  }
  return undefined;
}
