import type { FieldError } from "../facts/facts.ts";
import { toFieldPath } from "../facts/field-path.ts";
import { complains, complaintOf, isErrorObject, sayable } from "./json-complaint.ts";
import { FIELD_HOLDERS, HOLDS, NO_FIELD } from "./json-names.ts";
import { foldName, isList, isMembers, member, type Members } from "./json-walk.ts";

/** Those of `NO_FIELD` that no client names a member of its own. */
const BARE_NO_FIELD = new Set(
  "nonfielderrors base errors error global general globalerrors generalerrors formerrors messages errormessages json coding".split(
    " ",
  ),
);
const HOLDERS = new Set([...FIELD_HOLDERS, "error", "err", "details", "detail"]);
/** Zod and Valibot flatten their issues into these. */
const DICTIONARIES = new Set(["fielderrors", "nested"]);
/** What tells more about the error itself: a sentence in it is the error's, and no field's. */
const DESCRIBING = new Set(
  "meta metadata extensions context properties cause innererror extra info status".split(" "),
);
/** Rails and devise print every complaint a second time, with its field in front. */
const REPEATS = new Set(["fullmessages", "fullmessage", "fullerrors"]);
const ANSWERS = new Set(
  "status statuscode httpstatus httpcode exception javaclassname stacktrace trace timestamp".split(" "),
);
/** Laminas names the broken rule under the field: `{"email": {"emailAddressInvalidFormat": …}}`. */
const RULE =
  /^(?:isEmpty|not(?:Empty|Same|Digits|Alnum|InArray|Between|GreaterThan|LessThan|Match)\w*|[a-z]\w*(?:Invalid|TooShort|TooLong|NotMatch|RecordFound|FalseFormat)\w*)$/;
const MAX_DEPTH = 8;
const MAX_PAIRS = 200;

/** How readily strings count as complaints: under `errors` at once, under `data` where they complain, under `meta` only in lists, beside a message only in lists that complain. */
export type Trust = "holder" | "weak" | "lists" | "root" | "beside";

interface Gathered {
  readonly pairs: FieldError[];
  /** Members that no dictionary of field errors has. */
  odd: number;
}

/** Field errors of a dictionary: of lists, strings, error objects or dictionaries; `undefined` when it is none. */
export function readDict(members: Members, trust: Trust): readonly FieldError[] | undefined {
  if (trust !== "root" && isErrorObject(members)) return undefined;
  if (Object.entries(members).some(([name, value]) => isHolder(foldName(name), value))) return undefined;
  const gathered: Gathered = { pairs: [], odd: 0 };
  gather(members, "", trust, gathered, 0);
  const { odd } = gathered;
  const pairs = withoutRepeats(gathered.pairs);
  if (pairs.length === 0 || odd > (trust === "holder" ? pairs.length - 1 : 0)) return undefined;
  return pairs.map(({ field, message }) => ({ field: toFieldPath(field), message }));
}

/** What holds errors and is no field itself: a list of error objects, a dictionary of lists, hapi's list of failing keys. */
function isHolder(name: string, value: unknown): boolean {
  if (isList(value)) {
    const [first] = value;
    if (name === "keys") return value.every((key) => typeof key === "string" && !/\s/.test(key));
    return (HOLDERS.has(name) || HOLDS.test(name)) && isMembers(first) && complaintOf(first) !== undefined;
  }
  return DICTIONARIES.has(name) && isMembers(value) && Object.values(value).every(isList);
}

/** The pairs without those that say again what another says. */
function withoutRepeats(pairs: readonly FieldError[]): readonly FieldError[] {
  const own = pairs.filter(({ field }) => !REPEATS.has(foldName(field)));
  return own.length > 0 ? own : pairs.map(({ message }) => ({ field: "", message }));
}

/** Whether a name makes its dictionary one of fields. */
export function trustOf(name: string): Trust {
  if (FIELD_HOLDERS.has(name) || name === "error" || /(?:errors|violations|failures)$/.test(name))
    return "holder";
  return DESCRIBING.has(name) ? "lists" : "weak";
}

