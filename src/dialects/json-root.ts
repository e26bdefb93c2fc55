import type { FieldError } from "../facts/facts.ts";
import { statusOf } from "./json-codes.ts";
import { complains } from "./json-complaint.ts";
import { readDict } from "./json-dict.ts";
import { readList } from "./json-list.ts";
import { HOLDS, INNER, KNOWN, NAMES_ERROR, OUTER, SPEAKS, WRAPPER } from "./json-names.ts";
import { isValidation, merge, NOTHING, readError, type Reading, type Scope } from "./json-read.ts";
import { isByPart } from "./json-shape.ts";
import { asText, foldName, isList, isMembers, unwrapJson, type Members } from "./json-walk.ts";
import { wordsOf } from "./json-words.ts";

/** Reads the whole body's value. */
export function readRoot(value: unknown, scope: Scope): Reading {
  if (typeof value === "string") {
    const json = unwrapJson(value);
    if (json !== value) return readRoot(json, { ...scope, unwrapped: true });
    const text = asText(value);
    return text === undefined ? NOTHING : { ...NOTHING, words: [{ text, maybeCode: false }] };
  }
  if (isList(value)) {
    const [only] = value;
    // An answer as a list of one; a list of field errors keeps its index.
    const alone = value.length === 1 && isMembers(only) && isEnvelope(only) && scope.depth < 2;
    return alone ? readRoot(only, { ...scope, depth: scope.depth + 1 }) : readList(value, scope);
  }
  if (!isMembers(value)) return NOTHING;
  const own = withoutAnnotations(value);
  if (isByPart(own))
    return merge(Object.values(own).map((part) => readRoot(part, { ...scope, depth: scope.depth + 1 })));
  const inner = wrappedIn(own);
  if (inner !== undefined && scope.depth < 2) return readRoot(inner, { ...scope, depth: scope.depth + 1 });
  const dict = isValidation(scope) || scope.status < 500 ? readRootDict(own, scope) : undefined;
  return dict === undefined ? readError(value, scope) : { ...NOTHING, fields: dict };
}

/** An object that holds its error, or its fields' errors, in a member of its own. */
function isEnvelope(members: Members): boolean {
  const entries = Object.entries(members);
  return (
    !entries.every(([, value]) => isList(value) && typeof value[0] === "string") &&
    entries.some(
      ([name, value]) =>
        (INNER.includes(foldName(name)) || HOLDS.test(foldName(name)) || ENVELOPING.has(foldName(name))) &&
        (isMembers(value) || (isList(value) && isMembers(value[0]))),
    )
  );
}

const ENVELOPING = new Set([
  "detail",
  "details",
  "message",
  "messages",
  "data",
  "response",
  "result",
  "body",
  "validation",
  "status",
]);

/** Wrappers by their whole name. */
const WRAPPERS = new Set(["body", "payload", "content"]);

/** What a body that has one member holds in it, whoever put the wrapper around it. */
function wrappedIn(members: Members): Members | undefined {
  const [entry, ...others] = Object.entries(members);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, value] = entry;
  if (!isMembers(value)) return undefined;
  return WRAPPER.test(foldName(name)) ||
    WRAPPERS.has(foldName(name)) ||
    (holdsError(value) && !KNOWN.has(foldName(name)))
    ? value
    : undefined;
}

function holdsError(members: Members): boolean {
  return Object.entries(members).some(
    ([name, value]) =>
      INNER.includes(foldName(name)) && (isMembers(value) || (isList(value) && isMembers(value[0]))),
  );
}

/** What an answer carries of itself, whatever it answers. */
const ANNOTATIONS = new Set(
  (
    "requestid traceid correlationid transactionid responseid debugid logid nonce timestamp time date datetime servertime success ok " +
    "docs documentationurl docurl moreinfo helpurl infourl apiversion version took host node server"
  ).split(" "),
);

