import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRawMessage } from "../capture/raw-message.ts";
import { toCanned, type Canned } from "./stub.ts";

/** A pair of files, read. */
export interface Spec {
  readonly name: string;
  readonly path: string;
  readonly request: RequestInit;
  readonly upstream: Canned;
  readonly expected: Expected;
}

/** The answer that the client is to get. */
export interface Expected {
  readonly status: number;
  /** An empty value: the header must be absent. */
  readonly headers: Headers;
  readonly body: string;
}

/** Reads `NAME.in.http` and `NAME.out.http`; throws for one that is no message. */
export function readSpec(folder: string, name: string): Spec {
  const input = readFileSync(join(folder, `${name}.in.http`), "utf8");
  const start = input.search(/^HTTP\/\d/m);
  if (start < 0) throw new Error(`Cannot read ${name}.in.http: it has no status line`);
  const { path, request } = readRequest(input.slice(0, start));
  const parsed = parseRawMessage(readFileSync(join(folder, `${name}.out.http`)));
  if (!parsed.ok) throw new Error(`Cannot read ${name}.out.http: ${parsed.why}`);
  const { status, headers, body } = parsed.capture;
  return {
    name,
    path,
    request,
    upstream: toCanned(input.slice(start)),
    expected: { status, headers, body: new TextDecoder().decode(body).trim() },
  };
}

function readRequest(text: string): { readonly path: string; readonly request: RequestInit } {
  const [head = "", ...rest] = text.trim().split(/\r?\n\r?\n/);
  const [line = "", ...fields] = head.split(/\r?\n/);
  const [method = "GET", path = "/"] = line === "" ? [] : line.split(/\s+/);
  const headers = new Headers();
  for (const field of fields) {
    const colon = field.indexOf(":");
    headers.append(field.slice(0, colon), field.slice(colon + 1).trim());
  }
  const body = rest.join("\n\n");
  return { path, request: { method, headers, ...(body !== "" && { body }) } };
}

/** How an answer differs from what is expected of it, in words; empty when it does not. */
export function differencesOf(expected: Expected, response: Response, body: string): readonly string[] {
  const differences: string[] = [];
  if (response.status !== expected.status)
    differences.push(`status: ${response.status}, expected ${expected.status}`);
  for (const [name, value] of expected.headers) {
    const got = response.headers.get(name);
    if (value === "" ? got !== null : got !== value)
      differences.push(`${name}: ${got ?? "absent"}, expected ${value === "" ? "absent" : value}`);
  }
  if (expected.body !== "" && canonical(body) !== canonical(expected.body))
    differences.push(`body: ${body}, expected ${expected.body}`);
  return differences;
}

/** JSON with its members in order, else the text itself. */
function canonical(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  } catch {
    return text.trim();
  }
}
