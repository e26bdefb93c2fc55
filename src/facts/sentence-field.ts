import type { FieldError } from "./facts.ts";
import { toFieldPath, toStructField } from "./field-path.ts";

const MAX_LENGTH = 2000;
const VERB =
  "(?:must|should|is|are|was|has|have|had|cannot|can't|can not|may|does|do|did|needs?|requires?|fails?|failed|length|size|" +
  "value|contains?|with|not|missing|already|exceeds?|expects?|doesn't|isn't|didn't|needs|accepts?|format|field|parameter)\\b";
const QUOTED = new RegExp(`^(["'\`])([\\w$@.[\\]/-]{1,100})\\1:?\\s+${VERB}`, "i");
const PATHLIKE = new RegExp(
  `^(/?[A-Za-z_$][\\w$-]{0,60}(?:(?:[./][\\w$-]{1,60})|(?:\\[[\\w$"'-]{0,60}\\])){1,12}|/[\\w$-]{1,60})\\s+(?:must|should|cannot|can't|may not|has to|needs|is (?:a )?(?:required|not|invalid|missing)|does not|length|failed)\\b`,
);
/** Fastify puts the part of the request and the path before whatever its validator says. */
const PLACED = /^((?:body|querystring|query|params|headers)\/[\w$./[\]-]{1,200}) \S/;
const WORD = new RegExp(
  `^([a-z_$][\\w$-]{0,60})\\s+(?:must|should|cannot|can't|may not|has to|needs to|is (?:a |an )?(?:required|not|invalid|missing|too|already)|does not|length|has already|contains|are required|has wrong|has an invalid)\\b`,
);
/** go-openapi (go-swagger, Alertmanager, Docker): `items.0.sku in body is required`. */
const LOCATED =
  /^([\w$@.[\]-]{1,100}) in (?:body|query|path|header|formData|cookie) (?:is|are|must|should|shouldn't|can|cannot|has|does|can't)\b/;
/** class-validator's `forbidNonWhitelisted`, behind the path that Nest puts in front. */
const UNWANTED = /^((?:[\w$-]{1,60}\.){0,12})property ([\w$.-]{1,100}) should not exist$/;
const COMPOUND = /^(?:[a-z]+[A-Z]|[a-z\d]+_)\w*$/;
const LABELLED =
  /^(#?\/[\w/.-]{1,100}|[a-z_$][\w$]{0,60}(?:(?:\.[\w$]{1,60})|(?:\[\w{0,20}\])){0,10})\s?:\s+\S/;
/** Words that open a sentence or a log line and name no field. */
const NO_FIELD = new Set(
  (
    "error errors message warning exception it this that there you your we they he request response body value values " +
    "token user access which what data json input server client unable invalid failed cannot one all some any each at " +
    "validation http https the a an password_hash null undefined note field fields parameter parameters code status"
  ).split(" "),
);
/** Python's jsonschema opens with the value, not with the field: `'x' is not of type 'integer'`. */
const VALUE_FIRST =
  /^(["'`]).{0,200}?\1 (?:is not (?:of type|one of|a multiple of|a ['"]|valid under|allowed for)|is (?:too (?:long|short)|less than|greater than|valid under)|does not match|does not contain|has (?:too|non-unique)|was expected|should (?:not )?be valid|is a dependency)/;
/** The end of one complaint and the start of the next within one sentence. */
const FURTHER = new RegExp(`(?:[.,;\\n]|\\band\\b)\\s*(["'\`])[\\w$@.[\\]/-]{1,100}\\1:?\\s+${VERB}`, "i");
const FURTHER_PATH =
  /(?:[,;\n]|\band\b)\s*(?:(?:body|query|params|headers|querystring|request|data)?[./][\w$./[\]-]{1,100} (?:must|should|is|has)\b|(?:body|query|params|headers|querystring)\/[\w$./[\]-]{1,100} \S)/;
const GO_VALIDATOR =
  /Key: '([\w.[\]-]{1,200})' Error:\s?(Field validation for '[^'\n]{0,100}' failed on the '[^'\n]{0,100}' tag)/g;

/**
 * The field that a validation sentence begins with, the sentence kept whole; `undefined` when it names none or several.
 *
 * `listed` is for one of a list of such sentences, where a plain first word is a field as well.
 *
 * @example
 * readSentenceField('"email" must be a valid email', false); // { field: "email", message: '"email" must be a valid email' }
 */
export function readSentenceField(sentence: string, listed: boolean): FieldError | undefined {
  const message = sentence.trim().slice(0, MAX_LENGTH);
  if (FURTHER.test(message) || FURTHER_PATH.test(message) || message.includes("\n")) return undefined;
  const name = namedField(message, listed);
  if (name === undefined) return undefined;
  const field = toFieldPath(name);
  if (field === "" || NO_FIELD.has(field.toLowerCase()) || /(?:Exception|Error|Fault)$/.test(field))
    return undefined;
  return { field, message };
}

function namedField(message: string, listed: boolean): string | undefined {
  if (VALUE_FIRST.test(message)) return undefined;
  const quoted = QUOTED.exec(message)?.[2];
  if (quoted !== undefined) return quoted;
  const located = LOCATED.exec(message)?.[1];
  if (located !== undefined) return located;
  const unwanted = UNWANTED.exec(message);
  if (unwanted !== null) return `${unwanted[1] ?? ""}${unwanted[2] ?? ""}`;
  const placed = PLACED.exec(message)?.[1];
  if (placed !== undefined) return placed;
  const pathlike = PATHLIKE.exec(message)?.[1];
  if (pathlike !== undefined) return pathlike;
  const word = WORD.exec(message)?.[1];
  if (word !== undefined) return listed || COMPOUND.test(word) ? word : undefined;
  const labelled = listed ? LABELLED.exec(message)?.[1] : undefined;
  return labelled;
}

/**
 * The pairs that Go's validator prints one a line; empty when it printed none.
 *
 * @example
 * readGoValidator("Key: 'U.Email' Error:Field validation for 'Email' failed on the 'email' tag");
 * // [{ field: "Email", message: "Field validation for 'Email' failed on the 'email' tag" }]
 */
export function readGoValidator(text: string): readonly FieldError[] {
  if (!text.includes("Error:Field validation") && !text.includes("Error: Field validation")) return [];
  return [...text.slice(0, 20_000).matchAll(GO_VALIDATOR)].map(([, namespace = "", message = ""]) => ({
    field: toStructField(namespace),
    message,
  }));
}
