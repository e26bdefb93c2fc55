import type { Target } from "../src/decode/evidence.ts";
import type { Fixture } from "./read-fixtures.ts";

/** An answer that a fuzz makes of a fixture. */
export interface Mutant {
  readonly target: Target;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** What picks a mutation: a source of numbers from 0 up to, not including, `below`. */
export type Pick = (below: number) => number;

type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

const DEEP = 10_000;

/** Values that a member may turn out to be, and that a reader must survive. */
export const ODD: readonly (() => JsonValue)[] = [
  () => null,
  () => 0,
  () => -1,
  () => 1e300,
  () => true,
  () => false,
  () => "",
  () => " ",
  () => [],
  () => ({}),
  () => [null],
  () => [[]],
  () => [{}],
  () => ({ "": "" }),
  () => ({ message: null }),
  () => ({ message: {} }),
  () => "long ".repeat(2000),
  () => "x".repeat(20_000),
  () => "\uD800\u0000\u202E",
  () => '{"message":"inner"}',
  () => "<b>bold</b>&amp;&#0;",
  () => JSON.parse('{"__proto__":{"message":"polluted"},"constructor":1,"toString":2}') as JsonValue,
  () => ({ toString: 1, valueOf: 2 }),
  () => ["two words", { toString: 1 }],
  () => Array.from({ length: 300 }, (_, at) => ({ field: `f${at}`, message: `m${at}` })),
];

const TYPES = [
  "application/json",
  "application/problem+json",
  "application/xml",
  "text/html",
  "text/html; charset=utf-16le",
  "text/plain; charset=shift_jis",
  "application/octet-stream",
  "application/grpc",
  "text/event-stream",
  "",
];
const STATUSES = [
  400, 401, 402, 403, 404, 405, 409, 410, 418, 422, 423, 429, 500, 501, 502, 503, 504, 529, 599, 600,
];

/** A fixture with one to three things about it changed. */
export function mutate(fixture: Fixture, others: readonly Fixture[], pick: Pick): Mutant {
  let mutant: Mutant = { ...fixture, headers: new Headers(fixture.headers) };
  for (let left = 1 + pick(3); left > 0; left--) {
    const mutation = MUTATIONS[pick(MUTATIONS.length)];
    if (mutation !== undefined) mutant = mutation(mutant, pick, others);
  }
  return mutant;
}

type Mutation = (mutant: Mutant, pick: Pick, others: readonly Fixture[]) => Mutant;

const MUTATIONS: readonly Mutation[] = [
  replaceMember,
  replaceMember,
  replaceMember,
  replaceMember,
  renameMember,
  (mutant, pick) => ({ ...mutant, body: mutant.body.subarray(0, pick(mutant.body.length + 1)) }),
  (mutant, pick) => ({ ...mutant, body: mutant.body.subarray(pick(mutant.body.length + 1)) }),
  flip,
  (mutant, pick) => ({ ...mutant, body: repeated(mutant.body, 2 + pick(30)) }),
  splice,
  (mutant) => asText(mutant, (text) => JSON.stringify(text)),
  (mutant) => asText(mutant, (text) => JSON.stringify({ error: text })),
  (mutant) => asText(mutant, (text) => JSON.stringify(JSON.stringify({ message: text }))),
  (mutant) => asText(mutant, (text) => `[${text},${text}]`),
  (mutant) => asText(mutant, (text) => `<b>Warning</b>: odd in <b>/srv/a.php</b> on line 1<br />\n${text}`),
  nest,
  (mutant, pick) => {
    mutant.headers.set("content-type", TYPES[pick(TYPES.length)] ?? "");
    return mutant;
  },
  (mutant, pick) => ({ ...mutant, status: STATUSES[pick(STATUSES.length)] ?? 500 }),
];

/** A JSON body whose nth member, at any depth, is something else; another body is left as it is. */
function replaceMember(mutant: Mutant, pick: Pick): Mutant {
  return withJson(mutant, (value) => {
    const nth = pick(countOf(value));
    const odd = ODD[pick(ODD.length)]?.() ?? null;
    return replaced(value, nth, () => odd);
  });
}

const NAMES = [
  "message",
  "error",
  "errors",
  "detail",
  "code",
  "status",
  "data",
  "field",
  "path",
  "__proto__",
  "",
];

function renameMember(mutant: Mutant, pick: Pick): Mutant {
  return withJson(mutant, (value) =>
    replaced(value, pick(countOf(value)), (member) => ({ [NAMES[pick(NAMES.length)] ?? ""]: member })),
  );
}

function flip(mutant: Mutant, pick: Pick): Mutant {
  const body = Uint8Array.from(mutant.body);
  for (let left = 1 + pick(8); left > 0 && body.length > 0; left--) body[pick(body.length)] = pick(256);
  return { ...mutant, body };
}

function splice(mutant: Mutant, pick: Pick, others: readonly Fixture[]): Mutant {
  const other = others[pick(others.length)]?.body.subarray(0, 20_000) ?? new Uint8Array();
  const at = pick(mutant.body.length + 1);
  return { ...mutant, body: joined([mutant.body.subarray(0, at), other, mutant.body.subarray(at)]) };
}

const SHELLS: readonly (readonly [string, string])[] = [
  ["[", "]"],
  ['{"error":', "}"],
  ['{"errors":[', "]}"],
  ['{"a":{"b":', "}}"],
  ["<a>", "</a>"],
  ["<div><p>", "</p></div>"],
  ["&lt;", "&gt;"],
];

function nest(mutant: Mutant, pick: Pick): Mutant {
  const [open, close] = SHELLS[pick(SHELLS.length)] ?? ["", ""];
  return asText(mutant, (text) => open.repeat(DEEP) + text + close.repeat(DEEP));
}

function asText(mutant: Mutant, change: (text: string) => string): Mutant {
  const text = new TextDecoder().decode(mutant.body.subarray(0, 100_000));
  return { ...mutant, body: new TextEncoder().encode(change(text)) };
}

function withJson(mutant: Mutant, change: (value: JsonValue) => JsonValue): Mutant {
  try {
    const value = JSON.parse(new TextDecoder().decode(mutant.body)) as JsonValue;
    return { ...mutant, body: new TextEncoder().encode(JSON.stringify(change(value))) };
  } catch {
    return mutant;
  }
}

/** How many values a JSON value holds, itself included. */
export function countOf(value: JsonValue): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((total, member) => total + countOf(member), 1);
}

/** A JSON value whose nth value, counted from the outside in document order, is another. */
export function replaced(value: JsonValue, nth: number, change: (member: JsonValue) => JsonValue): JsonValue {
  if (nth === 0) return change(value);
  if (typeof value !== "object" || value === null) return value;
  let left = nth - 1;
  const renew = (member: JsonValue): JsonValue => {
    const count = countOf(member);
    const at = left;
    left -= count;
    return at >= 0 && at < count ? replaced(member, at, change) : member;
  };
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(renew);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, renew(member)]));
}

function repeated(bytes: Uint8Array, times: number): Uint8Array {
  return joined(Array.from({ length: times }, () => bytes.subarray(0, 20_000)));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
