import type { Conformance } from "./contract/conformance.ts";
import type { Envelope } from "./contract/envelope.ts";
import type { Evidence } from "./decode/evidence.ts";
import { readFacts } from "./dialects/index.ts";
import type { Facts } from "./facts/facts.ts";
import { decide } from "./policy/decide.ts";
import { redact } from "./policy/redact.ts";
import type { CompiledRule } from "./policy/rules.ts";
import type { Verdict } from "./policy/verdict.ts";
import { readRetryAfter, type RetryAfter } from "./retry-after/retry-after.ts";
import type { Messages } from "./settings.ts";

/** What the engine needs to know beside the evidence. */
export interface JudgeOptions {
  readonly rules: readonly CompiledRule[];
  readonly messages: Messages;
  readonly retryAfterDefaultS: number;
  readonly retryAfterMaxS: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A failure, read and decided. */
export interface Judgement {
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly retryAfter: RetryAfter | undefined;
  /** A rule said `pass: true`: the upstream's answer leaves as it is. */
  readonly pass: boolean;
}

/** The verdict on a failure (a status of 400 and above, or what is no status); pure and synchronous. */
export function judge(evidence: Evidence, options: JudgeOptions): Judgement {
  const { dialect, facts } = readFacts(evidence);
  return conclude(evidence, dialect, facts, options);
}

/** The verdict on a 2xx that a dialect knows with certainty to be a failure, or `undefined` for a success. */
export function judgeSoft(evidence: Evidence, options: JudgeOptions): Judgement | undefined {
  const { dialect, facts } = readFacts(evidence);
  return facts.certain === true ? conclude(evidence, dialect, facts, options) : undefined;
}

/**
 * The verdict on a failure that is v4 already, when no rule and no `Retry-After` has a say: its envelope says all, so
 * nobody need read it.
 */
export function acknowledge(status: number, { error }: Envelope): Pick<Judgement, "verdict" | "retryAfter"> {
  const upstreamMessage = redact(error.message);
  return {
    retryAfter: undefined,
    verdict: {
      ...error,
      status,
      mappedBy: "v4",
      dialect: "v4",
      upstreamCode: error.code,
      ...(upstreamMessage !== undefined && { upstreamMessage }),
      steps: [{ step: "code", why: `${status} ${error.code}: it is the v4 envelope already` }],
    },
  };
}

function conclude(evidence: Evidence, dialect: string, facts: Facts, options: JudgeOptions): Judgement {
  const { verdict, pass } = decide(evidence, dialect, facts, options);
  const retryAfter = readRetryAfter(evidence, facts, {
    status: verdict.status,
    now: options.now,
    defaultS: options.retryAfterDefaultS,
    maxS: options.retryAfterMaxS,
    ruleS: verdict.ruleRetryAfterS,
  });
  return { facts, verdict, retryAfter, pass };
}

/**
 * Whether a rule changes a failure that is v4 already: only one that names its `code`, or that passes it as it is.
 *
 * A rule by path, status or words is about what the legacy parts of an upstream say.
 */
export function overrides(
  rules: readonly CompiledRule[],
  { request, status }: Evidence,
  { verdict, facts, pass }: Judgement,
  conformance: Conformance,
): boolean {
  if (pass) return conformance.kind === "lacks";
  const rule = rules.find(({ name }) => name === verdict.rule);
  const { dialect } = verdict;
  return (
    rule !== undefined &&
    !rule.matches({ ...request, status, codes: [], dialect, message: facts.message ?? "" })
  );
}
