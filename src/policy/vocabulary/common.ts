import { remember, type TextReader } from "../../facts/remember.ts";
import { ACCESS_ROWS } from "./common-access.ts";
import { STATE_ROWS } from "./common-state.ts";
import { MEANINGS, type Meaning } from "./meaning.ts";

/** What is read of a code, and an underscore a hump. */
const MAX_WORDS = 200;

const join = (patterns: readonly string[]): RegExp =>
  new RegExp(patterns.map((pattern) => bounded(pattern)).join("|"));

/** Whole words: a pattern that is not tied to an end of the code stands between underscores. */
function bounded(pattern: string): string {
  const head =
    pattern.startsWith("^") || pattern.startsWith("_") || pattern.startsWith("(^") ? "" : "(?:^|_)";
  const tail = pattern.endsWith("$") || pattern.endsWith("\\w*") ? "" : "(?:$|_)";
  // A bare `when` alternative with a `|` of its own is grouped already.
  return `${head}(?:${pattern})${tail}`;
}

/** The first row that matches decides. */
const COMPILED: readonly {
  readonly meaning: Meaning;
  readonly when: RegExp;
  readonly unless: RegExp | undefined;
}[] = [...ACCESS_ROWS, ...STATE_ROWS].map(({ means, when, unless }) => ({
  meaning: MEANINGS[means],
  when: join(when),
  unless: unless && join(unless),
}));

/**
 * What the common words in a code say, in any vendor's vocabulary; words as `bareWords` gives them.
 *
 * @example
 * commonMeaning("email_taken"); // already_exists
 */
export const commonMeaning: TextReader<Meaning | undefined> = remember(
  (words) => COMPILED.find(({ when, unless }) => when.test(words) && unless?.test(words) !== true)?.meaning,
  MAX_WORDS,
);
