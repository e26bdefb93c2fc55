import { isGeneric, repeatsStatus } from "../facts/readable.ts";
import { isServersMiss } from "../facts/servers-miss.ts";
import { SENTENCES, SPEAKS, TOKEN_NAMES } from "./json-names.ts";
import { isStock } from "./page-words.ts";
import {
  asText,
  foldName,
  isMembers,
  member,
  pick,
  splitJson,
  unwrapJson,
  type Members,
} from "./json-walk.ts";

/** A text that may be the message. */
export interface Word {
  readonly text: string;
  /** Of a member that also holds codes, so that a lone word is no sentence. */
  readonly maybeCode: boolean;
}

const MAX_WORDS = 30;
const MAX_MEMBERS = 100;
const KNOWN_WORDS = new Set(SENTENCES);

/** What one error object says of itself, the most specific member first. */
export function wordsOf(members: Members): readonly Word[] {
  const words: Word[] = [];
  for (const [name, value] of pick(members, SENTENCES)) {
    const said = textFrom(value);
    const text = said === undefined ? undefined : (splitJson(said)?.head ?? said);
    if (text !== undefined && !isNoWord(text)) words.push({ text, maybeCode: TOKEN_NAMES.has(name) });
    if (words.length === MAX_WORDS) break;
  }
  for (const [name, value] of Object.entries(members).slice(0, MAX_MEMBERS)) {
    const folded = foldName(name);
    // hug keeps its sentence under the status itself.
    const spoken = SPEAKS.test(folded) || /^[45]\d\d$/.test(name) || isStatement(folded, value);
    if (!spoken || KNOWN_WORDS.has(folded) || words.length === MAX_WORDS) continue;
    const text = asText(value);
    if (text !== undefined && !isToken(text) && !isNoWord(text)) words.push({ text, maybeCode: false });
  }
  return words;
}

/** The best of what was said: a sentence that says something, else a general one, else a reason phrase, else a lone word. */
export function chooseWords(words: readonly Word[]): string | undefined {
  const sentences = words.filter(({ text }) => !isToken(text));
  return (
    sentences.find(({ text }) => !isGeneric(text)) ??
    words.find(({ text, maybeCode }) => !maybeCode && isPlainWord(text) && !isGeneric(text)) ??
    sentences.find(({ text }) => !repeatsStatus(text)) ??
    sentences[0] ??
    words.find(({ text, maybeCode }) => isPlainWord(text) || !maybeCode)
  )?.text;
}

/** Mostly a state and the content; where Icinga and others put their sentence. */
function isStatement(folded: string, value: unknown): boolean {
  return (
    (folded === "status" || folded === "data" || folded === "response") &&
    typeof value === "string" &&
    (folded === "data" ? /^\p{L}.*\s\p{L}/u : /\s\S+\s/).test(value) &&
    !repeatsStatus(value)
  );
}

function isPlainWord(text: string): boolean {
  return /^\p{L}+[.!]?$/u.test(text) && text === text[0] + text.slice(1).toLowerCase();
}

/** A text without a blank reads as a code, unless its script writes none. */
export function isToken(text: string): boolean {
  return !/\s/.test(text) && !/[^\u0000-\u024F]/.test(text);
}

function isNoWord(text: string): boolean {
  return (
    /^(?:https?:\/\/\S+|\d+|true|false|null|n\/a|undefined|\[object Object\])$/i.test(text) ||
    unwrapJson(text) !== text
  );
}

/** Rails prints an exception as Ruby inspects it: `#<ActionController::BadRequest: Page must be positive>`. */
function inspected(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const thrown = /^#<[A-Z][\w:]{0,120}: ([^\n]{1,1000})/.exec(text)?.[1];
  if (thrown !== undefined) return thrown.replace(/>$/, "");
  // WebOb explains the status in a paragraph of its own, and what the application said is below.
  const [explained = "", said = ""] = text.split(/\n{3,}/, 2).map((part) => part.trim());
  return /\s/.test(said) && (isStock(explained) || isServersMiss(explained)) ? said : text;
}

/** A sentence as a string, or in the languages or the wrapper that some backends put around it. */
function textFrom(value: unknown): string | undefined {
  if (!isMembers(value)) return inspected(asText(value));
  // OData 2 and 3: `{ lang, value }`.
  const wrapped =
    asText(member(value, "value")) ??
    asText(value["#text"]) ??
    asText(value["_"]) ??
    asText(value["$"]) ??
    asText(member(value, "message"));
  if (wrapped !== undefined && Object.keys(value).length <= 3) return wrapped;
  const entries = Object.entries(value);
  if (
    entries.length === 0 ||
    !entries.every(
      ([name, text]) => /^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$/.test(name) && typeof text === "string",
    )
  )
    return undefined;
  return (
    asText(value["en"]) ??
    asText(value["en-US"] ?? value["en_US"] ?? value["en-us"]) ??
    asText(entries[0]?.[1])
  );
}
