import { toFieldPath, type Segment } from "../facts/field-path.ts";
import { readable, repeatsStatus } from "../facts/readable.ts";
import { FIELD_NAMES, LONE_FIELD_NAMES } from "./json-names.ts";
import { asText, isList, isMembers, member, pick, type Members } from "./json-walk.ts";

/** A `location` or `in` that only says which part of the request is meant. */
export const PARTS = new Set(
  "body query path header headers cookie cookies params parameter param form querystring url uri requestbody".split(
    " ",
  ),
);

/** Lists of names; any other list is a location. */
const NAME_LISTS = new Set(["fields", "fieldnames", "membernames", "members", "errorrelatedto"]);

/** What tells a reader that the `path` of an error is not a field. */
export interface ItemScope {
  /** The request's own path. */
  readonly path: string;
}

/** The field that an error object is about, `""` when it says that it is the whole, `undefined` when it names none. */
export function fieldOf(item: Members, scope: ItemScope, lone = false): string | undefined {
  // FastAPI counts the characters up to where a body stops being JSON.
  if (item["type"] === "json_invalid") return "";
  let whole = false;
  for (const [name, value] of pick(item, lone ? LONE_FIELD_NAMES : FIELD_NAMES)) {
    if (name === "path" && (isAnswerPath(item, value, scope) || (lone && !isBareName(value)))) continue;
    const field = fieldFrom(name, value);
    if (field === undefined) continue;
    const full = withMissing(field, item);
    if (full !== "") return full;
    whole = true;
  }
  const missing = withMissing("", item);
  if (missing !== "") return missing;
  const told = keyOf(item);
  if (told !== undefined) return told;
  return whole ? "" : undefined;
}

/** Beside a lone sentence a `path` is mostly the request's: a field's has no slash, and is no list. */
function isBareName(value: unknown): boolean {
  return typeof value === "string" && /^[A-Za-z][\w$.[\]-]{0,100}$/.test(value);
}

/** Ajv names a required or an additional property only in its parameters. */
function withMissing(field: string, item: Members): string {
  for (const name of ["params", "info", "context"]) {
    const params = member(item, name);
    if (!isMembers(params)) continue;
    const extra =
      asText(params["missingProperty"]) ??
      asText(params["additionalProperty"]) ??
      asText(params["unevaluatedProperty"]);
    // Ajv before version 8 has appended the missing property already when `errorDataPath` is `property`.
    if (extra !== undefined && field !== extra && !field.endsWith(`.${extra}`)) {
      const name = toFieldPath(extra);
      return field === "" ? name : `${field}.${name}`;
    }
  }
  return field;
}

/** Joi's local context, where a backend hands on no more: the key beside its value. */
function keyOf(item: Members): string | undefined {
  for (const name of ["params", "context"]) {
    const context = member(item, name);
    if (!isMembers(context) || !Object.hasOwn(context, "value")) continue;
    const key = asText(context["key"]);
    if (key !== undefined) return toFieldPath(key);
  }
  return undefined;
}

