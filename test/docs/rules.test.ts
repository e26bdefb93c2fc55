import { expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import type { RuleInput } from "../../src/config/rules.ts";

export const RULES: readonly RuleInput[] = [
  { when: { code: "QUOTA_EXCEEDED" }, then: { code: "rate_limited", retry_after_s: 30 } },
  { when: { path: "/reports/*", status: 500 }, then: { code: "storage_error" } },
];

test("the bundled rules of docs/rules.md are rules", async () => {
  const config = await readConfig({ UPSTREAM_URL: "https://legacy.example.com" }, RULES);
  expect(config.ok && config.value.rules).toHaveLength(2);
});
