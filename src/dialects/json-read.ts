import type { FieldError } from "../facts/facts.ts";
import { readable } from "../facts/readable.ts";
import { readGoValidator, readSentenceField } from "../facts/sentence-field.ts";
import { codesOf, statusOf } from "./json-codes.ts";
import { readDict, trustOf } from "./json-dict.ts";
import { fieldNames, fieldOf } from "./json-item.ts";
import { readList } from "./json-list.ts";
import { HOLDS, INNER, KNOWN, OUTER } from "./json-names.ts";
import { isByPart, isErrorHolder, isHolderName, isOneError, isTranslated } from "./json-shape.ts";
import { foldName, isList, isMembers, pick, splitJson, unwrapJson, type Members } from "./json-walk.ts";
import { chooseWords, isToken, wordsOf, type Word } from "./json-words.ts";

/** What holds for the whole reading of one body. */
export interface Scope {
  /** The HTTP status. */
  readonly status: number;
  /** The request's path. */
  readonly path: string;
  /** Stringified JSON has been entered, and is entered once only. */
  readonly unwrapped: boolean;
  readonly depth: number;
  /** How many objects and lists may still be read, shared by the whole reading of one body. */
  readonly budget: { left: number };
}

/** Everything that one value says, best first. */
export interface Reading {
  readonly codes: readonly string[];
  readonly statuses: readonly number[];
  readonly words: readonly Word[];
  readonly fields: readonly FieldError[];
  /** Sentences of a list's members that name no field. */
  readonly loose: readonly string[];
}

export const NOTHING: Reading = { codes: [], statuses: [], words: [], fields: [], loose: [] };
/** Lists of names and of arguments, which are no sentences. */
const NAMING = new Set([
  "params",
  "fields",
  "invalidparams",
  "invalidfields",
  "extra",
  "context",
  "content",
  "properties",
]);
/** What repeats the request: its words are the client's. */
const SENT = new Set(
  "request input received given actual expected query headers user session existing schema links".split(" "),
);
/** What frames an answer names no field. */
const HEADS = new Set(["header", "headers"]);
const MAX_DEPTH = 8;
const MAX_HOLDERS = 10;
const MAX_MEMBERS = 200;
const VALIDATION = new Set([400, 409, 422]);

/** Whether the status leaves room for a complaint about fields. */
export function isValidation({ status }: Scope): boolean {
  return status < 400 || VALIDATION.has(status);
}

/** Several readings as one, in order. */
export function merge(readings: readonly Reading[]): Reading {
  // Most of what an object could hold is not there, or says nothing.
  const [first, ...others] = readings.filter((reading) => reading !== NOTHING);
  if (first === undefined) return NOTHING;
  if (others.length === 0 && first.codes.length < 2) return first;
  return {
    codes: [...new Set(readings.flatMap(({ codes }) => codes))],
    statuses: readings.flatMap(({ statuses }) => statuses),
    words: readings.flatMap(({ words }) => words),
    fields: readings.flatMap(({ fields }) => fields),
    loose: readings.flatMap(({ loose }) => loose),
  };
}

/** Reads an error object and whatever it keeps more of itself in. */
export function readError(members: Members, scope: Scope): Reading {
  if (scope.depth > MAX_DEPTH || --scope.budget.left < 0) return NOTHING;
  const deeper = { ...scope, depth: scope.depth + 1 };
  const own: Reading = {
    codes: codesOf(members),
    statuses: [statusOf(members)].filter((status) => status !== undefined),
    words: wordsOf(members),
    fields: [],
    loose: [],
  };
  const held = (names: readonly string[]): readonly Reading[] =>
    pick(members, names).map(([name, value]) => readHeld(name, value, deeper));
  const inner = merge(held(INNER));
  const outer = merge([...held(OUTER), ...readHolders(members, deeper)]);
  const lone = loneField(members, own, scope);
  // Sequelize repeats the columns with their values.
  const told = new Set(inner.fields.map(({ field }) => field));
  const fields = [...inner.fields, ...outer.fields.filter(({ field }) => !told.has(field))];
  const reading = merge([inner, own, outer]);
  if (fields.length > 0 || lone.length > 0) return { ...reading, fields: fields.length > 0 ? fields : lone };
  const beside = readBeside(members, scope);
  if (beside.length > 0) return { ...reading, fields: beside };
  if (reading.words.length > 0 || reading.loose.length > 0) return reading;
  const named = readNamed(members, deeper);
  return named === undefined ? reading : merge([reading, named]);
}

