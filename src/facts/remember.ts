/** Texts that one reader remembers: an API fails in the same few words. */
const ENTRIES = 500;
/** Characters of the longest sentence that is worth it: longer ones are seldom said twice. */
export const SENTENCE = 200;
/** Characters of the longest member or field name that is worth it. */
export const NAME = 60;

/** Reads a text by a pure function. */
export type TextReader<T> = (text: string) => T;

/**
 * The same reader, which remembers what it has read: the names, codes and phrases of an API come again and again.
 *
 * At most 500 texts of at most `longest` characters are kept, for as long as the isolate lives.
 *
 * @example
 * const upper = remember((text) => text.toUpperCase(), 60);
 * upper("gone"); // "GONE"
 */
export function remember<T>(read: TextReader<T>, longest: number): TextReader<T> {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > longest) return read(text);
    const value = known.get(text);
    if (value !== undefined || known.has(text)) return value as T;
    const fresh = read(text);
    if (known.size >= ENTRIES) known.clear();
    known.set(copyOf(text), fresh);
    return fresh;
  };
}

/**
 * A cleaner that remembers which texts it leaves as they are, and no other: nothing that it had to hide is kept.
 *
 * `allowed` is what one text may hold and another may not; a text that holds it is cleaned each time.
 *
 * @example
 * const trimmed = rememberClean((text) => text.trim(), 60);
 * trimmed(" gone"); // "gone"
 */
export function rememberClean<T>(
  clean: (text: string, allowed?: string) => T,
  longest: number,
): (text: string, allowed?: string) => T | string {
  const known = new Set<string>();
  return (text, allowed) => {
    if (known.has(text)) return text;
    const cleaned = clean(text, allowed);
    if (cleaned === text && text.length <= longest && (allowed === undefined || !text.includes(allowed))) {
      if (known.size >= ENTRIES) known.clear();
      known.add(copyOf(text));
    }
    return cleaned;
  };
}

/** A slice of a body keeps the whole body alive, a copy does not; V8 makes no slices of fewer than 13 characters. */
function copyOf(text: string): string {
  return text.length < 13 ? text : (JSON.parse(JSON.stringify(text)) as string);
}