function gather(members: Members, prefix: string, trust: Trust, into: Gathered, depth: number): void {
  if (depth > MAX_DEPTH) return;
  const tree = isTree(members);
  for (const [name, value] of Object.entries(members)) {
    if (into.pairs.length >= MAX_PAIRS || (into.odd > 0 && trust !== "holder")) return;
    const folded = foldName(name);
    // What annotates a dictionary is no member of it (Dropbox's `.tag`, JSON-LD's `@type`).
    if (/^(?:[.@#]|\$(?:id|type|ref)$)/.test(name)) continue;
    if (name.startsWith("__") && typeof value === "string" && !NO_FIELD.has(folded)) continue;
    // Zod's tree keeps a node's own complaints in `errors`, its members' under `properties` or `items`.
    if (tree && (folded === "properties" || folded === "items")) {
      if (isMembers(value)) gather(value, prefix, trust, into, depth + 1);
      else if (isList(value)) gatherList(value, prefix, trust, into, depth + 1);
      continue;
    }
    // Symfony's forms keep their fields under `children`.
    if (folded === "children" && isMembers(value) && Object.values(value).every((child) => isForm(child))) {
      gather(value, prefix, trust, into, depth + 1);
      continue;
    }
    const none = tree || isNoField(name, folded) || (prefix !== "" && RULE.test(name));
    gatherValue(value, none ? prefix : join(prefix, name), trust, into, depth);
  }
}

function isNoField(name: string, folded: string): boolean {
  if (name === "" || name === "*" || name.startsWith("_")) return name.length < 2 || NO_FIELD.has(folded);
  // Enom numbers its errors.
  return BARE_NO_FIELD.has(folded) || /^err(?:or)?\d{1,3}$/.test(folded);
}

/** A form of Symfony's: empty, or with errors or children of its own. */
function isForm(child: unknown): boolean {
  if (Array.isArray(child)) return child.length === 0;
  if (!isMembers(child)) return false;
  const names = Object.keys(child);
  return names.length === 0 || names.includes("errors") || names.includes("children");
}

function isTree(members: Members): boolean {
  return (
    Array.isArray(members["errors"]) &&
    (isMembers(members["properties"]) || Array.isArray(members["items"]) || Object.keys(members).length === 1)
  );
}

function gatherValue(value: unknown, field: string, trust: Trust, into: Gathered, depth: number): void {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0))
    return;
  if (typeof value === "string") gatherString(value, field, trust, into);
  else if (isList(value)) gatherList(value, field, trust, into, depth + 1);
  else if (isMembers(value)) gatherMembers(value, field, trust, into, depth + 1);
  else into.odd += 1;
}

function gatherString(value: string, field: string, trust: Trust, into: Gathered): void {
  const text = value.trim();
  if (text === "") return;
  const says =
    (/[\s\u0250-\uffff]/.test(text) && (trust === "holder" || complains(text))) ||
    (trust === "holder" && /^[A-Za-z][\w.:'-]*[!.]?$/.test(text)) ||
    /^(?:required|invalid|missing|empty|blank|taken|duplicate|unknown)[.!]?$/i.test(text);
  if (trust !== "lists" && trust !== "beside" && says) into.pairs.push({ field, message: sayable(text) });
  else into.odd += 1;
}

function gatherList(
  list: readonly unknown[],
  field: string,
  trust: Trust,
  into: Gathered,
  depth: number,
): void {
  if (list.every((item) => typeof item === "string")) {
    // A list of names (`["GET", "PUT"]`) is no list of complaints.
    const speaks =
      trust === "holder" || list.some((item) => /\s/.test(item) && (trust !== "beside" || complains(item)));
    for (const item of list) {
      if (speaks) gatherString(item, field, "holder", into);
      else into.odd += 1;
    }
    return;
  }
  for (const [index, item] of list.entries()) {
    if (typeof item === "string") gatherString(item, field, trust, into);
    else if (isMembers(item)) {
      const text = complaintOf(item);
      if (text === undefined) gather(item, join(field, String(index)), trust, into, depth);
      else into.pairs.push({ field, message: text });
    } else if (item !== null) into.odd += 1;
  }
}

function gatherMembers(value: Members, field: string, trust: Trust, into: Gathered, depth: number): void {
  const text = complaintOf(value);
  if (text === undefined) return gather(value, field, trust, into, depth);
  // At the root an object that states a status or a class is the answer's own error.
  if (trust === "root" && Object.keys(value).some((name) => ANSWERS.has(foldName(name)))) {
    into.odd += 1;
    return;
  }
  const keys = member(value, "keys");
  // Celebrate keys its complaints by the part of the request, and names the members beside the sentence.
  const named = isList(keys) && keys.every((key) => typeof key === "string");
  into.pairs.push({ field: named ? (keys.length === 1 ? String(keys[0]) : "") : field, message: text });
}

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}
