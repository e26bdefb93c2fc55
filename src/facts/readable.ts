import { remember } from "./remember.ts";

/** A longer text says more than a status does. */
const MAX_GENERIC = 60;

/**
 * A machine code in words: separators and humps become blanks, all in lower case.
 *
 * @example
 * readable("missing_field"); // "missing field"
 * readable("TooShort"); // "too short"
 */
export function readable(code: string): string {
  return code
    .slice(0, 100)
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/[_.:/\\-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** Reason phrases and what backends say in their place; folded by `foldWords`. */
const GENERIC = new Set(
  (
    "bad request|unauthorized|authorization required|payment required|forbidden|access denied|not found|method not allowed|not acceptable|" +
    "proxy authentication required|request timeout|conflict|gone|length required|precondition failed|payload too large|" +
    "request entity too large|content too large|uri too long|request uri too long|unsupported media type|" +
    "range not satisfiable|requested range not satisfiable|expectation failed|i m a teapot|im a teapot|misdirected request|" +
    "unprocessable entity|unprocessable content|locked|failed dependency|too early|upgrade required|" +
    "precondition required|too many requests|request header fields too large|unavailable for legal reasons|" +
    "internal server error|internal error|server error|not implemented|bad gateway|service unavailable|gateway timeout|gateway time out|" +
    "http version not supported|insufficient storage|loop detected|network authentication required|" +
    "error|errors|error response|oops an error occurred|failed|failure|fail|an error occurred|an error has occurred|error occurred|unknown error|request failed|ko|nok|invalid|" +
    "something went wrong|an unexpected error occurred|validation error|validation errors|validation failed|" +
    "invalid request|exception|false|true|null|none|undefined|ok|success|about blank|client error|bad input|general error"
  ).split("|"),
);

const STATUS_TEXTS = new Set([...GENERIC].slice(0, [...GENERIC].indexOf("error")));

/**
 * A phrase's words alone: lower case, a status number in front or behind dropped, everything but letters and digits a blank.
 *
 * @example
 * foldWords("404 Not-Found."); // "not found"
 */
const foldWords = remember(
  (text) =>
    readable(text)
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()
      .replace(/^(?:http |error |status )*(?:code )?[1-5]\d\d /, "")
      .replace(/ [1-5]\d\d$/, "")
      .replace(/ (?:exception|error)$/, (suffix, at: number) => (at > 0 ? "" : suffix))
      .trim(),
  MAX_GENERIC,
);

/**
 * Whether a text says no more than a status does: a reason phrase, in any case style, with or without its number.
 *
 * @example
 * repeatsStatus("BAD_REQUEST"); // true
 */
export function repeatsStatus(text: string): boolean {
  if (text.length > MAX_GENERIC) return false;
  const words = foldWords(text);
  return STATUS_TEXTS.has(words) || STATUS_TEXTS.has(`${words} error`) || /^[1-5]\d\d$/.test(text.trim());
}

/** Whether a text says nothing of what went wrong: a reason phrase, `Validation failed`, `error`. */
export function isGeneric(text: string): boolean {
  if (text.length > MAX_GENERIC) return false;
  const words = foldWords(text);
  return GENERIC.has(words) || GENERIC.has(`${words} error`) || repeatsStatus(text);
}
