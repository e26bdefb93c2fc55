import type { Code } from "../contract/codes.ts";

/** What a failure is matched on; every key that a rule gives must hold. */
export interface RuleSubject {
  readonly path: string;
  readonly method: string;
  /** The upstream's status. */
  readonly status: number;
  /** The upstream's machine codes, the strongest first. */
  readonly codes: readonly string[];
  readonly dialect: string;
  /** The upstream's message as printed; `""` when there is none. */
  readonly message: string;
}

/** What a rule makes of a failure. */
export interface RuleOutcome {
  readonly code?: Code;
  readonly status?: number;
  readonly message?: string;
  readonly retryAfterS?: number;
  readonly pass?: true;
}

/** An operator's rule, validated and ready to be tried. */
export interface CompiledRule {
  /** `RULES[3]` or `src/rules.ts[3]`: how messages and `explain` name it. */
  readonly name: string;
  readonly matches: (subject: RuleSubject) => boolean;
  readonly then: RuleOutcome;
}
