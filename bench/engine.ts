import { toEvidence } from "../src/decode/to-evidence.ts";
import { judge, type JudgeOptions } from "../src/engine.ts";
import { guard } from "../src/render/render.ts";
import { optionsFor, readFixtures, type Fixture } from "../test/read-fixtures.ts";
import { median, type Section } from "./stats.ts";

const ENVELOPE = { error: { type: "request", code: "invalid_data", message: "The request was invalid." } };
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
const BODY_BYTES = 65_536;
const ROUNDS = 5;
const ROUND_MS = 1;

interface Timed {
  readonly json: boolean;
  readonly own: number;
  readonly ratio: number;
}

/** Bytes to verdict to bytes over every fixture, against what a program does that reads nothing into them. */
export function measureEngine(): Section {
  const fixtures = readFixtures().filter(
    ({ status, body, headers }) => status >= 400 && body.length > 0 && !headers.has("content-encoding"),
  );
  const subjects = fixtures.map((fixture) => subjectOf(fixture));
  // Twice over all of them first: a Worker that has seen traffic is what is measured, not one that starts.
  for (const { own, other } of [...subjects, ...subjects]) {
    own();
    other();
  }
  const timed: Timed[] = subjects.map(({ json, own, other }) => {
    const pairs = Array.from({ length: ROUNDS }, () => [time(own), time(other)] as const);
    return {
      json,
      own: median(pairs.map(([mine]) => mine)),
      ratio: median(pairs.map(([mine, theirs]) => mine / theirs)),
    };
  });
  return {
    title: "The engine alone",
    note: `Node ${process.version}, ${timed.length} fixtures, one thread: bytes to verdict to bytes (decode, facts, policy, \`Retry-After\`, envelope), against decoding, \`JSON.parse\` and \`JSON.stringify\` of the envelope on the same bytes (for what is no JSON: decoding and \`JSON.stringify\`). Each fixture's ratio is the median of ${ROUNDS} rounds in turns.`,
    head: ["bodies", "fixtures", "median ns", "median ratio", "9 in 10 within", "at most"],
    rows: [
      row(
        "JSON",
        timed.filter(({ json }) => json),
        "2",
      ),
      row(
        "the rest",
        timed.filter(({ json }) => !json),
        "4",
      ),
    ],
  };
}

function row(what: string, timed: readonly Timed[], target: string): readonly string[] {
  const ratios = timed.map(({ ratio }) => ratio).toSorted((a, b) => a - b);
  const nine = ratios[Math.floor(ratios.length * 0.9)] ?? 0;
  return [
    what,
    String(timed.length),
    median(timed.map(({ own }) => own)).toFixed(0),
    `**${median(ratios).toFixed(1)}**`,
    nine.toFixed(1),
    target,
  ];
}

function subjectOf({ target, status, headers, body }: Fixture): {
  readonly json: boolean;
  readonly own: () => unknown;
  readonly other: () => unknown;
} {
  const bytes = new Uint8Array(body.subarray(0, BODY_BYTES));
  const state = body.length > BODY_BYTES ? "cut" : "whole";
  const options: JudgeOptions = optionsFor(headers);
  const evidence = (): ReturnType<typeof toEvidence> =>
    toEvidence({ request: target, status, headers, body: { bytes, state } });
  const json = isJson(bytes);
  return {
    json,
    own() {
      const { verdict, retryAfter } = judge(evidence(), options);
      return ENCODER.encode(guard(verdict, retryAfter?.value).body);
    },
    other() {
      const text = DECODER.decode(bytes);
      return [json && (JSON.parse(text) as unknown), ENCODER.encode(JSON.stringify(ENVELOPE))];
    },
  };
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(DECODER.decode(bytes));
    return true;
  } catch {
    return false;
  }
}

/** Nanoseconds that one call takes, over as many as fit into a round. */
function time(run: () => unknown): number {
  const started = performance.now();
  let runs = 0;
  let passed = 0;
  do {
    for (let again = 0; again < 4; again += 1) run();
    runs += 4;
    passed = performance.now() - started;
  } while (passed < ROUND_MS);
  return (passed * 1e6) / runs;
}
