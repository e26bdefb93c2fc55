import type { RuleInput } from "./config/rules.ts";

/**
 * Rules that are too many for the 5 KB of the `RULES` variable: bundled, and tried after the variable's.
 *
 * @example
 * [{ when: { code: "QUOTA_EXCEEDED" }, then: { code: "rate_limited", retry_after_s: 30 } }];
 */
export const RULES: readonly RuleInput[] = [];
