import type { FieldError } from "../facts/facts.ts";
import { readable } from "../facts/readable.ts";
import { codesOf, statusOf } from "./json-codes.ts";
import { readDict } from "./json-dict.ts";
import { readDetail } from "./json-google.ts";
import { fieldNames, fieldOf } from "./json-item.ts";
import { HOLDS, KNOWN } from "./json-names.ts";
import {
  isValidation,
  merge,
  NOTHING,
  readError,
  readSentence,
  type Reading,
  type Scope,
} from "./json-read.ts";
import { asText, foldName, isList, isMembers, member, pick, unwrapJson, type Members } from "./json-walk.ts";
import { chooseWords, isToken, wordsOf } from "./json-words.ts";

const MAX_ITEMS = 200;
/** Where a member of a list keeps more of its error, beside the names that speak of errors. */
const NESTS = new Set("extensions details inner causes body response validation messages".split(" "));
/** A code that says that something is there already counts wherever it stands alone. */
const DUPLICATE = /exist|duplicate|taken|unique|dup_|already/i;

/** Reads a list of errors: of objects, of sentences, of dictionaries by index. */
export function readList(list: readonly unknown[], scope: Scope): Reading {
  const items = list.slice(0, MAX_ITEMS);
  const shapes = items.filter((item) => isMembers(item) && Object.keys(item).length > 0) as Members[];
  if (
    items.every((item) => isMembers(item)) &&
    shapes.length > 0 &&
    shapes.every((item) => isFieldRecord(item))
  ) {
    const fields = readDict(Object.fromEntries(items.map((item, index) => [String(index), item])), "root");
    if (fields !== undefined) return { ...NOTHING, fields };
  }
  const readings = items.map((item) => readItem(item, scope)).filter((reading) => reading !== undefined);
  const merged = merge(readings);
  const statuses = [...new Set(merged.statuses)];
  return {
    ...merged,
    codes:
      readings.length === 1 || merged.fields.length === 0
        ? (readings.find(({ codes }) => codes.length > 0)?.codes ?? [])
        : [],
    // Members that state different statuses leave it to the answer's own.
    statuses: statuses.length === 1 ? statuses : [],
  };
}

/** A member of a list serializer: fields by name, and nothing that an error object has. */
function isFieldRecord(item: Members): boolean {
  return Object.entries(item).every(
    ([name, value]) =>
      (isList(value) && typeof value[0] === "string" && value.some((text) => /\s/.test(String(text)))) ||
      (isMembers(value) && !KNOWN.has(foldName(name))) ||
      (isList(value) && isMembers(value[0]) && !KNOWN.has(foldName(name))),
  );
}

function readItem(item: unknown, scope: Scope): Reading | undefined {
  if (typeof item === "string") {
    const json = scope.unwrapped ? item : unwrapJson(item);
    if (json !== item) return readItem(json, { ...scope, unwrapped: true });
    const text = asText(item);
    if (text === undefined) return undefined;
    if (isToken(text) && /[_\d]|[a-z][A-Z]|^[A-Z]+$/.test(text)) return { ...NOTHING, codes: [text] };
    return { ...NOTHING, ...readSentence(text, true, scope) };
  }
  if (isList(item)) return scope.depth > 6 ? undefined : readList(item, { ...scope, depth: scope.depth + 1 });
  if (!isMembers(item) || Object.keys(item).length === 0) return undefined;
  const status = statusOf(item);
  // The backend's own trouble is nothing that a client can mend, and none of its business.
  if (status !== undefined && status >= 500 && scope.status < 500) return undefined;
  const named = readNamedSentences(item, scope);
  if (named !== undefined) return named;
  const detail = readDetail(item, scope);
  if (detail !== undefined) return detail;
  return readErrorItem(item, scope, status === undefined ? [] : [status]);
}

/** `{"to_address": "Required and missing."}`: fields by name, one member of the list each. */
function readNamedSentences(item: Members, scope: Scope): Reading | undefined {
  const entries = Object.entries(item);
  const named = entries.every(
    ([name, value]) => !KNOWN.has(foldName(name)) && typeof value === "string" && /\s/.test(value),
  );
  const fields = named && isValidation(scope) ? readDict(item, "root") : undefined;
  return fields && { ...NOTHING, fields };
}

