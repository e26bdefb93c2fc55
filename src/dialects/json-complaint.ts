import { readable } from "../facts/readable.ts";
import { codesOf } from "./json-codes.ts";
import { KNOWN, LONE_FIELD_NAMES } from "./json-names.ts";
import { asText, foldName, isList, isMembers, member, type Members } from "./json-walk.ts";
import { chooseWords, isToken, wordsOf } from "./json-words.ts";

/** `{ code, message }` under `errors` is an error, not two fields. */
export function isErrorObject(members: Members): boolean {
  const known = Object.keys(members).every((name) => KNOWN.has(foldName(name)));
  const speaks = ["message", "msg", "detail", "errormessage", "errordescription", "info"].some(
    (name) => asText(member(members, name)) !== undefined,
  );
  const codes = ["code", "errorcode", "type", "reason", "status", "statuscode"]
    .map((name) => member(members, name))
    .filter((value) => typeof value === "number" || (typeof value === "string" && /^\S+$/.test(value)));
  if (known) return speaks || codes.length > 0;
  if (speaks && LONE_FIELD_NAMES.some((name) => isName(member(members, name)))) return true;
  // Beside members of its own an error has a sentence and a code, or a code that is no plain word.
  return speaks ? codes.length > 0 : codes.some((code) => /[\d_A-Z]/.test(String(code)));
}

function isName(value: unknown): boolean {
  return typeof value === "string" && /^\S+$/.test(value);
}

/** What an error object under a field's name says; `undefined` for a dictionary. */
export function complaintOf(item: Members): string | undefined {
  const names = Object.keys(item).map(foldName);
  if (names.length === 0) return undefined;
  const speaks = [
    "message",
    "msg",
    "detail",
    "error",
    "description",
    "errormessage",
    "text",
    "code",
    "errorcode",
    "messagecode",
    "kind",
    "reason",
    "rule",
    "type",
  ].some((name) => {
    const own = member(item, name);
    return typeof own === "string" && own !== "";
  });
  // Play writes every message as a list of keys.
  const [listed] = [member(item, "msg")].flatMap((value) => (isList(value) ? [value[0]] : []));
  if (typeof listed === "string" && listed !== "") return sayable(listed);
  if (!speaks || !names.some((name) => KNOWN.has(name))) return undefined;
  const unknown = Object.entries(item).filter(
    ([name, value]) => !KNOWN.has(foldName(name)) && (isList(value) || isMembers(value)),
  );
  const words = chooseWords(wordsOf(item));
  if (
    unknown.length > 0 &&
    (words === undefined || isToken(words)) &&
    asText(member(item, "message")) === undefined
  )
    return undefined;
  // A list under a code is where the complaints are.
  if (words === undefined && Object.values(item).some((value) => isList(value) && isMembers(value[0])))
    return undefined;
  const code = codesOf(item)[0];
  if (words !== undefined) return words.includes("_") ? sayable(words) : words;
  return code === undefined ? "is invalid" : readable(code);
}

/** Words that complaints have and a resource's own texts mostly lack. */
const COMPLAINT =
  /\b(?:must|should|required?|requires|invalid|missing|cannot|can't|not|isn't|doesn't|too|already|at (?:least|most)|expected|empty|blank|exceeds?|exceeded|unknown|unsupported|unrecogni[sz]ed|allowed|wrong|incorrect|format|valid|taken|exists?|duplicate|unique|between|greater|less|longer|shorter|characters?|please|enter|failed|illegal|malformed|mismatch|match(?:es)?|unable|needs?|denied|forbidden|expired|no (?:such|longer))\b/i;

/** Whether a text beside other data complains, as far as its words tell; in another language than English its script does. */
export function complains(text: string): boolean {
  return /[^\u0000-\u007f]/.test(text.slice(0, 400)) || COMPLAINT.test(text.slice(0, 400));
}

/** A sentence or a plain word as it is, a code as words. */
export function sayable(text: string): string {
  return /\s|[^\u0000-\u024F]/.test(text) || !/[_.-]|[a-z][A-Z]|^[A-Z]{2,}$/.test(text)
    ? text
    : readable(text);
}
