import type { FieldError } from "../facts/facts.ts";
import { readable } from "../facts/readable.ts";
import { codesOf } from "./json-codes.ts";
import { complaintOf, sayable } from "./json-complaint.ts";
import { readDict } from "./json-dict.ts";
import { fieldNames, fieldOf } from "./json-item.ts";
import { readList } from "./json-list.ts";
import { HOLDS } from "./json-names.ts";
import {
  isValidation,
  merge,
  NOTHING,
  readError,
  readSentence,
  type Reading,
  type Scope,
} from "./json-read.ts";
import { asText, foldName, isList, isMembers, member, pick, type Members } from "./json-walk.ts";
import { chooseWords, isToken, wordsOf } from "./json-words.ts";

/** Where a member of a list keeps more of its error, beside the names that speak of errors. */
const NESTS = new Set("extensions details inner causes body response validation messages".split(" "));
/** Where it keeps a dictionary of them; as a list these hold what the error is about. */
const NESTS_DICTIONARY = new Set("detail data".split(" "));
/** A code that says that something is there already counts wherever it stands alone. */
const DUPLICATE = /exist|duplicate|taken|unique|dup_|already/i;

/** Reads a member of a list that is an error object: its field, its sentence, and what it nests. */
export function readErrorItem(item: Members, scope: Scope, statuses: readonly number[]): Reading | undefined {
  const codes = codesOf(item);
  const several = fieldNames(item);
  const messages = complaintsOf(item);
  const field =
    several[0] ?? fieldOf(item, scope) ?? (messages.length > 0 ? extendedField(item, scope) : undefined);
  // A name without a word is no complaint where the status speaks of something else.
  if (messages.length === 0 && codes.length === 0 && !isValidation(scope))
    return readUnnamed(item, scope, statuses, []);
  if (field !== undefined && field !== "") {
    const names = several.length > 0 ? several : [field];
    const children = childrenOf(item, field, scope);
    const said =
      messages.length > 0
        ? messages.map(sayable)
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
    return {
      ...NOTHING,
      fields,
      statuses,
      codes: [...codes.filter((code) => DUPLICATE.test(code)), ...extensionsOf(item).flatMap(codesOf)],
    };
  }
  return readUnnamed(item, scope, statuses, messages);
}

/** GraphQL and Clerk name the field beside the message, among what extends it. */
function extendedField(item: Members, scope: Scope): string | undefined {
  if (!isValidation(scope)) return undefined;
  for (const extension of extensionsOf(item)) {
    const field = fieldOf(extension, scope, true);
    if (field !== undefined && field !== "") return field;
  }
  return undefined;
}

function extensionsOf(item: Members): readonly Members[] {
  return pick(item, ["extensions", "meta"])
    .map(([, extension]) => extension)
    .filter(isMembers);
}

function readUnnamed(
  item: Members,
  scope: Scope,
  statuses: readonly number[],
  messages: readonly string[],
): Reading {
  const codes = codesOf(item);
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
  if (text !== undefined) return [text];
  // One object a broken rule (EView's `rules`).
  const [, broken] = pick(item, ["rules", "failures", "violations"])[0] ?? [];
  return isList(broken)
    ? broken
        .filter(isMembers)
        .map(complaintOf)
        .filter((entry) => entry !== undefined)
    : [];
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
    if (NESTS_DICTIONARY.has(folded) && isMembers(value)) return true;
    // jsonapi-server puts Joi's list into `detail`.
    if (
      folded === "detail" &&
      isList(value) &&
      isMembers(value[0]) &&
      pick(value[0], ["message", "msg"]).length > 0
    )
      return true;
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
