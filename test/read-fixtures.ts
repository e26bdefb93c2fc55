import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseRawMessage } from "../src/capture/raw-message.ts";
import type { Evidence, Target } from "../src/decode/evidence.ts";
import { readBody } from "../src/decode/read-body.ts";
import { toEvidence } from "../src/decode/to-evidence.ts";
import { judge, judgeSoft, type Judgement, type JudgeOptions } from "../src/engine.ts";
import type { Expectation, Outcome } from "./scoring.ts";

/** One line of a folder's `verdicts.jsonl`: where a captured response came from and what it must leave as. */
export interface Label {
  /** The name of the `.http` file beside it. */
  readonly id: string;
  /** The request that was answered: method and target. */
  readonly request: string;
  /** The software or service that wrote the response. */
  readonly vendor: string;
  /** The document that prints it, or the release that it was captured from. */
  readonly source: string;
  readonly expect: Expectation;
  readonly note?: string;
}

/** A response as it came over the wire, and its label. */
export interface Fixture extends Label {
  /** `DIALECT/CASE`. */
  readonly key: string;
  readonly folder: string;
  readonly target: Target;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** The folder of the fixtures. */
export const FIXTURES: string = join(dirname(fileURLToPath(import.meta.url)), "fixtures");

/** The folder of answers that no dialect reads: their bodies are empty, or in a coding that cannot be undone. */
export const NONE = "none";
/** The folder of look-alikes: successes that no dialect may take for a failure. */
export const UNCLAIMED = "unclaimed";

/** Every fixture, folder by folder in the order of their names. */
export function readFixtures(): readonly Fixture[] {
  return readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .flatMap((folder) => readLabels(folder).map((label) => readFixture(folder, label)));
}

/** The labels of a folder, in the file's order; none when it has no file. */
export function readLabels(folder: string): readonly Label[] {
  const path = join(FIXTURES, folder, "verdicts.jsonl");
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Label);
}

function readFixture(folder: string, label: Label): Fixture {
  const key = `${folder}/${label.id}`;
  const parsed = parseRawMessage(readFileSync(join(FIXTURES, `${key}.http`)));
  if (!parsed.ok) throw new Error(`Cannot read ${key}.http: ${parsed.why}`);
  const { status, headers, body } = parsed.capture;
  const [method = "GET", path = "/"] = label.request.split(" ");
  const target = { method, path: path.split(/[?#]/, 1)[0] ?? "/" };
  return { ...label, key, folder, target, status, headers, body };
}

/** What the engine is given in tests: no rules, every default, and a fixed clock where the answer has no `Date`. */
export function optionsFor(headers: Headers): JudgeOptions {
  const date = Date.parse(headers.get("date") ?? "");
  return {
    rules: [],
    messages: "4xx",
    retryAfterDefaultS: 60,
    retryAfterMaxS: 86_400,
    now: Number.isNaN(date) ? Date.UTC(2026, 0, 1) : date,
  };
}

/** A fixture as the engine is given it: at most 64 KiB of its body, decoded; none of it for a HEAD. */
export async function evidenceOf({ target, status, headers, body }: Fixture): Promise<Evidence> {
  const stream = target.method === "HEAD" || body.length === 0 ? null : new Response(body as BodyInit).body;
  // On a busy machine thousands of bodies are read at once: no delay may decide what a test sees.
  const bounds = { limitBytes: 65_536, timeoutMs: 600_000, undone: [] };
  const read = await readBody(stream, headers, bounds);
  return toEvidence({ request: target, status, headers, body: read });
}

/** The engine's judgement; `undefined` for a 2xx that it lets pass. */
export function judged(evidence: Evidence): Judgement | undefined {
  return (evidence.status >= 400 ? judge : judgeSoft)(evidence, optionsFor(evidence.headers));
}

/** A judgement as the scoring compares it. */
export function outcomeOf(judgement: Judgement | undefined): Outcome | undefined {
  if (judgement === undefined) return undefined;
  const { status, code, message, details } = judgement.verdict;
  const seconds = judgement.retryAfter?.seconds;
  return {
    status,
    code,
    message,
    ...(details !== undefined && { details }),
    ...(seconds !== undefined && { retryAfterS: seconds }),
  };
}
