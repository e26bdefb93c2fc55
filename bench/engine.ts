import { optionsFor, readFixtures, type Fixture } from "../test/read-fixtures.ts";
import { median, type Section } from "./stats.ts";
import type { Running } from "./workerd.ts";
import type { Asked } from "./workers/engine.ts";

const BODY_BYTES = 65_536;
const ROUNDS = 3;
/** So many of each take some milliseconds; the way there and back is taken off. */
const RUNS = { engine: 40, other: 1000 } as const;

interface Timed {
  readonly json: boolean;
  /** Nanoseconds of one verdict. */
  readonly own: number;
  readonly ratio: number;
}

/** Bytes to verdict to bytes over every fixture, in workerd, against what a program does that reads nothing into them. */
export async function measureEngine({ url }: Running): Promise<Section> {
  const fixtures = readFixtures().filter(
    ({ status, body, headers }) => status >= 400 && body.length > 0 && !headers.has("content-encoding"),
  );
  // Once over all of them first: an isolate that has seen traffic is what is measured, not one that starts.
  for (const fixture of fixtures) await time(url, fixture, "engine", 5);
  const timed: Timed[] = [];
  for (const fixture of fixtures) timed.push(await timeOf(url, fixture));
  return {
    title: "The engine alone",
    note: `In workerd, ${timed.length} fixtures: bytes to verdict to bytes (decode, facts, policy, \`Retry-After\`, envelope), against decoding, \`JSON.parse\` and \`JSON.stringify\` of the envelope on the same bytes (for what is no JSON: decoding and \`JSON.stringify\`). Each fixture's ratio is the median of ${ROUNDS} rounds in turns, ${RUNS.engine} verdicts and ${RUNS.other} of the other. What comes again is remembered from the first verdict on, as it is in an isolate.`,
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

async function timeOf(url: string, fixture: Fixture): Promise<Timed> {
  const json = isJson(fixture.body);
  const pairs: { readonly own: number; readonly other: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const way = await time(url, fixture, "decode", 0);
    const own = (await time(url, fixture, "engine", RUNS.engine)) - way;
    const other = (await time(url, fixture, json ? "parse" : "decode", RUNS.other)) - way;
    pairs.push({ own: own / RUNS.engine, other: Math.max(other, 0.01) / RUNS.other });
  }
  return {
    json,
    own: median(pairs.map(({ own }) => own)) * 1e6,
    ratio: median(pairs.map(({ own, other }) => own / other)),
  };
}

/** Milliseconds until the Worker has answered. */
async function time(
  url: string,
  { target, status, headers, body }: Fixture,
  what: Asked["what"],
  runs: number,
): Promise<number> {
  const { method, path } = target;
  const asked: Asked = {
    what,
    runs,
    method,
    path,
    status,
    cut: body.length > BODY_BYTES,
    headers: [...headers],
    options: optionsFor(headers),
  };
  const started = performance.now();
  const response = await fetch(url, {
    method: "POST",
    body: body.subarray(0, BODY_BYTES) as BodyInit,
    headers: { "x-asked": encodeURIComponent(JSON.stringify(asked)) },
  });
  if (!response.ok) throw new Error(`Cannot measure ${path}: the Worker answered ${response.status}`);
  await response.text();
  return performance.now() - started;
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes.subarray(0, BODY_BYTES)));
    return true;
  } catch {
    return false;
  }
}