function isAnswerPath(item: Members, value: unknown, { path }: ItemScope): boolean {
  // GraphQL, section 7.1.2: `path` leads into the answer, and stands beside `locations` or `extensions`.
  if (Array.isArray(value))
    return isMembers(member(item, "extensions")) || Array.isArray(member(item, "locations"));
  const text = asText(value)?.replace(/[?#].*$/s, "");
  if (text === undefined || !text.startsWith("/")) return false;
  return (
    text === path ||
    text === path.replace(/\/$/, "") ||
    (text.length > 1 && path.endsWith(text) && text.split("/").length > 2)
  );
}

function fieldFrom(name: string, value: unknown): string | undefined {
  if (name === "source" && isMembers(value)) {
    const pointer =
      asText(member(value, "pointer")) ??
      asText(member(value, "parameter")) ??
      asText(member(value, "header")) ??
      asText(member(value, "field"));
    if (pointer === undefined) return member(value, "pointer") === "" ? "" : undefined;
    // JSON:API's whole document, and its whole resource.
    return /^\/data(?:\/(?:attributes|relationships))?\/?$/.test(pointer) ? "" : toFieldPath(pointer);
  }
  // IBM Cloud says what kind of thing its target is.
  if (
    name === "target" &&
    isMembers(value) &&
    /^(?:field|parameter|property|header|query)$/i.test(asText(member(value, "type")) ?? "")
  )
    return asText(member(value, "name"));
  // Exegesis says where in the request it is, as a parameter of OpenAPI's.
  if (name === "location" && isMembers(value) && asText(member(value, "in")) !== undefined)
    return asText(member(value, "name"));
  if (name === "source" && isOrigin(value)) return undefined;
  if (Array.isArray(value)) return NAME_LISTS.has(name) ? firstName(value) : fromSegments(value);
  if (typeof value === "number" && name === "path") return String(value);
  const text = asText(value);
  if (text === undefined) return value === "" && name !== "name" ? "" : undefined;
  if (!isFieldName(name, text)) return undefined;
  return toFieldPath(text);
}

function isOrigin(value: unknown): boolean {
  const text = asText(value);
  // Airwallex names its field there, with an index in it.
  return text === undefined || !/^[#/$]|^[A-Za-z_][\w.-]{0,100}\[\d/.test(text);
}

function isFieldName(name: string, text: string): boolean {
  // A field is never a sentence, and never an address.
  if (text.length > 200 || /\s\S+\s\S+\s/.test(text) || /^[a-z][a-z\d+.-]*:\/\//i.test(text)) return false;
  if (name === "location" || name === "loc" || name === "source" || name === "target") {
    if (PARTS.has(text.toLowerCase())) return false;
    return !/^authorization$/i.test(text);
  }
  if (name === "name")
    return (
      !/(?:Error|Exception|Failure|Fault)$/.test(text) &&
      !/^[A-Z][A-Z\d]*_[A-Z\d_]+$/.test(text) &&
      !repeatsStatus(readable(text))
    );
  if (name === "errorpath") return isBareName(text);
  if (name === "key" || name === "item" || name === "input" || name === "argument")
    return /^[\w$.[\]/-]+$/.test(text);
  return true;
}

function firstName(list: readonly unknown[]): string | undefined {
  const text = asText(list[0]);
  return text === undefined ? undefined : toFieldPath(text);
}

/** A location array; Valibot and Standard Schema wrap each of its segments in an object with a `key`. */
function fromSegments(list: readonly unknown[]): string | undefined {
  const segments = list
    .slice(0, 64)
    .map((segment): unknown =>
      isMembers(segment) ? (segment["key"] ?? segment["fieldName"] ?? segment["name"]) : segment,
    );
  if (!segments.every((part): part is Segment => typeof part === "string" || typeof part === "number"))
    return undefined;
  if (segments.length === 1 && typeof segments[0] === "string" && /^[#/$]/.test(segments[0]))
    return toFieldPath(segments[0]);
  return toFieldPath(segments);
}

/** The names of several fields that one sentence is about (Salesforce's `fields`, .NET's `memberNames`). */
export function fieldNames(item: Members): readonly string[] {
  for (const [name, value] of pick(item, [...NAME_LISTS, "keys", "columns"])) {
    // Zod's unrecognized keys: the issue is the object's at `path`.
    if (name === "keys" && Array.isArray(member(item, "path"))) continue;
    // express-validator lists unknown fields with their places.
    if (name === "fields" && isList(value) && value.every((entry) => isMembers(entry)))
      return value.slice(0, 100).flatMap((entry) => fieldOf(entry, { path: "" }) ?? []);
    if (!isList(value) || !value.every((name) => typeof name === "string" && !/\s\S+\s/.test(name))) continue;
    return (value as readonly string[]).slice(0, 100).map((name) => toFieldPath(name));
  }
  return [];
}
