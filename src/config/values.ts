import { quote, type Checked } from "./problem.ts";

/** Reads a variable's value as it came (a string, or what TOML made of it); a string says what was expected. */
export type Reader<T> = (value: unknown) => { readonly value: T } | string;

/** A whole number between two bounds, as a number or in digits. */
export function whole(least: number, most: number, unit: string): Reader<number> {
  const expected = `a whole number of ${unit} from ${least} to ${most}`;
  return (value) => {
    const number = typeof value === "string" && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
    if (typeof number !== "number" || !Number.isInteger(number)) return expected;
    return number >= least && number <= most ? { value: number } : expected;
  };
}

/** `true` or `false`, as a boolean or in letters. */
export const flag: Reader<boolean> = (value) => {
  const text = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (text === true || text === "true" || text === "1" || text === 1) return { value: true };
  if (text === false || text === "false" || text === "0" || text === 0) return { value: false };
  return "true or false";
};

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): Reader<T> {
  return (value) => {
    const word = words.find((each) => each === value);
    return word === undefined ? `one of ${words.join(", ")}` : { value: word };
  };
}

/** Scheme, host and optional base path. */
export const upstreamUrl: Reader<URL> = (value) => {
  const expected = "an absolute URL like https://legacy.example.com or http://10.0.0.5:8080/base";
  const url = typeof value === "string" ? URL.parse(value.trim()) : null;
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return expected;
  if (url.username !== "" || url.password !== "") return `${expected}, without credentials`;
  if (url.search !== "" || url.hash !== "") return `${expected}, without a query or a fragment`;
  return { value: url };
};

/** Origins, parted by commas or white space, or a list of them; `*` is any. */
export const origins: Reader<readonly string[]> = (value) => {
  const expected = "origins like https://app.example.com parted by commas, or *";
  const list = typeof value === "string" ? value.split(/[\s,]+/).filter((text) => text !== "") : value;
  if (!Array.isArray(list)) return expected;
  const read: string[] = [];
  for (const entry of list as readonly unknown[]) {
    const url = typeof entry === "string" ? URL.parse(entry) : null;
    if (entry === "*") read.push("*");
    else if (url !== null && url.origin !== "null" && `${url.origin}/` === url.href && !String(entry).endsWith("/")) read.push(url.origin);
    else return `${expected} (${quote(entry)} is none)`;
  }
  return { value: read };
};

/** A path below which something lives: starts with `/`, ends without. */
export const basePath: Reader<string> = (value) => {
  const fits = typeof value === "string" && /^(?:\/[\w.~-]+)+$/.test(value) && !/\/\.{1,2}(?:\/|$)/.test(value);
  return fits ? { value } : "a path like /__errors, without a slash at its end";
};

/** Any text that is not blank. */
export const secret: Reader<string> = (value) =>
  typeof value === "string" && value.trim() !== "" ? { value } : "a text that is not blank";

/** Reads one variable; what is absent or empty is its default. */
export function readValue<T>(key: string, reader: Reader<T>, value: unknown, fallback: T, hide = false): Checked<T> {
  if (value === undefined || value === null || value === "") return { ok: true, value: fallback };
  const read = reader(value);
  if (typeof read !== "string") return { ok: true, value: read.value };
  return { ok: false, problems: [{ key, message: `${hide ? "the value" : quote(value)} is not ${read}` }] };
}
