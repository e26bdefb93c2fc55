import { conformanceOf } from "../src/contract/conformance.ts";
import type { Evidence } from "../src/decode/evidence.ts";
import { toEvidence } from "../src/decode/to-evidence.ts";
import { judge, judgeSoft, type Judgement, type JudgeOptions } from "../src/engine.ts";
import { guard } from "../src/render/render.ts";
import type { Mutant } from "./mutate.ts";
import { optionsFor } from "./read-fixtures.ts";

/** The bytes of a failure's body that are read. */
export const LIMIT = 65_536;

/** A line of a stack trace, told without the engine's own patterns. */
const TRACES: readonly RegExp[] = [
  /\bat [\w.$<>]+\([\w$]+\.(?:java|kt|scala):\d+\)/,
  /\bat (?:[\w.$<> ]{1,80} \()?[\w@.:/\\-]{1,200}:\d+:\d+\)?/,
  /\bin \S+\.(?:cs|vb):line \d+/,
  /\bFile "[^"]+", line \d+/,
  /\bTraceback \(most recent/,
  /\.rb:\d+:in /,
  /#\d+ \S+\.php\(\d+\)/,
  /\.php on line \d+/,
  /\bgoroutine \d+ \[/,
  /\.go:\d+ \+0x/,
  /\bat \S+ line \d+\.?$/,
];

/** What is internal, told without the engine's own patterns. */
const INTERNALS: readonly RegExp[] = [
  /\b(?:127\.0|10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b/,
  /\b[\w-]+\.(?:internal|svc|lan|corp)\b/,
  /(?<![\w:/.])\/(?:srv|var|usr|etc|opt)\/\w+/,
  /\b[A-Z]:\\\w/,
  /\bSELECT .{1,200} FROM\b|\bINSERT INTO\b|\bDELETE FROM\b/,
  /\bSQLSTATE\b|\bORA-\d{5}\b/,
  /\b(?:postgres(?:ql)?|mysql|mongodb|redis|amqp):\/\//,
  /-----BEGIN /,
];

const NO_WORDS: readonly RegExp[] = [/\[object \w+\]/, /\bundefined\b/, /\bNaN\b/, /\bnull\b/];

/** What is wrong with how an answer leaves, in words; empty when nothing is. */
export function brokenBy(mutant: Mutant, options: Partial<JudgeOptions> = {}): readonly string[] {
  const judgement = judgementOf(mutant, options);
  if (judgement === undefined) return [];
  const broken = [...unsound(judgement), ...leaksOf(wordsOf(judgement))];
  const { evidence } = judgement;
  for (const pattern of NO_WORDS) {
    const word = pattern.exec(wordsOf(judgement))?.[0];
    // The upstream's own sentence may speak of null.
    if (word !== undefined && !ownWords(evidence).includes(word)) broken.push(`says ${word}`);
  }
  return broken;
}

/** A mutant as the engine judges it; `undefined` where it lets a success pass. */
export function judgementOf(
  { target, status, headers, body }: Mutant,
  options: Partial<JudgeOptions> = {},
): (Judgement & { readonly evidence: Evidence }) | undefined {
  const bytes = body.subarray(0, LIMIT);
  const state = bytes.length < body.length ? "cut" : "whole";
  const evidence = toEvidence({ request: target, status, headers, body: { bytes, state } });
  const soft = status >= 200 && status <= 299;
  const judgement = (soft ? judgeSoft : judge)(evidence, { ...optionsFor(headers), ...options });
  return judgement === undefined ? undefined : { ...judgement, evidence };
}

/** Everything that a judgement lets a client read. */
export function wordsOf({ verdict: { message, details = [] } }: Judgement): string {
  return [message, ...details.flatMap(({ field, message: words }) => [field, words])].join("\n");
}

/** Lines of a trace and internals in what a client would read. */
export function leaksOf(words: string): readonly string[] {
  return [...TRACES, ...INTERNALS].flatMap((pattern) => {
    const leak = pattern.exec(words)?.[0];
    return leak === undefined ? [] : [`leaks ${leak}`];
  });
}

function unsound(judgement: Judgement): readonly string[] {
  const { status, body, broken } = guard(judgement.verdict, judgement.retryAfter?.value);
  const headers = new Headers({ "content-type": "application/json" });
  if (judgement.retryAfter !== undefined) headers.set("retry-after", judgement.retryAfter.value);
  const { kind } = conformanceOf(status, headers, body);
  const { message, details = [] } = judgement.verdict;
  const long = message.length > 500 || details.some((detail) => detail.message.length > 500);
  return [
    ...(broken ? ["needs the last guard"] : []),
    ...(kind === "conformant" ? [] : ["is not conformant"]),
    ...(long ? ["is longer than 500"] : []),
    ...(details.length > 100 ? ["has more than 100 pairs"] : []),
    ...(body.isWellFormed() && message.isWellFormed() ? [] : ["has half a character"]),
  ];
}

/** The strings and names that an upstream said; of JSON without its literals. */
function ownWords({ json, text, headers }: Evidence): string {
  const heads = [...headers.values()].join("\n");
  if (json === undefined) return `${text}\n${heads}`;
  const words: string[] = [heads];
  const left: unknown[] = [json];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value === "string") words.push(value);
    if (typeof value !== "object" || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      words.push(name);
      left.push(member);
    }
  }
  return words.join("\n");
}
