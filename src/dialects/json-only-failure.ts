import { isBareCode } from "./json-codes.ts";
import { isEmpty, isResource } from "./json-signs.ts";
import { asStatus, asText, foldMembers, isList, isMembers, type Members } from "./json-walk.ts";

/** What a member of an answer is for, as its name and its value tell. */
type Role = "failure" | "code" | "words" | "frame" | "content";

const MAX_DEPTH = 3;
const MAX_MEMBERS = 40;

/**
 * Whether an object holds a failure and nothing else, whatever its members are called.
 *
 * Every member is an error, a code, words about it or what frames any answer; an answer that shows a thing of its own
 * (it has an id, a name) is none, for the thing may have failed and the answer not.
 *
 * @example
 * isOnlyFailure({ errCd: "106", errNm: "Invalid route", tmst: "2024-12-31T17:26:15" }); // true
 */
export function isOnlyFailure(members: Members, depth = 0): boolean {
  const entries = Object.entries(members).slice(0, MAX_MEMBERS + 1);
  if (depth > MAX_DEPTH || entries.length > MAX_MEMBERS || isResource(foldMembers(members))) return false;
  const objects = entries.filter(([, value]) => isMembers(value) && !isHollow(value));
  const roles = entries.map(
    ([name, value]) => [roleOf(name, value, objects.length === 1, depth), name, value] as const,
  );
  if (roles.some(([role]) => role === "content")) return false;
  const failures = roles.filter(([role]) => role === "failure");
  const words = roles.flatMap(([role, , value]) => (role === "words" ? textsOf(value) : []));
  if (words.some((text) => DONE.test(text))) return false;
  if (failures.length > 0) return words.length > 0 || failures.some(([, name, value]) => says(name, value));
  // A number means nothing by itself: the words beside it have to complain.
  return (
    roles.some(([role, , value]) => role === "code" && !PASSED.test(String(value))) && words.some(complains)
  );
}

function roleOf(name: string, value: unknown, alone: boolean, depth: number): Role {
  const parts = partsOf(name);
  const last = parts.at(-1) ?? "";
  // GraphQL's `data` with a null in it is a part of an answer.
  if (isEmpty(value) || (last !== "data" && isHollow(value))) return "frame";
  if (isErrorName(parts)) return roleOfError(value);
  if (isMembers(value)) {
    // One wrapper around the whole may be called anything; what is further in is the answer's own.
    const wraps = HEADS.has(last) || (alone && depth === 0);
    return wraps && isOnlyFailure(value, depth + 1) ? "failure" : "content";
  }
  if (isList(value)) return roleOfList(last, value);
  if (typeof value === "object") return "content";
  if (isBareCode(value)) return "failure";
  if (value === 0 && COUNTS.has(last)) return "frame";
  if (STATES.has(last) && typeof value === "string" && FAILED.test(value.trim())) return "failure";
  if (CODES.test(last)) return parts.includes("status") && asStatus(value) !== undefined ? "failure" : "code";
  if (typeof value === "string" && WORDS.test(last)) return "words";
  return FRAME.has(last) || (typeof value === "string" && STAMP.test(value)) ? "frame" : "content";
}

/** Sentences are words wherever they are listed; of messages with codes each has to complain. */
function roleOfList(last: string, list: readonly unknown[]): Role {
  if (!WORDS.test(last)) return "content";
  if (list.every((item) => typeof item === "string")) return "words";
  return list.every((item) => isMembers(item) && isCodedComplaint(item)) ? "failure" : "content";
}

function isCodedComplaint(item: Members): boolean {
  const entries = Object.entries(item).slice(0, MAX_MEMBERS);
  return (
    entries.every(([, value]) => typeof value === "string") &&
    entries.some(([name, value]) => /code$/i.test(name) && !PASSED.test(String(value))) &&
    entries.some(([name, value]) => WORDS.test(partsOf(name).at(-1) ?? "") && complains(String(value)))
  );
}

function textsOf(value: unknown): readonly string[] {
  return (isList(value) ? value : [value]).map((text) => asText(text) ?? "");
}

/** An error is one where it says something, and no code of it says that all is well. */
function roleOfError(value: unknown): Role {
  if (value === false || value === 0 || (typeof value === "string" && NONE.test(value.trim())))
    return "frame";
  if (!isMembers(value) && !Array.isArray(value)) return "failure";
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.every((item) => typeof item === "string" || (isMembers(item) && tells(item)))
    ? "failure"
    : "content";
}

function tells(error: Members): boolean {
  const entries = Object.entries(error)
    .slice(0, MAX_MEMBERS)
    .map(([name, value]) => [partsOf(name).at(-1) ?? "", value] as const);
  return (
    entries.some(([last, value]) => {
      const text = WORDS.test(last) ? textIn(value) : undefined;
      return text !== undefined && !DONE.test(text);
    }) && !entries.some(([last, value]) => CODES.test(last) && !isEmpty(value) && NONE.test(String(value)))
  );
}

/** A text, or the one that an object wraps (`{"$": …}`). */
function textIn(value: unknown): string | undefined {
  return asText(isMembers(value) ? Object.values(value).find((held) => typeof held === "string") : value);
}

