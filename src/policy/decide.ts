import { CODES } from "../contract/codes.ts";
import type { Evidence } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";
import type { Messages } from "../settings.ts";
import type { CompiledRule } from "./rules.ts";
import { byStatus } from "./status-table.ts";
import type { Verdict } from "./verdict.ts";

/** The operator's part in a verdict. */
export interface DecideOptions {
  readonly rules: readonly CompiledRule[];
  readonly messages: Messages;
}

/** Facts and a status become a verdict (spec, section 3). */
export function decide(
  evidence: Evidence,
  dialect: string,
  facts: Facts,
  options: DecideOptions,
): { readonly verdict: Verdict; readonly pass: boolean } {
  void facts;
  void options;
  const { status, code } = byStatus(evidence.status);
  return {
    pass: false,
    verdict: { status, type: CODES[code].type, code, message: CODES[code].message, mappedBy: "status", dialect, steps: [] },
  };
}
