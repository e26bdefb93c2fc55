import { exactNumber, MAX_DEPTH, MAX_NODES } from "./json-bounds.ts";

/** The longest readable prefix of something like JSON. */
export interface Prefix {
  readonly value: unknown;
  /** The text ended inside the value. */
  readonly ended: boolean;
}

const SPACE = /[\s,]*/y;
const GAP = /\s*/y;
const NUMBER = /-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Infinity)/y;
const NAME = /[A-Za-z_$][\w$-]{0,99}/y;
/** JavaScript's and Python's literals beside JSON's. */
const LITERALS: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  True: true,
  False: false,
  None: null,
  undefined: null,
  NaN: null,
};
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** A value could not be read: the containers keep what they have. */
const STOP = Symbol("stop");

/**
 * Reads the value at the start of a text, tolerant of an early end, of text behind it, of single quotes, bare names and trailing commas.
 *
 * Declines unless an object has a member or a list an object, a list or a string: `{}` behind which words stand is prose.
 *
 * @example
 * parsePrefix('{"error":{"message":"Not fo'); // { value: { error: { message: "Not fo" } }, ended: true }
 */
export function parsePrefix(text: string): Prefix | undefined {
  const cursor = new Cursor(text);
  const value = cursor.value(0);
  if (value === STOP || typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) ? !isSpoken((value as unknown[])[0]) : Object.keys(value).length === 0)
    return undefined;
  return { value, ended: cursor.stopped && cursor.at >= text.length };
}

function isSpoken(first: unknown): boolean {
  return (
    typeof first === "string" ||
    (typeof first === "object" && first !== null && Object.keys(first).length > 0)
  );
}

class Cursor {
  at = 0;
  /** Nothing is read any more: the text ended, or went wrong. */
  stopped = false;
  private nodes = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): unknown {
    this.nodes += 1;
    if (depth > MAX_DEPTH || this.nodes > MAX_NODES) return this.stop();
    this.match(GAP);
    const head = this.text[this.at];
    if (head === "{") return this.object(depth);
    if (head === "[") return this.array(depth);
    if (head === '"' || head === "'") return this.string(head);
    return this.scalar();
  }

  private object(depth: number): unknown {
    const members: [string, unknown][] = [];
    this.at += 1;
    while (!this.stopped) {
      this.match(SPACE);
      if (this.take("}")) break;
      const head = this.text[this.at];
      const name = head === '"' || head === "'" ? this.string(head) : this.match(NAME);
      if (typeof name !== "string" || this.stopped) break;
      this.match(GAP);
      if (!this.take(":")) {
        this.stop();
        break;
      }
      const value = this.value(depth + 1);
      if (value !== STOP) members.push([name, value]);
    }
    if (members.length === 0 && this.text[this.at - 1] !== "}") this.stop();
    return Object.fromEntries(members);
  }

  private array(depth: number): unknown {
    const items: unknown[] = [];
    this.at += 1;
    while (!this.stopped) {
      this.match(SPACE);
      if (this.take("]")) break;
      const item = this.value(depth + 1);
      if (item !== STOP) items.push(item);
    }
    return items;
  }

  private string(quote: string): string {
    let out = "";
    let from = this.at + 1;
    for (let at = from; ; at++) {
      const unit = this.text[at];
      if (unit === undefined) {
        this.at = at;
        this.stop();
        return out + this.text.slice(from);
      }
      if (unit === quote) {
        this.at = at + 1;
        return out + this.text.slice(from, at);
      }
      if (unit !== "\\") continue;
      const [escaped, length] = this.escape(at + 1);
      out += this.text.slice(from, at) + escaped;
      at += length;
      from = at + 1;
    }
  }

  /** What an escape stands for, and how many units follow its backslash. */
  private escape(at: number): readonly [string, number] {
    const unit = this.text[at] ?? "";
    if (unit !== "u") return [ESCAPES[unit] ?? unit, unit.length];
    const digits = this.text.slice(at + 1, at + 5);
    if (!/^[\da-f]{4}$/i.test(digits)) return ["", 1 + (at + 5 > this.text.length ? digits.length : 0)];
    return [String.fromCharCode(Number.parseInt(digits, 16)), 5];
  }

  private scalar(): unknown {
    const source = this.match(NUMBER);
    // Digits at the very end may be the first half of a number.
    if (source !== undefined && this.at < this.text.length) return exactNumber(Number(source), source);
    const name = source === undefined ? this.match(NAME) : undefined;
    return name !== undefined && Object.hasOwn(LITERALS, name) ? LITERALS[name] : this.stop();
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private take(unit: string): boolean {
    if (this.text[this.at] !== unit) return false;
    this.at += 1;
    return true;
  }

  private stop(): typeof STOP {
    this.stopped = true;
    return STOP;
  }
}
