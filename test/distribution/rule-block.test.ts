import { describe, test } from "vitest";
import { ruleBlock, type RuleSeed } from "../../src/distribution/rule-block.ts";

interface Row {
  readonly why: string;
  readonly seed: Partial<RuleSeed>;
  readonly when: string;
}

const rows: readonly Row[] = [
  { why: "the upstream's code", seed: { upstream_code: "E_ODD" }, when: 'status = 400, code = "E_ODD"' },
  {
    why: "its words, where it has no code",
    seed: { fingerprint: "Order … is odd" },
    when: 'status = 400, message = "is odd"',
  },
  { why: "the status, where there are no words", seed: { fingerprint: "…" }, when: "status = 400" },
  { why: "quotes", seed: { upstream_code: 'a"b\\c' }, when: String.raw`status = 400, code = "a\"b\\c"` },
  {
    why: "control characters",
    seed: { upstream_code: "a\n\u007Fb" },
    when: String.raw`status = 400, code = "a\n\u007Fb"`,
  },
  { why: "half a character", seed: { upstream_code: "a\uD800" }, when: 'status = 400, code = "a\uFFFD"' },
  {
    why: "a status that was never sent",
    seed: { upstream_status: null, upstream_code: "X" },
    when: 'code = "X"',
  },
];

describe("ruleBlock", () => {
  test.for(rows)("matches $why", ({ seed, when }, { expect }) => {
    const base = {
      upstream_code: null,
      fingerprint: "",
      upstream_status: 400,
      code: "invalid_data",
      status: 400,
    };
    expect(ruleBlock({ ...base, ...seed })).toBe(
      `[[vars.RULES]]\nwhen = { ${when} }\nthen = { code = "invalid_data", status = 400 }\n`,
    );
  });
});
