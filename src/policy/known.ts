import type { Evidence } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";
import type { Known } from "./refined.ts";
import { meaningOf } from "./vocabulary/lookup.ts";
import type { Meaning } from "./vocabulary/meaning.ts";
import { embeddedSqlCode } from "./vocabulary/sql.ts";

const MAX_CODES = 20;
const QUOTA = /quota|limit_?(?:exceeded|reached)|usage_?limit/i;
const OF_A_RATE =
  /\bper (?:second|minute|hour|day)\b|\brate\b|too many requests|\bslow down\b|(?:try|retry) again (?:in|later)/;

/** The strongest machine code that a vocabulary knows: one that says more than whose fault it was, else the first. */
export function strongestCode(evidence: Evidence, facts: Facts, line: string): Known | undefined {
  const context = {
    status: evidence.status,
    grpc: hasGrpcField(evidence.headers),
    crash: facts.crash === true,
  };
  const known: Known[] = [];
  for (const code of facts.codes?.slice(0, MAX_CODES) ?? []) {
    const meaning = meaningOf(code, context) ?? quota(code.value, line);
    if (meaning !== undefined) known.push({ value: code.value, meaning });
  }
  const unique = uniqueViolation(line, evidence.status);
  if (unique !== undefined) known.push(unique);
  return known.find(({ meaning }) => meaning.kind === "code" && meaning.vague !== true) ?? known[0];
}

/** A driver quotes its code at the head of its sentence; only a duplicate says something of the client's request. */
function uniqueViolation(line: string, status: number): Known | undefined {
  const value = status === 409 ? undefined : embeddedSqlCode(line.toUpperCase());
  if (value === undefined) return undefined;
  const meaning = meaningOf({ value, vocabulary: "sql" }, { status, grpc: false, crash: false });
  return meaning?.kind === "code" && meaning.code === "already_exists" ? { value, meaning } : undefined;
}

/** A quota is a rate limit only where the words speak of a rate. */
function quota(code: string, line: string): Meaning | undefined {
  return QUOTA.test(code.slice(0, 100)) && OF_A_RATE.test(line)
    ? { kind: "code", code: "rate_limited" }
    : undefined;
}

function hasGrpcField(headers: Headers): boolean {
  return (
    headers.has("grpc-status") ||
    headers.has("grpc-message") ||
    (headers.get("content-type") ?? "").startsWith("application/grpc")
  );
}
