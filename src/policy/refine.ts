import { CODES, isCode, isStatusOf } from "../contract/codes.ts";
import type { Evidence } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";
import { believe, unprocessable } from "./believe.ts";
import { exceptionFor } from "./exceptions.ts";
import { strongestCode } from "./known.ts";
import { phraseLine } from "./phrases.ts";
import type { Known, Refined } from "./refined.ts";
import { byStatus, type Landing } from "./status-table.ts";
import type { Meaning } from "./vocabulary/meaning.ts";

type CodeMeaning = Extract<Meaning, { readonly kind: "code" }>;

/** Facts and a status become a landing, without the operator's rules (spec, section 3). */
export function refine(evidence: Evidence, facts: Facts): Refined {
  const v4 = readV4(facts, evidence.status);
  if (v4 !== undefined)
    return { ...v4, mappedBy: "v4", upstreamCode: v4.code, why: `the envelope's own code is ${v4.code}` };
  const line = phraseLine(facts.words ?? facts.message ?? "");
  const known = strongestCode(evidence, facts, line);
  const exception = exceptionFor(evidence, known, line);
  if (exception !== undefined) return exception;
  return isCatchAll(evidence.status)
    ? refineCatchAll(evidence, facts, known, line)
    : believe(evidence.status, evidence, facts, known, line);
}

/** What backends answer when they do not care: the body may say better (spec, section 3). */
function isCatchAll(status: number): boolean {
  return status === 400 || status === 422 || status === 500 || (status >= 200 && status <= 299);
}

/** A v4 code in its envelope, unless it contradicts the status class; a 429 stays `rate_limited`, for the client must wait. */
function readV4(facts: Facts, wire: number): Landing | undefined {
  const code = facts.codes?.find(({ vocabulary }) => vocabulary === "v4")?.value;
  if (!isCode(code) || (wire === 429 && code !== "rate_limited")) return undefined;
  const internal = CODES[code].type === "internal";
  const agrees = wire < 400 || (wire >= 500 ? internal || code === "not_implemented" : !internal);
  if (!agrees) return undefined;
  const { status } = byStatus(wire);
  return { code, status: isStatusOf(code, status) ? status : CODES[code].status };
}

/** A specific code, else the status that the body states, else a code that names a side at fault, else the wire's status. */
function refineCatchAll(evidence: Evidence, facts: Facts, known: Known | undefined, line: string): Refined {
  const wire = evidence.status;
  const meaning = known?.meaning;
  if (known !== undefined && meaning?.kind === "code" && meaning.vague !== true)
    return byCode(known.value, meaning, wire);
  const stated =
    facts.status !== undefined && facts.status >= 400 && facts.status <= 599 ? facts.status : undefined;
  if (stated !== undefined && stated !== wire) {
    const inner = believe(stated, evidence, facts, known, line);
    return { ...inner, why: `the body states ${stated} under ${wire}; ${inner.why}` };
  }
  if (known !== undefined && meaning?.kind === "status") {
    const inner = believe(meaning.status, evidence, facts, undefined, line);
    return {
      ...inner,
      mappedBy: "vocabulary",
      upstreamCode: known.value,
      why: `${known.value} names ${meaning.status} under ${wire}; ${inner.why}`,
    };
  }
  if (known !== undefined && meaning?.kind === "code")
    return vaguely(known.value, meaning, evidence, facts, line);
  if (wire >= 400) return believe(wire, evidence, facts, undefined, line);
  return soft(evidence, facts, line);
}

/** A code that names a side at fault leaves the rest to the words, as the status of that side would. */
function vaguely(
  value: string,
  meaning: CodeMeaning,
  evidence: Evidence,
  facts: Facts,
  line: string,
): Refined {
  const landing = byCode(value, meaning, evidence.status);
  if (landing.code === "invalid_data") {
    const code = evidence.status === 422 ? unprocessable(facts, line) : undefined;
    return code === undefined
      ? landing
      : { status: 422, code, mappedBy: "phrase", why: "the words say more than the code" };
  }
  const inner = believe(landing.status, evidence, facts, undefined, line);
  return inner.mappedBy === "phrase" ? inner : landing;
}

/** A 2xx that names neither a status nor a known code: the client's fault, unless it crashed or says nothing. */
function soft(evidence: Evidence, facts: Facts, line: string): Refined {
  const says = facts.message !== undefined || facts.fields !== undefined || (facts.codes?.length ?? 0) > 0;
  if (facts.crash !== true && says && !/\binternal (?:server )?error\b/.test(line))
    return {
      ...byStatus(evidence.status),
      mappedBy: "status",
      why: "a failure under 2xx that carries words",
    };
  return believe(500, evidence, facts, undefined, line);
}

/** Where a known code leaves under a status that says nothing. */
function byCode(value: string, meaning: CodeMeaning, wire: number): Refined {
  return { ...land(meaning, wire), mappedBy: "vocabulary", upstreamCode: value, why: `${value} is known` };
}

function land({ code, status }: CodeMeaning, wire: number): Landing {
  if (code === "invalid_data") return { code, status: wire === 422 ? 422 : 400 };
  if (status !== undefined) return { code, status };
  return { code, status: CODES[code].type === "internal" && wire >= 500 ? wire : CODES[code].status };
}
