import { CODES, isStatusOf } from "../contract/codes.ts";
import type { Evidence } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";
import type { Messages } from "../settings.ts";
import { fold, MAX_MESSAGE } from "./clean.ts";
import { cutAt } from "./cut.ts";
import { redact } from "./redact.ts";
import { refine } from "./refine.ts";
import type { CompiledRule, RuleOutcome } from "./rules.ts";
import { byStatus, type Landing } from "./status-table.ts";
import type { Step, Verdict } from "./verdict.ts";
import { wordsFor } from "./words.ts";

/** The operator's part in a verdict. */
export interface DecideOptions {
  readonly rules: readonly CompiledRule[];
  readonly messages: Messages;
}

const MAX_CODE = 100;

/** Facts and a status become a verdict (spec, section 3). */
export function decide(
  evidence: Evidence,
  dialect: string,
  facts: Facts,
  options: DecideOptions,
): { readonly verdict: Verdict; readonly pass: boolean } {
  const rule = firstRule(evidence, dialect, facts, options.rules);
  const refined = refine(evidence, facts);
  const { status, code } = conform(ruled(rule?.then, refined));
  const words = wordsFor(evidence, facts, { status, code }, options.messages);
  const own = rule?.then.message === undefined ? "" : cutAt(fold(rule.then.message), MAX_MESSAGE);
  const upstreamCode = cutAt(fold(refined.upstreamCode ?? facts.codes?.[0]?.value ?? ""), MAX_CODE);
  const upstreamMessage = redact(facts.message ?? facts.words);
  const { details } = words;
  const steps: readonly Step[] = [
    {
      step: "decode",
      why: `${evidence.status}, ${evidence.mediaType === "" ? "no media type" : evidence.mediaType}, read as ${evidence.form}`,
    },
    { step: "dialect", why: dialect === "none" ? "no dialect reads it" : `${dialect} reads it` },
    {
      step: refined.mappedBy === "status" ? "status" : refined.mappedBy === "phrase" ? "phrase" : "code",
      why: `${refined.status} ${refined.code}: ${refined.why}`,
    },
    ...(rule === undefined
      ? []
      : [
          {
            step: "rule" as const,
            why: `${rule.name} decides: ${rule.then.pass === true ? "pass" : `${status} ${code}`}`,
          },
        ]),
    { step: "message", why: own === "" ? words.why : "the rule's own words" },
    ...(details === undefined ? [] : [{ step: "details" as const, why: `${details.length} field errors` }]),
  ];
  return {
    pass: rule?.then.pass === true,
    verdict: {
      status,
      type: CODES[code].type,
      code,
      message: own === "" ? words.message : own,
      ...(details && { details }),
      mappedBy: rule === undefined ? refined.mappedBy : "rule",
      dialect,
      ...(upstreamCode !== "" && { upstreamCode }),
      ...(upstreamMessage !== undefined && { upstreamMessage }),
      ...(rule?.then.retryAfterS !== undefined && { ruleRetryAfterS: rule.then.retryAfterS }),
      ...(rule !== undefined && { rule: rule.name }),
      steps,
    },
  };
}

function firstRule(
  evidence: Evidence,
  dialect: string,
  facts: Facts,
  rules: readonly CompiledRule[],
): CompiledRule | undefined {
  if (rules.length === 0) return undefined;
  const subject = {
    path: evidence.request.path,
    method: evidence.request.method,
    status: evidence.status,
    codes: facts.codes?.map(({ value }) => value) ?? [],
    dialect,
    message: facts.message ?? "",
  };
  return rules.find((rule) => rule.matches(subject));
}

/** A rule's landing; a code alone keeps a status that fits it, a status alone takes the code that the table gives it. */
function ruled(then: RuleOutcome | undefined, current: Landing): Landing {
  if (then === undefined) return current;
  if (then.code === undefined) return then.status === undefined ? current : byStatus(then.status);
  return {
    code: then.code,
    status: then.status ?? (isStatusOf(then.code, current.status) ? current.status : CODES[then.code].status),
  };
}

/** A pair that the contract allows: the code stands, and a status that does not fit it gives way. */
function conform({ status, code }: Landing): Landing {
  return { code, status: isStatusOf(code, status) ? status : CODES[code].status };
}
