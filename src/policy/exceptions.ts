import type { Evidence } from "../decode/evidence.ts";
import { phraseCode, speaksOfRate } from "./phrases.ts";
import type { Known, Refined } from "./refined.ts";
import { byStatus } from "./status-table.ts";
import type { Meaning } from "./vocabulary/meaning.ts";

/** Where a specific status, believed, would have the client do the wrong thing (spec, section 3). */
export function exceptionFor(
  evidence: Evidence,
  known: Known | undefined,
  line: string,
): Refined | undefined {
  const { status } = evidence;
  if (status === 403 || status === 503) {
    const limited = { status: 429, code: "rate_limited" } as const;
    if (known !== undefined && isRate(known.meaning))
      return {
        ...limited,
        mappedBy: "vocabulary",
        upstreamCode: known.value,
        why: `${known.value} is a rate limit under ${status}`,
      };
    if (speaksOfRate(line) && isExhausted(evidence.headers, status))
      return {
        ...limited,
        mappedBy: "phrase",
        why: `rate-limit words beside an exhausted field under ${status}`,
      };
  }
  if (status === 403 && line === "missing authentication token")
    return {
      status: 404,
      code: "invalid_request",
      mappedBy: "phrase",
      why: "API Gateway's router has no such address",
    };
  if (status === 402) {
    const declined = { status: 422, code: "purchase_fraud" } as const;
    if (known?.meaning.kind === "code" && known.meaning.code === "purchase_fraud")
      return {
        ...declined,
        mappedBy: "vocabulary",
        upstreamCode: known.value,
        why: `${known.value} is a declined payment`,
      };
    if (phraseCode(402, line) !== undefined)
      return { ...declined, mappedBy: "phrase", why: "the words say that the payment was declined" };
  }
  return undefined;
}

function isRate(meaning: Meaning): boolean {
  return (meaning.kind === "code" ? meaning.code : byStatus(meaning.status).code) === "rate_limited";
}

/** Whether a rate-limit field says that nothing remains; under a 403 a `Retry-After` says so too (GitHub). */
function isExhausted(headers: Headers, status: number): boolean {
  if (status === 403 && headers.has("retry-after")) return true;
  for (const [name, value] of headers) {
    if (!/rate-?limit/.test(name)) continue;
    if (name.includes("remaining") && /^0(?:\.0*)?$/.test(value.slice(0, 20).trim())) return true;
    if (/(?:\br|remaining)=0\b/.test(value.slice(0, 400))) return true;
  }
  return false;
}
