/** One thing that is wrong with the configuration. */
export interface Problem {
  /** The variable, or the entry within it: `RULES[3].then.code`. */
  readonly key: string;
  /** What was wrong and what was expected, values quoted. */
  readonly message: string;
}

/** A value, or everything that is wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A problem as one line of text. */
export function formatProblem({ key, message }: Problem): string {
  return `${key}: ${message}`;
}

/** A value as a message quotes it, cut to 80 characters. */
export function quote(value: unknown): string {
  const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/**
 * `, did you mean "not_found"?` for a name that is nearly one of the known ones, else nothing.
 *
 * @example
 * didYouMean("notfound", ["not_found"]); // ', did you mean "not_found"?'
 */
export function didYouMean(value: string, known: readonly string[]): string {
  const plain = value.slice(0, 64).toLowerCase();
  let best: string | undefined;
  let least = Math.max(2, Math.floor(plain.length / 3)) + 1;
  for (const name of known) {
    const away = distance(plain, name.toLowerCase());
    if (away < least) [best, least] = [name, away];
  }
  return best === undefined ? "" : `, did you mean ${quote(best)}?`;
}

/** Levenshtein's distance; both words are short. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
