/** Whether an upstream's message is one that a rule means. */
export type MessageMatcher = (message: string) => boolean;

/** A message is cut to this many characters before an operator's expression sees it. */
const LIMIT = 2000;
const SLASHES = /^\/(.+)\/([a-z]*)$/s;

/**
 * Compiles a rule's `message`: `/expression/flags`, else a substring. A string says why it cannot be compiled.
 *
 * Flags are `i`, `m`, `s` and `u`. An expression that may backtrack without bound is refused.
 *
 * @example
 * compileMessage("/duplicate .* key/i");
 */
export function compileMessage(pattern: string): MessageMatcher | string {
  const [, source, flags = ""] = SLASHES.exec(pattern) ?? [];
  if (source === undefined) return (message) => message.includes(pattern);
  if (/[^imsu]/.test(flags)) return `has the flags "${flags}", expected none but i, m, s and u`;
  if (nestsRepeats(source))
    return "repeats a group that itself repeats, which may take for ever; expected a pattern without that";
  try {
    const expression = new RegExp(source, flags);
    return (message) => expression.test(message.slice(0, LIMIT));
  } catch (error) {
    return `is no regular expression: ${(error as Error).message.slice(0, 120)}`;
  }
}

/** Whether a repeated group holds a repeat or an alternative (`(a+)+`, `(a|ab)*`): what backtracks exponentially. */
function nestsRepeats(source: string): boolean {
  const groups: boolean[] = [];
  const bare = source.replace(/\\[^]/g, "x").replace(/\[[^\]]*\]/g, "x");
  for (let at = 0; at < bare.length; at += 1) {
    const sign = bare[at]!;
    if (sign === "(") groups.push(false);
    else if (sign === ")") {
      const inner = groups.pop() ?? false;
      const repeated = repeats(bare, at + 1);
      if (inner && repeated) return true;
      if ((inner || repeated) && groups.length > 0) groups[groups.length - 1] = true;
    } else if (groups.length > 0 && (sign === "|" || repeats(bare, at))) groups[groups.length - 1] = true;
  }
  return false;
}

/** Whether an unbounded, or a large, quantifier stands here. */
function repeats(source: string, at: number): boolean {
  if (source[at] === "*" || source[at] === "+") return true;
  const [, least = "", comma, most = ""] = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at, at + 16)) ?? [];
  return comma !== undefined && (comma === "," && most === "" ? true : Number(most || least) > 10);
}
