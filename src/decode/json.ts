import { exactNumber, MAX_DEPTH, MAX_NODES } from "./json-bounds.ts";
import { parsePrefix } from "./json-prefix.ts";

/** A body's JSON value. */
export interface JsonReading {
  readonly value: unknown;
  /** The text ended early, or was deeper or longer than the bounds. */
  readonly cut: boolean;
}

/** As many as a list of errors is read of. */
const MAX_LINES = 150;

type Reviver = (
  this: unknown,
  key: string,
  value: unknown,
  context?: { readonly source?: string },
) => unknown;

/** A run that may hold a number beyond a double's 15 sure digits, or beyond its range. */
const LONG_NUMBER = /[\d.]{16}|\d[eE][+-]?\d{3}/;

/**
 * Reads strict JSON: at most 64 levels and 20 000 values, the rest pruned; a number that a double would round stays text.
 *
 * @example
 * readJson('{"id":12345678901234567890}'); // { value: { id: "12345678901234567890" }, cut: false }
 */
export function readJson(text: string): JsonReading | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const bounded = prune(value);
    // A reviver recurses, so only what is known to be shallow may meet one.
    if (bounded.cut || !LONG_NUMBER.test(text)) return bounded;
    return { value: JSON.parse(text, keepDigits as Parameters<typeof JSON.parse>[1]) as unknown, cut: false };
  } catch {
    return undefined;
  }
}

const keepDigits: Reviver = (_key, value, context) =>
  typeof value === "number" ? exactNumber(value, context?.source ?? "") : value;

/**
 * Reads what is nearly JSON: cut short, one value a line, followed by other text, with single quotes or trailing commas.
 *
 * Declines what only begins like JSON (`[error] disk full`, `{name} is taken`).
 */
export function readNearJson(text: string): JsonReading | undefined {
  const lines = readLines(text);
  if (lines !== undefined) return lines;
  const prefix = parsePrefix(text);
  return prefix === undefined ? undefined : { value: prefix.value, cut: prefix.ended };
}

/** NDJSON of at least two objects; a last one that was cut is left out. */
function readLines(text: string): JsonReading | undefined {
  if (!text.startsWith("{") || !text.includes("\n")) return undefined;
  const lines = text.split("\n", MAX_LINES).filter((line) => line.trim() !== "");
  const short = lines.length > 2 && !/\}\s*$/.test(lines.at(-1) ?? "");
  if (short) lines.pop();
  if (lines.length < 2 || !lines.every((line) => /^\s*\{.*\}\s*$/.test(line))) return undefined;
  try {
    const { value, cut } = prune(lines.map((line) => JSON.parse(line) as unknown));
    return { value, cut: cut || short };
  } catch {
    return undefined;
  }
}

/** The value itself when it is within the bounds, else a copy that is; `JSON.parse` nests without a stack, readers do not. */
function prune(value: unknown): JsonReading {
  if (fits(value)) return { value, cut: false };
  let left = MAX_NODES;
  const copy = (node: unknown, depth: number): unknown => {
    left -= 1;
    if (typeof node !== "object" || node === null) return node;
    if (depth >= MAX_DEPTH) return null;
    if (Array.isArray(node)) {
      const items: unknown[] = [];
      for (const item of node as unknown[]) {
        if (left <= 0) break;
        items.push(copy(item, depth + 1));
      }
      return items;
    }
    const members: [string, unknown][] = [];
    for (const [name, member] of Object.entries(node)) {
      if (left <= 0) break;
      members.push([name, copy(member, depth + 1)]);
    }
    return Object.fromEntries(members);
  };
  return { value: copy(value, 0), cut: true };
}

function fits(root: unknown): boolean {
  let level: unknown[] = [root];
  let nodes = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return false;
    nodes += level.length;
    if (nodes > MAX_NODES) return false;
    level = level.flatMap((node) => (typeof node === "object" && node !== null ? Object.values(node) : []));
  }
  return true;
}
