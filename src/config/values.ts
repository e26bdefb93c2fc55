import * as z from "zod/mini";
import { quote, type Checked } from "./problem.ts";

/** A variable's schema, which takes what TOML made of it or the same as a string, and what it expects in words. */
export interface Kind<T> {
  /** Made when a value is read: most variables are left out, and a start should not pay for their schemas. */
  readonly schema: () => z.ZodMiniType<T>;
  readonly expected: string;
}

/** A whole number between two bounds, as a number or in digits. */
export function whole(least: number, most: number, unit: string): Kind<number> {
  return {
    schema: () =>
      z
        .union([z.int(), z.pipe(z.string().check(z.trim(), z.regex(/^\d{1,15}$/)), z.transform(Number))])
        .check(z.refine((number) => number >= least && number <= most)),
    expected: `a whole number of ${unit} from ${least} to ${most}`,
  };
}

/** `true` or `false`, as a boolean or in letters. */
export const flag: Kind<boolean> = {
  schema: () =>
    z.union([
      z.boolean(),
      z.pipe(
        z.string().check(z.toLowerCase(), z.regex(/^(?:true|false|1|0)$/)),
        z.transform((text) => text === "true" || text === "1"),
      ),
    ]),
  expected: "true or false",
};

/** One of a few words. */
export function oneOf<const T extends string>(...words: readonly T[]): Kind<T> {
  return { schema: () => z.enum(words), expected: `one of ${words.join(", ")}` };
}

/** Scheme, host and optional base path; credentials, a query or a fragment would be dropped or leak, so they are refused. */
export const upstreamUrl: Kind<URL> = {
  schema: () =>
    z.pipe(
      z.string().check(z.trim(), z.refine(isUpstream)),
      z.transform((text: string) => new URL(text)),
    ),
  expected:
    "an absolute http or https URL like https://legacy.example.com/base, without credentials, query or fragment",
};

function isUpstream(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return false;
  return url.username === "" && url.password === "" && url.search === "" && url.hash === "";
}

/** Origins, parted by commas or white space, or a list of them; `*` is any. */
export const origins: Kind<readonly string[]> = {
  schema: () =>
    z
      .union([z.array(z.string()), z.pipe(z.string(), z.transform(split))])
      .check(z.refine((list) => list.every(isOrigin))),
  expected: "origins like https://app.example.com parted by commas, or *",
};

function split(text: string): string[] {
  return text.split(/[\s,]+/).filter((origin) => origin !== "");
}

function isOrigin(text: string): boolean {
  return text === "*" || (URL.parse(text)?.origin === text && text !== "null");
}

/** A path below which something lives: starts with `/`, ends without. */
export const basePath: Kind<string> = {
  schema: () => z.string().check(z.regex(/^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/)),
  expected: "a path like /__errors, without a slash at its end",
};

/** Any text that is not blank. */
export const secret: Kind<string> = {
  schema: () => z.string().check(z.regex(/\S/)),
  expected: "a text that is not blank",
};

/** Reads one variable; what is absent or empty is its default. */
export function readValue<T, D>(key: string, kind: Kind<T>, value: unknown, fallback: D): Checked<T | D> {
  if (value === undefined || value === null || value === "") return { ok: true, value: fallback };
  const read = z.safeParse(kind.schema(), value);
  if (read.success) return { ok: true, value: read.data };
  return { ok: false, problems: [{ key, message: `${shown(kind, value)} is not ${kind.expected}` }] };
}

/** What a message may show of a value: no secret, and no credential of a URL. */
function shown(kind: Kind<unknown>, value: unknown): string {
  if (kind === secret) return "the value";
  return quote(typeof value === "string" ? value.replace(/\/\/[^/@\s]*@/, "//…@") : value);
}
