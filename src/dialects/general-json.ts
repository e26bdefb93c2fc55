import type { Evidence } from "../decode/evidence.ts";
import { toFacts, type Facts, type FieldError } from "../facts/facts.ts";
import { isGeneric } from "../facts/readable.ts";
import { defineDialect } from "./dialect.ts";
import { isCertain } from "./json-certain.ts";
import { readSentence, type Reading } from "./json-read.ts";
import { readRoot } from "./json-root.ts";
import { chooseWords } from "./json-words.ts";

/** Objects and lists that are read of one body; no error of this world has as many. */
const MAX_READ = 2000;

/** Any JSON that no dialect claims: wherever it keeps its codes, its sentence, its field errors and its status. */
export const generalJson = defineDialect({
  name: "general-json",
  media: "json",
  spec: "https://www.rfc-editor.org/rfc/rfc8259",
  read(evidence) {
    return readJsonFacts(evidence, evidence.json);
  },
});

/** The facts of a JSON value that the evidence holds; what every dialect of JSON starts from. */
export function readJsonFacts(evidence: Evidence, json: unknown): Facts {
  const scope = {
    status: evidence.status,
    path: evidence.request.path,
    unwrapped: false,
    depth: 0,
    budget: { left: MAX_READ },
  };
  const reading = readRoot(json, scope);
  const own = chooseWords(reading.words);
  const loose = unique(reading.loose.filter((text) => text !== own));
  // Sentences of a list say more than a heading that says nothing.
  const joined = loose.length > 0 && (own === undefined || isGeneric(own));
  const message = joined ? inOneLine(loose) : own;
  const pairs = [...reading.fields, ...(joined ? [] : loose.map((text) => ({ field: "", message: text })))];
  const spoken = pairs.length > 0 || message === undefined ? undefined : readSentence(message, false, scope);
  const fields = spoken === undefined || spoken.fields.length === 0 ? pairs : spoken.fields;
  const goes =
    spoken !== undefined &&
    spoken.fields.length > 0 &&
    spoken.fields.some((pair) => pair.message !== message);
  return toFacts({
    codes: reading.codes.map((value) => ({ value })),
    message: goes ? undefined : message,
    fields: dedupe(fields),
    status: stateOf(reading, evidence.status),
    crash: isCrash(json, message),
    // Dancer's message for a miss is the path alone.
    miss: evidence.status === 404 && reading.words.some(({ text }) => text === evidence.request.path),
    certain: evidence.status < 300 && isCertain(evidence, json),
  });
}

/** The first status that the body states; one that merely repeats the answer's says nothing. */
function stateOf({ statuses }: Reading, status: number): number | undefined {
  return statuses.find((found) => found !== status);
}

function isCrash(json: unknown, message: string | undefined): boolean {
  if (
    message !== undefined &&
    /^(?:internal (?:server )?error|uncaught |unhandled |fatal error)/i.test(message)
  )
    return true;
  if (typeof json !== "object" || json === null) return false;
  const record = json as Readonly<Record<string, unknown>>;
  return ["stackTrace", "stack", "trace", "stacktrace", "StackTrace"].some((name) => {
    const value = record[name];
    return (typeof value === "string" && value.includes("\n")) || (Array.isArray(value) && value.length > 0);
  });
}

/** Sentences in a row; a semicolon stands where one does not end. */
function inOneLine(texts: readonly string[]): string {
  return texts
    .map((text, at) => (at === texts.length - 1 || /[.!?:;,]$/.test(text) ? text : `${text};`))
    .join(" ");
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function dedupe(pairs: readonly FieldError[]): readonly FieldError[] {
  const seen = new Set<string>();
  return pairs.filter(({ field, message }) => {
    const key = `${field}\n${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