function readErrorItem(item: Members, scope: Scope, statuses: readonly number[]): Reading | undefined {
  const codes = codesOf(item);
  const several = fieldNames(item);
  const field = several.length > 0 ? several[0] : fieldOf(item, scope);
  const messages = complaintsOf(item);
  if (field !== undefined && field !== "") {
    const names = several.length > 0 ? several : [field];
    const children = childrenOf(item, field, scope);
    const said =
      messages.length > 0
        ? messages
        : children.length > 0
          ? []
          : [codes[0] === undefined ? "is invalid" : readable(codes[0])];
    const fields: readonly FieldError[] = [
      ...names.flatMap((name) => said.map((message) => ({ field: name, message }))),
      ...children,
    ];
    const nested = messages.length === 0 && children.length === 0 ? nestedError(item, scope) : NOTHING;
    if (nested.fields.length > 0 || nested.loose.length > 0 || nested.words.length > 0) {
      const text = chooseWords(nested.words) ?? nested.loose[0];
      return {
        ...nested,
        statuses,
        fields:
          nested.fields.length > 0 ? nested.fields : text === undefined ? fields : [{ field, message: text }],
        loose: [],
        words: [],
      };
    }
    return { ...NOTHING, fields, statuses, codes: codes.filter((code) => DUPLICATE.test(code)) };
  }
  const nested = nestedError(item, scope);
  const reading = messages.map((text) => readSentence(text, false, scope));
  const fields = nested.fields.length > 0 ? nested.fields : reading.flatMap((part) => part.fields);
  const own = reading.flatMap((part) => part.loose);
  const nestedWords = chooseWords(nested.words);
  const loose =
    own.length > 0
      ? own
      : [...nested.loose, ...(nestedWords === undefined || nested.loose.length > 0 ? [] : [nestedWords])];
  const words = fields.length === 0 && loose.length === 0 ? wordsOf(item) : [];
  return {
    codes: [...codes, ...nested.codes],
    statuses: statuses.length > 0 ? statuses : nested.statuses,
    words,
    fields,
    loose,
  };
}

/** What one member of a list complains about, one string a complaint. */
function complaintsOf(item: Members): readonly string[] {
  const constraints = member(item, "constraints");
  // class-validator: one sentence a broken constraint.
  if (isMembers(constraints))
    return Object.values(constraints)
      .map(asText)
      .filter((text) => text !== undefined);
  const text = chooseWords(wordsOf(item).filter(({ text, maybeCode }) => !(maybeCode && isToken(text))));
  const lists = pick(item, [
    "messages",
    "errors",
    "errormessages",
    "message",
    "error",
    "msgs",
    "reasons",
    "details",
  ]);
  for (const [, value] of lists) {
    if (
      isList(value) &&
      value.every((entry) => typeof entry === "string") &&
      (text === undefined || isToken(text))
    )
      return value.map(asText).filter((entry) => entry !== undefined);
  }
  if (text === undefined) return [];
  return [isToken(text) && text.includes("_") ? readable(text) : text];
}

/** class-validator nests the members of a member. */
function childrenOf(item: Members, field: string, scope: Scope): readonly FieldError[] {
  const children = member(item, "children");
  if (!isList(children) || scope.depth > 6) return [];
  const { fields } = readList(children, { ...scope, depth: scope.depth + 1 });
  return fields.map((pair) => ({
    field: pair.field === "" ? field : `${field}.${pair.field}`,
    message: pair.message,
  }));
}

/** An error within a member of a list: a batch's answer, a GraphQL extension, a list of causes. */
function nestedError(item: Members, scope: Scope): Reading {
  if (scope.depth > 6) return NOTHING;
  const held = Object.entries(item).filter(([name, value]) => {
    const folded = foldName(name);
    if (NESTS.has(folded) || HOLDS.test(folded)) return true;
    return isMembers(value) && Object.keys(value).some((key) => HOLDS.test(foldName(key)));
  });
  const deeper = { ...scope, depth: scope.depth + 1 };
  const readings = held.map(([, value]) => {
    if (isList(value))
      return value.every((entry) => typeof entry === "string") ? NOTHING : readList(value, deeper);
    if (!isMembers(value)) return NOTHING;
    const fields = isValidation(scope) ? readDict(value, "weak") : undefined;
    return fields === undefined ? readError(value, deeper) : { ...NOTHING, fields };
  });
  return merge(readings);
}
