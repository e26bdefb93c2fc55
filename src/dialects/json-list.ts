import { statusOf } from "./json-codes.ts";
import { readDict } from "./json-dict.ts";
import { readErrorItem } from "./json-error-item.ts";
import { readDetail } from "./json-google.ts";
import { KNOWN } from "./json-names.ts";
import { isValidation, merge, NOTHING, readSentence, type Reading, type Scope } from "./json-read.ts";
import { asText, foldName, isList, isMembers, unwrapJson, type Members } from "./json-walk.ts";
import { isToken } from "./json-words.ts";

/** Half as many again as there are pairs in an envelope. */
const MAX_ITEMS = 150;
/** Where a program says that it broke (Groonga, in a tuple beside its sentence). */
const SOURCE_FILE = /^[\w./-]{1,100}\.(?:c|cc|cpp|cxx|h|hpp|py|rb|php|java|go|rs|js|ts|cs)$/;

/** Reads a list of errors: of objects, of sentences, of dictionaries by index. */
export function readList(list: readonly unknown[], scope: Scope): Reading {
  if (--scope.budget.left < 0) return NOTHING;
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
      (isList(value) &&
        typeof value[0] === "string" &&
        value.some((text) => /\s/.test(asText(text) ?? ""))) ||
      (isMembers(value) && !KNOWN.has(foldName(name))) ||
      (isList(value) && isMembers(value[0]) && !KNOWN.has(foldName(name))),
  );
}

function readItem(item: unknown, scope: Scope): Reading | undefined {
  if (typeof item === "string") {
    const json = scope.unwrapped ? item : unwrapJson(item);
    if (json !== item) return readItem(json, { ...scope, unwrapped: true });
    const text = asText(item);
    if (text === undefined || SOURCE_FILE.test(text)) return undefined;
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
