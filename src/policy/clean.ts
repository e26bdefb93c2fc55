import { htmlToText } from "../decode/html.ts";
import { beforeTrace } from "../facts/trace.ts";
import { rememberClean, SENTENCE } from "../facts/remember.ts";
import { cutAt } from "./cut.ts";
import { mask } from "./mask.ts";

/** The longest message that leaves, in UTF-16 units; never cut within a character. */
export const MAX_MESSAGE = 500;
const MAX_READ = 8000;
const MAX_ROUNDS = 20;

const MARKUP = /<[a-z!/?][^<>]{0,2000}>|<!--/i;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;
/** What a program prints when it has no words. */
const NO_WORDS = /^(?:undefined|null|nan|none|nil|true|false|\(null\)|<nil>|n\/a|error|exception|err)[.!]?$/i;
/** An exception's class is a program's word, and alone it says no more than the status. */
const CLASS = /^[A-Z]\w{0,80}(?:Error|Exception)$/;
const JSON_SENTENCES = [
  "message",
  "detail",
  "error_description",
  "description",
  "error",
  "title",
  "reason",
  "msg",
];

/**
 * An upstream's sentence as a client may read it: plain text of one line, 1 to 500 characters, or `undefined`.
 *
 * Tags go and entities are decoded, control characters and white space are folded, one level of JSON inside the string
 * is unwrapped, and what is internal is masked. `own` is a text of the client's own (its path) that may stay.
 *
 * @example
 * clean("<p>Tom &amp; Jerry\n are <b>not</b> here</p>"); // "Tom & Jerry are not here"
 */
export const clean: (text: string, own?: string) => string | undefined = rememberClean(cleaned, SENTENCE);

function cleaned(text: string, own?: string): string | undefined {
  const words = unwrapped(text.slice(0, MAX_READ))?.toWellFormed();
  if (words === undefined) return undefined;
  const folded = fold(beforeTrace(plain(beforeTrace(words))));
  if (!saysSomething(folded)) return undefined;
  // What lies well past the cut cannot leave, so it need not be searched.
  const masked = mask(cutAt(folded, MAX_MESSAGE * 3), own);
  if (masked === undefined) return undefined;
  const cut = cutAt(fold(masked), MAX_MESSAGE);
  return saysSomething(cut) ? cut : undefined;
}

/** White space and control characters, the invisible and the bidirectional ones included, as single spaces. */
export function fold(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g, "")
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .trim();
}

function saysSomething(text: string): boolean {
  return (
    /\p{L}/u.test(text) && !NO_WORDS.test(text) && !CLASS.test(text) && !/\[object \w{1,40}\]/i.test(text)
  );
}

/** `expected <string>`: a word in angle brackets that is no element's name is the sentence's own. */
const HTML_NAMES =
  /^(?:a|abbr|address|article|aside|b|base|bdi|bdo|big|blink|blockquote|body|br|button|canvas|caption|center|cite|code|col|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|marquee|meta|nav|nobr|noscript|object|ol|option|p|param|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr|xml|root|error|message|response|result|fault|envelope)$/i;
const BRACKETED = /<([a-z][\w:.-]{0,60})>/gi;

/** Markup and entities until none are left: legacy pages escape twice. */
function plain(text: string): string {
  let bare = text;
  for (let round = 0; round < MAX_ROUNDS && (MARKUP.test(bare) || ENTITY.test(bare)); round++) {
    bare = bare.replace(BRACKETED, (tag, name: string) =>
      HTML_NAMES.test(name) || bare.includes(`</${name}`) ? tag : name,
    );
    const next = MARKUP.test(bare) ? htmlToText(bare) : htmlToText(bare.replaceAll("<", "&lt;"));
    if (next === bare) break;
    bare = next;
  }
  return bare.replace(/<(?=[a-z!/?][^<>]{0,2000}>)/gi, "");
}

/** One level of JSON inside a string: its sentence; `undefined` when the JSON has none. */
function unwrapped(text: string): string | undefined {
  const bare = text.trim();
  if (!/^(?:\{[\s\S]*\}|\[[\s\S]*\]|"[\s\S]*")$/.test(bare)) return text;
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch {
    // A brace or a quotation mark may open a plain sentence, but a list of members is no sentence.
    return /^(?:\{\s*["']|\[\s*[{["'])/.test(bare) && /["']\s*:/.test(bare) ? undefined : text;
  }
  if (typeof value === "string") return value;
  if (Array.isArray(value)) {
    const sentences = value.filter((item): item is string => typeof item === "string");
    return sentences.length > 0 && sentences.length === value.length ? sentences.join(" ") : undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const members = value as Readonly<Record<string, unknown>>;
  for (const name of JSON_SENTENCES) {
    const sentence = Object.hasOwn(members, name) ? members[name] : undefined;
    if (typeof sentence === "string" && sentence.trim() !== "") return sentence;
  }
  return undefined;
}