/** What an answer says beside them; the object itself where there are none, for its names have been read. */
function withoutAnnotations(members: Members): Members {
  const entries = Object.entries(members);
  const own = entries.filter((one) => !isAnnotation(one));
  return own.length === entries.length ? members : Object.fromEntries(own);
}

/** A flag, a number, an id, a date or an address beside the failure: nothing that speaks of a field. */
function isAnnotation([name, value]: readonly [string, unknown]): boolean {
  if (!ANNOTATIONS.has(foldName(name))) return false;
  if (typeof value === "string") return value === "" || /^[^\s]*[\d:/-]\S*$|^\d{4}-\d\d-\d\d /.test(value);
  return value === null || typeof value !== "object";
}

/** A body that is nothing but a dictionary of fields (Django REST framework, Rails, Ecto). */
function readRootDict(members: Members, scope: Scope): readonly FieldError[] | undefined {
  const entries = Object.entries(members).filter(([, value]) => value !== null);
  const own = entries.filter(([name, value]) => !isListOfWords(foldName(name), value));
  if (own.length === 0 || isNamedError(entries)) return undefined;
  if (own.length < entries.length && entries.some(([, value]) => typeof value === "string")) return undefined;
  const lists = entries.every(([, value]) => typeof value === "object");
  // One sentence a name may be an error's own members where the status speaks of no field.
  if (!lists && !(isValidation(scope) && isComplaints(own))) return undefined;
  if (lists && !own.some(([, value]) => isList(value)) && own.every(([name]) => KNOWN.has(foldName(name))))
    return undefined;
  // A list of sentences under a name of the client's makes the whole a dictionary, whatever the others are called.
  const plain = own.some(
    ([name, value]) => isList(value) && isSentence(value[0]) && !INNER.includes(foldName(name)),
  );
  const held = ([name, value]: readonly [string, unknown]): boolean =>
    isMembers(value) &&
    (INNER.includes(foldName(name)) ||
      (!plain && OUTER.includes(foldName(name))) ||
      HOLDS.test(foldName(name)) ||
      (own.length === 1 && NAMES_ERROR.test(foldName(name))));
  if (entries.some(held)) return undefined;
  if (
    entries.some(
      ([name, value]) =>
        isList(value) &&
        isMembers(value[0]) &&
        (INNER_LISTS.has(foldName(name)) ||
          NAMES_ERROR.test(foldName(name)) ||
          HOLDS.test(foldName(name)) ||
          holdsError(value[0])),
    )
  )
    return undefined;
  return readDict(Object.fromEntries(entries), "root");
}

/** Sentences that complain, one a name, of which one at least is a client's. */
function isComplaints(entries: readonly (readonly [string, unknown])[]): boolean {
  return (
    entries.every(
      ([name, value]) => !SPEAKS.test(foldName(name)) && isSentence(value) && complains(String(value)),
    ) && entries.some(([name]) => !KNOWN.has(foldName(name)))
  );
}

function isSentence(value: unknown): boolean {
  return typeof value === "string" && /\s/.test(value);
}

/** OpenStack names an error by the one member of its body, and states the status in it. */
function isNamedError(entries: readonly (readonly [string, unknown])[]): boolean {
  const [, value] = entries[0] ?? ["", undefined];
  return (
    entries.length === 1 && isMembers(value) && statusOf(value) !== undefined && wordsOf(value).length > 0
  );
}

/** Sentences that belong to no field, under a name that says so. */
function isListOfWords(folded: string, value: unknown): boolean {
  return LISTS_OF_WORDS.has(folded) || (HOLDS.test(folded) && isList(value) && typeof value[0] === "string");
}

/** Lists of sentences that belong to no field. */
const LISTS_OF_WORDS = new Set(
  "error errors message messages detail details errormessages reason reasons msg fullmessages issues description nonfielderrors warnings".split(
    " ",
  ),
);
const INNER_LISTS = new Set(
  "error errors details detail issues violations message messages data result fielderrors validationerrors".split(
    " ",
  ),
);
