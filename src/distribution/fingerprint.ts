const MESSAGE_LIMIT = 200;

// Each is linear over a message that has been cut: no pattern nests a quantifier.
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/"[^"]*"|`[^`]*`|“[^”]*”|«[^»]*»/g, "…"],
  // An apostrophe inside a word (`can't`) opens no quotation.
  [/(?<![\p{L}\d])'[^']*'(?![\p{L}\d])/gu, "…"],
  [/\b[a-z][a-z\d+.-]{0,15}:\/\/\S+/gi, "…"],
  [/\S+@\S+/g, "…"],
  [/(?<![\w/])(?:\/[\w.:%~-]+){2,}\/?/g, "…"],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, "…"],
  // A word with a digit in it is an id, a code or a number.
  [/[\w$-]*\d[\w-]*(?:[.,:]\d[\w-]*)*/g, "…"],
  [/\s+/g, " "],
  [/…(?:[\s,;:/|-]*…)+/g, "…"],
];

/**
 * A message with its digits, ids and quoted parts folded to `…`: what repeats when the occurrence does not.
 * At most 200 characters of the message count.
 *
 * @example
 * fingerprintOf("Order 17 of 'anna' not found"); // "Order … of … not found"
 */
export function fingerprintOf(message: string): string {
  let text = message.slice(0, MESSAGE_LIMIT);
  for (const [pattern, fold] of FOLDS) text = text.replace(pattern, fold);
  return text.trim();
}

/** The longest run of a fingerprint's own words: a substring that a rule's `message` can be matched on. */
export function substringOf(fingerprint: string): string {
  let best = "";
  for (const part of fingerprint.split("…")) {
    const words = part.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
    if (words.length > best.length) best = words;
  }
  return best;
}