/** A name's words in lower case: `errCd` and `err_cd` are `err` and `cd`. */
function partsOf(name: string): readonly string[] {
  return name
    .slice(0, 60)
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((part) => part !== "");
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));
const ERRORS = words(
  "err errs error errors erro erros erreur erreurs errore fehler fault faults exception exceptions failure failures errno errcode errmsg",
);
/** What may stand before and behind `error` in a name; `lastError`, `errorRate` and `standard_error` are measures. */
const BEFORE = words(
  "ws gw api app application service svc system sys server client request req http gateway validation input auth general " +
    "global business fatal processing runtime internal user soap rest field",
);
const BEHIND = words(
  "code cd codes no num number nr id msg msgs message messages nm name desc description text txt string str detail details dtls info information " +
    "type reason resp response list object obj data status summary key title class category kind level severity source field fields param " +
    "params item items dto result body value user sub subcode uuid ref reference report url uri link",
);
/** Short words that make a measure of an error, or a setting. */
const SHORT = words("max min sum num avg on no is has std rms mae log js pre of");
const HEADS = words("meta header headers head status result response info system");
const STATES = words("s status state stat result rc outcome ack response resp success type");
const CODES = /code$|^(?:status|rc|number|no|cd|value)$/;
const WORDS =
  /(?:messages?|msg|text|txt|desc|description|reason|details?|nm|info|string|data|response|hint)$/;
const COUNTS = words("count counts total totals size length");
const FRAME = words(
  "time timestamp ts tmst ttl took elapsed duration version ver date server node host nonce lang language locale method action command " +
    "success ok severity level func function module procedure operation apiversion",
);
const STAMP = /^(?:https?:\/\/\S+|\d{4}-\d\d-\d\d\S*|[\da-f]{8}-[\da-f-]{27}|\d+(?:\.\d+)*)$/i;
const FAILED = /^(?:error|errors|err|fail|failed|failure|nok|ko)$/i;
const NONE = /^(?:0+|false|no|none|null|nil|ok|n\/a|success)$/i;
/** Codes of a success: zeros with letters before them, HTTP's, and those that count from one. */
const PASSED =
  /^(?:[a-z]{0,4}0+|2\d\d|200+|1|100|1000|10000|ok|success\w*|done|true|active|created|complete[d]?)$/i;
const DONE = /^(?:ok|okay|success|successful|succeeded|done|completed|操作成功|成功)[.!]?$/i;
const PRAISE = /\b(?:success(?:ful(?:ly)?)?|is valid|are valid|verified|accepted)\b/i;
/** Words that a success has no use for; what complains of a field has many more, and stands where a failure is certain. */
const COMPLAINT =
  /\b(?:invalid|incorrect|wrong|missing|malformed|cannot|can't|could not|unable|failed|failure|denied|expired|unauthori[sz]ed|forbidden|exceeded|unknown|illegal|insufficient|corrupt(?:ed)?|unsupported|out of range|not (?:be able|found|valid|exist|allowed|authori[sz]ed|supported|permitted|registered|the same|available)|does(?:n't| not)|must (?:be|not|have)|(?:is|are) required|required parameter)\b/i;
/** The same in Chinese, Japanese, Korean, Russian, Portuguese, Spanish and Turkish. */
const FOREIGN =
  /错误|失败|无效|非法|不存在|不能|不足|缺少|过期|超(?:过|出|限)|異常|エラー|失敗|無効|不正|오류|실패|잘못|유효하지|ошибк|не найден|неверн|недоступ|\b(?:inv[aá]lid[oa]|incorret[oa]|incorrect[oa]|não encontrad[oa]|no encontrad[oa]|expirad[oa]|hatal[ıi]|geçersiz|bulunamad[ıi])/i;

/** Whether a name is an error's or a part of one's, whoever put his own two letters before it. */
function isErrorName(parts: readonly string[]): boolean {
  const at = parts.findIndex((part) => ERRORS.has(part));
  if (at === -1) return false;
  return parts.slice(0, at).every(isPrefix) && parts.slice(at + 1).every((part) => BEHIND.has(part));
}

function isPrefix(part: string): boolean {
  return BEFORE.has(part) || (part.length < 4 && !SHORT.has(part));
}

/** What holds nothing but empty members. */
function isHollow(value: unknown): boolean {
  return isEmpty(value) || (isMembers(value) && Object.values(value).every((held) => isEmpty(held)));
}

/** A key of a message complains by its words: `validation.clientOidIsRequired`. */
function complains(text: string): boolean {
  const spelt = /\s/.test(text) ? text : text.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/[_.]/g, " ");
  return (COMPLAINT.test(spelt) || FOREIGN.test(spelt)) && !PRAISE.test(spelt);
}

/** Whether an error says something by itself: a sentence, a list, an object, a flag, a number that is called its code. */
function says(name: string, value: unknown): boolean {
  if (typeof value === "object" || value === true) return true;
  const coded = CODES.test(partsOf(name).at(-1) ?? "");
  if (typeof value === "string") return /\s/.test(value.trim()) || !coded;
  return coded && typeof value === "number" && !PASSED.test(String(value));
}
