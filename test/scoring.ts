/** What a captured response must leave as; `expect` in the labels of `test/fixtures/DIALECT/verdicts.jsonl`. */
export interface Expectation {
  readonly pass?: true;
  /** Every status, and every code, that the labeller allows; the best first. */
  readonly status: readonly number[];
  readonly code: readonly string[];
  /** Pairs in order; `null` for no `details` at all, `any` where the contract leaves it open. */
  readonly details: readonly (readonly [string, string])[] | null | "any";
  readonly message_has?: string;
  readonly message_hasnt?: readonly string[];
  /** Seconds, lowest and highest; `default` for the configured one, `null` where it does not matter. */
  readonly retry_after?: readonly [number, number] | "default" | null;
}

/** What a response left as. */
export interface Outcome {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: readonly { readonly field: string; readonly message: string }[];
  readonly retryAfterS?: number;
}

const DEFAULT_S = 60;

/** How an outcome misses its expectation, in words, one a kind; empty when it does not. */
export function missesOf(expected: Expectation, got: Outcome | undefined): readonly string[] {
  if (expected.pass === true) return got === undefined ? [] : [`pass: became ${got.status} ${got.code}`];
  if (got === undefined) return ["pass: left untouched"];
  const misses: string[] = [];
  if (!expected.status.includes(got.status))
    misses.push(`status: ${got.status}, not ${expected.status.join("|")}`);
  if (!expected.code.includes(got.code)) misses.push(`code: ${got.code}, not ${expected.code.join("|")}`);
  const pairs = got.details?.map(({ field, message }) => [dotted(field), message] as const);
  if (expected.details === null && pairs !== undefined)
    misses.push(`details: unwanted ${JSON.stringify(pairs)}`);
  if (Array.isArray(expected.details)) {
    const wanted = (expected.details as readonly (readonly [string, string])[]).map(([f, m]) => [
      dotted(f),
      m,
    ]);
    if (JSON.stringify(sorted(pairs ?? [])) !== JSON.stringify(sorted(wanted)))
      misses.push(`details: ${JSON.stringify(pairs)} not ${JSON.stringify(wanted)}`);
  }
  const words = [got.message, ...(got.details ?? []).map(({ message }) => message)].join(" ").toLowerCase();
  const has = expected.message_has?.toLowerCase();
  if (has !== undefined && !words.includes(has))
    misses.push(`message: ${JSON.stringify(got.message)} lacks ${JSON.stringify(has)}`);
  const text = JSON.stringify(got);
  const leaks = (expected.message_hasnt ?? []).filter((leak) => text.includes(leak));
  if (/<[a-z!/][^>]*>/i.test(got.message)) leaks.push(`markup in ${got.message.slice(0, 100)}`);
  if (leaks.length > 0) misses.push(`leak: ${leaks.join(", ")}`);
  const delay = missedDelay(expected.retry_after ?? null, got.retryAfterS);
  return delay === undefined ? misses : [...misses, delay];
}

function missedDelay(
  expected: NonNullable<Expectation["retry_after"]> | null,
  got: number | undefined,
): string | undefined {
  if (expected === null) return undefined;
  const [least, most] = expected === "default" ? [DEFAULT_S, DEFAULT_S] : expected;
  return got !== undefined && got >= least && got <= most
    ? undefined
    : `retry_after: ${got}, not ${least} to ${most}`;
}

/** Brackets and dots are one notation here: the contract leaves some of them open. */
function dotted(field: string): string {
  return field.replace(/\[([^\]]*)\]/g, ".$1").replace(/^\./, "");
}

function sorted(pairs: readonly (readonly string[])[]): readonly string[] {
  return pairs.map((pair) => JSON.stringify(pair)).sort();
}
