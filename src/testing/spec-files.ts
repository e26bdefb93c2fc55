import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseRawMessage } from "../capture/raw-message.ts";
import { startWorker, type Kit, type StartOptions } from "./kit.ts";
import { toCanned, type Canned } from "./stub.ts";

/** How the Worker is started for a folder of spec files; the upstream is in the files. */
export type SpecOptions = Omit<StartOptions, "upstream">;

/** A pair of files, read. */
interface Spec {
  readonly name: string;
  readonly path: string;
  readonly request: RequestInit;
  readonly upstream: Canned;
  readonly expected: Expected;
}

interface Expected {
  readonly status: number;
  /** An empty value: the header must be absent. */
  readonly headers: Headers;
  readonly body: string;
}

/**
 * Registers one test for each pair of files in a folder: `NAME.in.http`, a request and the upstream's answer to it,
 * and `NAME.out.http`, the answer that the client gets.
 *
 * Of the answer, the headers that the file names are compared, an empty one meaning "must be absent"; a JSON body is
 * compared as JSON, any other as text, and none at all is not looked at.
 *
 * @example
 * runSpecFiles("test/specs", { rules });
 */
export function runSpecFiles(folder: string, options: SpecOptions = {}): void {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".in.http"))
    .map((file) => basename(file, ".in.http"))
    .toSorted();
  describe(folder, () => {
    let kit: Kit;
    beforeAll(async () => {
      kit = await startWorker({ ...options, upstream: {} });
    }, 60_000);
    afterAll(async () => {
      await kit.stop();
    });
    test("has spec files", () => {
      expect(names).not.toEqual([]);
    });
    test.for(names)("%s", async (name) => {
      const spec = readSpec(folder, name);
      kit.behind(() => spec.upstream);
      const response = await kit.fetch(spec.path, spec.request);
      expect(differencesOf(spec.expected, response, await response.text())).toEqual([]);
    });
  });
}

function readSpec(folder: string, name: string): Spec {
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

function differencesOf(expected: Expected, response: Response, body: string): readonly string[] {
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
