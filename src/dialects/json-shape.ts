import { statusOf } from "./json-codes.ts";
import { complains } from "./json-complaint.ts";
import { PARTS } from "./json-item.ts";
import { HOLDS, INNER, KNOWN, NAMES_ERROR, OUTER, SPEAKS } from "./json-names.ts";
import { foldName, isList, isMembers, pick, type Members } from "./json-walk.ts";

/** Whether a member that no table names holds errors. */
export function isErrorHolder(name: string, value: unknown): boolean {
  const first: unknown = isList(value) ? value[0] : value;
  if (typeof first === "string" && isList(value)) return HOLDS.test(foldName(name)) && /\s/.test(first);
  if (!isMembers(first)) return false;
  if (isList(value) && isComplaint(first)) return true;
  const folded = foldName(name);
  return (
    HOLDS.test(folded) ||
    NAMES_ERROR.test(folded) ||
    Object.keys(first).some((key) => HOLDS.test(foldName(key)))
  );
}

/** An object that names a field and says something of it. */
function isComplaint(item: Members): boolean {
  const has = (names: readonly string[]): boolean =>
    pick(item, names).some(([, value]) => typeof value === "string" || isList(value));
  return (
    has(["field", "path", "property", "param", "parameter", "pointer", "attribute", "loc", "name"]) &&
    has(["message", "msg", "reason", "detail"])
  );
}

/** One sentence in several languages, which is read as the sentence. */
export function isTranslated(value: Members): boolean {
  const names = Object.keys(value);
  return (
    "en" in value &&
    names.every((name) => /^[a-z]{2}(?:[-_][A-Za-z]{2,4})?$/.test(name)) &&
    !isList(value["en"])
  );
}

/** Lists of errors by the part of the request: `{"body": [{…}], "query": […]}`. */
export function isByPart(value: Members): boolean {
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([name, part]) => PARTS.has(foldName(name)) && isList(part) && isMembers(part[0]))
  );
}

const ONE = new Set(["error", "err", "fault", "exception"]);
const SAYING = new Set([
  "message",
  "detail",
  "msg",
  "description",
  "errormessage",
  "errormsg",
  "errmsg",
  "errordescription",
  "reason",
]);

/** `{"error": {"title": …}}`: one error, whose members tell of it, and not several fields'. */
export function isOneError(name: string, value: Members): boolean {
  if (!ONE.has(name)) return false;
  const entries = Object.entries(value);
  if (entries.some(([key, held]) => isMembers(held) && isHolderName(foldName(key)))) return true;
  if (entries.some(([key, held]) => isList(held) && HOLDS.test(foldName(key)))) return true;
  const [[, first] = []] = entries;
  if (entries.length === 1 && isMembers(first) && statusOf(first) !== undefined) return true;
  const others = entries.filter(([key]) => !KNOWN.has(foldName(key)) && !SPEAKS.test(foldName(key)));
  const said = entries.some(
    ([key, text]) => isSaying(foldName(key)) && typeof text === "string" && /\s/.test(text),
  );
  // A form may have a field of that name: then the others complain as well.
  if (said) return !others.some(([, text]) => typeof text === "string" && /\s/.test(text) && complains(text));
  const lists = entries.some(([, held]) => isList(held));
  return others.length === 0 && !lists && entries.some(([, held]) => typeof held === "string");
}

function isSaying(folded: string): boolean {
  return SAYING.has(folded) || (!KNOWN.has(folded) && SPEAKS.test(folded));
}

/** Whether a name holds an error, or more of one. */
export function isHolderName(folded: string): boolean {
  return INNER.includes(folded) || OUTER.includes(folded);
}
