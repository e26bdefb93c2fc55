import { readJson, readNearJson } from "../decode/json.ts";
import { NAME, remember } from "../facts/remember.ts";

/** Where in a sentence JSON may begin. */
const MAX_HEAD = 2000;

/** A JSON object. */
export type Members = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A member's name in the spelling of the tables: lower case, without separators, a namespace (RFC 7951, section 4) dropped.
 *
 * @example
 * foldName("error_description"); // "errordescription"
 */
export function foldName(name: string): string {
  // A longer one is in no table.
  return name.length > NAME ? name : folding(name);
}

const folding = remember(
  (name) =>
    name
      .replace(/^[A-Za-z][\w.-]*:(?=[A-Za-z])/, "")
      .replace(/[_\-\s.:@$#]/g, "")
      .toLowerCase(),
  NAME,
);

const folded = new WeakMap<Members, ReadonlyMap<string, unknown>>();

/** An object's members by folded name; of two that fold alike, the one that is not null. */
export function foldMembers(members: Members): ReadonlyMap<string, unknown> {
  const known = folded.get(members);
  if (known !== undefined) return known;
  const map = new Map<string, unknown>();
  for (const [name, value] of Object.entries(members)) {
    const key = foldName(name);
    if (map.get(key) === undefined || map.get(key) === null) map.set(key, value);
  }
  folded.set(members, map);
  return map;
}

/** The members of these folded names that the object has, in the order of the names. */
export function pick(members: Members, names: readonly string[]): readonly (readonly [string, unknown])[] {
  const map = foldMembers(members);
  if (names.length < SHORT) return names.filter((name) => map.has(name)).map((name) => [name, map.get(name)]);
  const ranks = ranksOf(names);
  const found: (readonly [string, unknown])[] = [];
  for (const entry of map) if (ranks.has(entry[0])) found.push(entry);
  return found.sort(([one], [other]) => ranks.get(one)! - ranks.get(other)!);
}

/** A table of names is longer than most objects: where each name stands in it is written down once. */
const SHORT = 12;
const RANKS = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

function ranksOf(names: readonly string[]): ReadonlyMap<string, number> {
  let ranks = RANKS.get(names);
  if (ranks === undefined) {
    ranks = new Map(names.map((name, rank) => [name, rank]));
    RANKS.set(names, ranks);
  }
  return ranks;
}

/** A member by its folded name. */
export function member(members: Members, name: string): unknown {
  return foldMembers(members).get(name);
}

/** A string that says something, trimmed. */
export function asText(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.slice(0, 20_000).trim();
  return text === "" ? undefined : text;
}

/**
 * A status that stands for a failure, from a number or a string that begins with one (`"422"`, `"400 BadRequest"`).
 * Only a proxy can mean 407; in a body it is a number of the vendor's own.
 */
export function asStatus(value: unknown): number | undefined {
  const found =
    typeof value === "number" ? String(value) : typeof value === "string" ? value.slice(0, 40).trim() : "";
  const digits = /^(?:HTTP[_ /]?)?((?!407)[45]\d\d)(?=$|[ _-]+[A-Za-z])/i.exec(found)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** What JSON a string holds, objects and arrays only; the value itself when it is no such string. */
export function unwrapJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (!/^(?:\{\s*["'}]|\[\s*[[{"\]])/.test(text.slice(0, 200))) return value;
  const read = readJson(text) ?? readNearJson(text);
  return typeof read?.value === "object" && read.value !== null ? read.value : value;
}

/**
 * JSON within a sentence, and what stands before it; `undefined` when there is none.
 *
 * @example
 * splitJson('Not valid: [{"message":"No"}]'); // { head: "Not valid", value: [{ message: "No" }] }
 */
export function splitJson(text: string): { readonly head: string; readonly value: unknown } | undefined {
  const at = /[:\s](?=\{\s{0,20}"|\[\s{0,20}(?:\{|"))/.exec(text.slice(0, MAX_HEAD))?.index;
  if (at === undefined) return undefined;
  const open = text[at + 1];
  const end = text.lastIndexOf(open === "{" ? "}" : "]");
  const read = end > at ? readJson(text.slice(at + 1, end + 1)) : undefined;
  if (typeof read?.value !== "object" || read.value === null) return undefined;
  return { head: text.slice(0, at).replace(/[\s:,-]+$/, ""), value: read.value };
}

/** Whether a value is an array with something in it. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}
