import { substringOf } from "./fingerprint.ts";

/** What a suggested rule matches on, and the verdict that it starts from. */
export interface RuleSeed {
  readonly upstream_code: string | null;
  readonly fingerprint: string;
  readonly upstream_status: number | null;
  readonly code: string;
  readonly status: number;
}

/**
 * A ready `[[vars.RULES]]` block: it matches what the upstream says, and keeps the verdict as it is until the
 * operator changes the last line.
 */
export function ruleBlock(seed: RuleSeed): string {
  const when: string[] = [];
  if (seed.upstream_status !== null) when.push(`status = ${seed.upstream_status}`);
  if (seed.upstream_code !== null) when.push(`code = ${tomlString(seed.upstream_code)}`);
  else {
    const words = substringOf(seed.fingerprint);
    if (words !== "") when.push(`message = ${tomlString(words)}`);
  }
  return [
    "[[vars.RULES]]",
    `when = { ${when.join(", ")} }`,
    `then = { code = ${tomlString(seed.code)}, status = ${seed.status} }`,
    "",
  ].join("\n");
}

// TOML 1.0, basic strings: JSON's escapes are TOML's, but for DEL and for lone surrogates, which it does not know.
function tomlString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll("\u007F", "\\u007F");
}
