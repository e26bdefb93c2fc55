import { HOSTS, INTERNALS } from "./internals.ts";
import { stripSecrets } from "./secrets.ts";

/** The shortest text that says something by itself. */
const MIN_PROSE = 8;
const MAX_THROWN = 3;

/** A leading exception class, which names the software; what follows it is the sentence. */
const THROWN =
  /^(?:Uncaught )?(?:[A-Za-z_$][\w$]{0,60}(?:\.|\\|::)){0,10}(?:[A-Z][\w$]{0,80})?(?:Exception|Error|Fault)(?: \[\w{1,60}\])?: {1,3}(?=\S)|^(?:[A-Z]\w{0,60}::){1,6}[A-Z]\w{0,60}: {1,3}(?=\S)|^(?:Error|Exception): {1,3}(?=\S)/;
/** `[App\Models\Order]` and `java.lang.Long` are classes; their last names say what the sentence is about. */
const NAMESPACED = /\b(?:[A-Z]\w{0,60}\\{1,2}){1,10}(?!\w{0,60}(?:Exception|Error)\b)([A-Z]\w{0,60})/g;
const QUALIFIED =
  /\b(?:java|javax|jakarta|kotlin|scala|org\.(?:springframework|hibernate|apache|json|joda))\.(?:[a-z_]\w{0,60}\.){0,10}(?!\w{0,60}(?:Exception|Error)\b)([A-Z]\w{0,80})/g;
/** .NET's own types: `System.Nullable`1[System.DateTime]` is a `DateTime`. */
const DOTNET =
  /\b(?:System\.Nullable`1\[)?(?:System|Microsoft|Newtonsoft)\.(?:[A-Z]\w{0,60}\.){0,6}(?!\w{0,60}(?:Exception|Error)\b)([A-Z]\w{0,60})(?:`\d)?\]?/g;
const PUBLIC_LINK = /\bhttps?:\/\/[^\s"'<>]{1,500}/g;

/**
 * A folded sentence without what no client may read: the safe words before it, or `undefined` when none are left.
 *
 * SQL, file paths, private hosts and addresses, connection strings, exception classes and driver texts go; a secret
 * becomes `***`. `own` is what the client itself sent (its path), which may stay.
 *
 * @example
 * mask("Could not save. SQLSTATE[HY000]: General error"); // "Could not save."
 */
export function mask(text: string, own?: string): string | undefined {
  let bare = stripSecrets(text);
  for (let round = 0; round < MAX_THROWN && THROWN.test(bare); round++) bare = bare.replace(THROWN, "");
  bare = bare.replace(NAMESPACED, "$1").replace(QUALIFIED, "$1").replace(DOTNET, "$1");
  const searched =
    own !== undefined && own.length > 1 ? bare.replaceAll(own, "\u2026".repeat(own.length)) : bare;
  const at = firstUnsafe(searched);
  return at === undefined ? bare : proseBefore(bare, at);
}

/** Where the first internal begins; a link to a public host may hold anything else. */
function firstUnsafe(text: string): number | undefined {
  const unlinked = text.replace(PUBLIC_LINK, (link) => "_".repeat(link.length));
  const places = [
    ...HOSTS.map(({ pattern }) => pattern.exec(text)?.index),
    ...INTERNALS.map(({ pattern }) => pattern.exec(unlinked)?.index),
  ].filter((place) => place !== undefined);
  return places.length === 0 ? undefined : Math.min(...places);
}

/** The sentences, or else the clause, that end before a place; a clause needs two words to say something. */
function proseBefore(text: string, at: number): string | undefined {
  const head = text.slice(0, at);
  const sentence = /^.*[.!?](?=\s)/s.exec(head)?.[0];
  if (sentence !== undefined && sentence.length >= MIN_PROSE) return sentence;
  // What opens with a bracket is a clause of its own.
  if (/^[([{]/.test(text.slice(at)) && isClause(head.trim())) return head.trim();
  const clause = /^(.*?)\s?(?:[:;]\s|[([{–—]|\s-\s|,\s)[^;([{–—]*$/s.exec(head)?.[1]?.trim();
  return clause !== undefined && isClause(clause) && firstUnsafe(clause) === undefined ? clause : undefined;
}

function isClause(text: string): boolean {
  return text.length >= MIN_PROSE && /\p{L}\S*\s+\S*\p{L}/u.test(text);
}