/** What lies under names that speak of errors and are in no table. */
function readHolders(members: Members, scope: Scope): readonly Reading[] {
  return Object.entries(members)
    .slice(0, MAX_MEMBERS)
    .filter(([name, value]) => !KNOWN.has(foldName(name)) && isErrorHolder(name, value))
    .slice(0, MAX_HOLDERS)
    .map(([name, value]) => readHeld(foldName(name), value, scope));
}

/** Whether a member has been read as the holder of an error already. */
function isHeld(name: string, value: unknown): boolean {
  const folded = foldName(name);
  return isHolderName(folded) || (!KNOWN.has(folded) && isErrorHolder(name, value));
}

/** The value of a member that may hold an error, a list or a dictionary of errors, or JSON in a string. */
function readHeld(name: string, value: unknown, scope: Scope): Reading {
  if (typeof value === "string") {
    if (scope.unwrapped) return NOTHING;
    const json = unwrapJson(value);
    const inner = json === value ? splitJson(value)?.value : json;
    return inner === undefined ? NOTHING : readHeld(name, inner, { ...scope, unwrapped: true });
  }
  if (isList(value))
    return NAMING.has(name) && value.every((text) => isName(text)) ? NOTHING : readList(value, scope);
  if (!isMembers(value)) return NOTHING;
  if (isTranslated(value)) return NOTHING;
  if (isByPart(value)) return merge(Object.values(value).map((part) => readHeld(name, part, scope)));
  const trust = trustOf(name);
  const dictionary =
    !isOneError(name, value) && !HEADS.has(name) && (trust !== "weak" || isValidation(scope));
  const fields = dictionary ? readDict(value, trust) : undefined;
  if (fields === undefined) return readError(value, scope);
  // A dictionary may stand beside the dictionary's own words (`fieldErrors` and `formErrors` under one roof).
  return { ...NOTHING, fields };
}

function isName(value: unknown): boolean {
  return typeof value === "string" && /^\S*$/.test(value);
}

/** One named parameter beside one sentence. */
function loneField(members: Members, { words, codes }: Reading, scope: Scope): readonly FieldError[] {
  if (!isValidation(scope)) return [];
  const [code] = codes;
  const message = chooseWords(words) ?? (code === undefined ? undefined : readable(code));
  if (message === undefined || (isToken(message) && words.every(({ maybeCode }) => maybeCode))) return [];
  const several = fieldNames(members);
  if (several.length > 0) return several.map((field) => ({ field, message }));
  const field = fieldOf(members, scope, true);
  return field === undefined || field === "" ? [] : [{ field, message }];
}

/** Lists of sentences under names of the client's, beside a message: `{"message": …, "email": ["is taken"]}`. */
function readBeside(members: Members, scope: Scope): readonly FieldError[] {
  if (!isValidation(scope)) return [];
  const rest = Object.entries(members).filter(
    ([name, value]) => !KNOWN.has(foldName(name)) && !HOLDS.test(foldName(name)) && isList(value),
  );
  return rest.length === 0 ? [] : (readDict(Object.fromEntries(rest), "beside") ?? []);
}

/** An error under a name that is its code (`{"itemNotFound": {"message": …}}`) or the answer's own. */
function readNamed(members: Members, scope: Scope): Reading | undefined {
  const entries = Object.entries(members)
    .slice(0, MAX_MEMBERS)
    .filter(([name, value]) => !SENT.has(foldName(name)) && !isHeld(name, value))
    .filter(([, value]) => isMembers(value) || (isList(value) && isMembers(value[0])))
    .slice(0, MAX_HOLDERS);
  for (const [name, value] of entries) {
    const reading = isMembers(value) ? readError(value, scope) : readList(value as readonly unknown[], scope);
    if (reading.words.length === 0 && reading.loose.length === 0 && reading.fields.length === 0) continue;
    const code = entries.length === 1 && /^[A-Za-z]\w*(?:[a-z][A-Z]|_)\w+$/.test(name) ? [name] : [];
    return { ...reading, codes: [...reading.codes, ...code] };
  }
  return undefined;
}

/** The pairs and the loose sentence of one string in a failure's words. */
export function readSentence(text: string, listed: boolean, scope: Scope): Pick<Reading, "fields" | "loose"> {
  const validated = readGoValidator(text);
  if (validated.length > 0) return { fields: validated, loose: [] };
  const named = isValidation(scope) ? readSentenceField(text, listed) : undefined;
  return named === undefined ? { fields: [], loose: [text] } : { fields: [named], loose: [] };
}
