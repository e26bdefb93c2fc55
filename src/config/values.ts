import { quote, type Checked } from "./problem.ts";

/** What a variable may be, as TOML gives it or as the same in a string. */
export interface Kind<T> {
  /** The value, or `undefined` for what is none. Not a schema: this is all of the configuration that every isolate reads. */
  readonly read: (value: unknown) => T | undefined;
  /** In words, behind "is not". */
  readonly expected: string;
}

/** A whole number between two bounds, as a number or in digits. */
export function whole(least: number, most: number, unit: string): Kind<number> {
  return {
    read(value) {
      const number = typeof value === "string" && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;
      if (typeof number !== "number" || !Number.isSafeInteger(number)) return undefined;
      return number >= least && number <= most ? number : undefined;
    },
    expected: `a whole number of ${unit} from ${least} to ${most}`,
  };
}

/** `true` or `false`, as a boolean or in letters. */
export const flag: Kind<boolean> = {
  read(value) {
    if (typeof value === "boolean") return value;
    const word = typeof value === "string" ? value.toLowerCase() : "";
    if (word === "true" || word === "1") return true;
    return word === "false" || word === "0" ? false : undefined;
  },
  expected: "true or false",
};

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): Kind<T> {
  return {
    read: (value) => words.find((word) => word === value),
    expected: `one of ${words.join(", ")}`,
  };
}

/** Scheme, host and optional base path; credentials, a query or a fragment would be dropped or leak, so they are refused. */
export const upstreamUrl: Kind<URL> = {
  read(value) {
    const url = typeof value === "string" ? URL.parse(value.trim()) : null;
    return url !== null && isUpstream(url) ? url : undefined;
  },
  expected:
    "an absolute http or https URL like https://legacy.example.com/base, without credentials, query or fragment",
};

function isUpstream({ protocol, username, password, search, hash }: URL): boolean {
  return (protocol === "http:" || protocol === "https:") && `${username}${password}${search}${hash}` === "";
}

/** Origins, parted by commas or white space, or a list of them; `*` is any. */
export const origins: Kind<readonly string[]> = {
  read(value) {
    const list: unknown = typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : value;
    return Array.isArray(list) && list.every(isOrigin) ? list : undefined;
  },
  expected: "origins like https://app.example.com parted by commas, or *",
};

function isOrigin(value: unknown): value is string {
  if (typeof value !== "string" || value === "null") return false;
  return value === "*" || URL.parse(value)?.origin === value;
}

/** A path below which something lives: starts with `/`, ends without. */
export const basePath: Kind<string> = {
  read: (value) => matching(value, /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/),
  expected: "a path like /__errors, without a slash at its end",
};

/** Any text that is not blank. */
export const secret: Kind<string> = {
  read: (value) => matching(value, /\S/),
  expected: "a text that is not blank",
};

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === "string" && pattern.test(value) ? value : undefined;
}

/** Reads one variable; what is absent or empty is its default. */
export function readValue<T, D>(key: string, kind: Kind<T>, value: unknown, fallback: D): Checked<T | D> {
  if (value === undefined || value === null || value === "") return { ok: true, value: fallback };
  const read = kind.read(value);
  if (read !== undefined) return { ok: true, value: read };
  return { ok: false, problems: [{ key, message: `${shown(kind, value)} is not ${kind.expected}` }] };
}

/** A variable that is an array: a TOML array of tables, or the same as a JSON string. */
export function toList(key: string, value: unknown): Checked<readonly unknown[]> {
  if (value === undefined || value === "") return { ok: true, value: [] };
  const list = typeof value === "string" ? parsed(value) : value;
  if (Array.isArray(list)) return { ok: true, value: list };
  const expected = `expected an array of tables ([[vars.${key}]]) or the same as JSON`;
  return { ok: false, problems: [{ key, message: `${quote(value)} is no list, ${expected}` }] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a message may show of a value: no secret, and no credential of a URL. */
function shown(kind: Kind<unknown>, value: unknown): string {
  if (kind === secret) return "the value";
  return quote(typeof value === "string" ? value.replace(/\/\/[^/@\s]*@/, "//…@") : value);
}
