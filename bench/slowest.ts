import { toEvidence } from "../src/decode/to-evidence.ts";
import { judge } from "../src/engine.ts";
import { guard } from "../src/render/render.ts";
import { readFixtures } from "../test/read-fixtures.ts";
import { median, type Section } from "./stats.ts";

const LIMIT = 65_536;
const DECODER = new TextDecoder();
const ENCODER = new TextEncoder();
const OPTIONS = {
  rules: [],
  messages: "4xx",
  retryAfterDefaultS: 60,
  retryAfterMaxS: 86_400,
  now: Date.UTC(2026, 0, 1),
} as const;
const MEDIA = ["application/json", "text/html", "text/xml", "text/plain", "application/problem+json", ""];
const STATUSES = [400, 404, 422, 429, 500];

/** What bodies are made of: what every reader here looks for, once and again. */
const TOKENS: readonly string[] = [
  ...Array.from("{}[]\":,<>/&;\\.-_ \t\n\r'`@#%=|()!?aA1é\u2028\uFEFF"),
  '{"error":',
  '{"errors":[',
  '{"message":"',
  '"},',
  '"]},',
  "null,",
  "1e400,",
  "12345678901234567890,",
  '\\"',
  "\\n",
  "\\u00e9",
  '{"a":',
  '[{"field":"a","message":"b"},',
  '"a":["b"],',
  '"a":{"b":["c"]},',
  "<p>",
  "</p>",
  "<div>",
  "<h1>",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<a href='",
  "&amp;",
  "&#x41;",
  "&lt",
  "<?xml version='1.0'?>",
  "<script>",
  "</script>",
  "<title>",
  "<br>",
  "<td>x</td>",
  "<e><m>x</m></e>",
  "\n    at f (/a/b.js:1:2)",
  '\n  File "/a/b.py", line 1, in f\n',
  "\n\tat a.b.C.d(E.java:1)",
  "#0 /a.php(1): f()\n",
  "SELECT * FROM a WHERE ",
  "https://a.internal/b?c=d ",
  "10.0.0.1 ",
  "a@b.example ",
  "/var/www/a.php ",
  "C:\\a\\b ",
  "retry in 5 seconds ",
  "try again after ",
  "already exists ",
  "not found ",
  "Cannot GET ",
  "must be ",
  "is required ",
  "password=",
  "Bearer abc.def.ghi ",
  "eyJhbGciOiJI",
  "key: ",
  "errno ",
  "ORA-00001 ",
  "E11000 ",
  "[error] ",
  "a.b.c.",
  "a, ",
  "'a' ",
  '"a" ',
  "items[0].",
  "body/a ",
  "1;q=0.5, ",
  "2026-01-01T00:00:00Z ",
];

interface Subject {
  readonly name: string;
  readonly media: string;
  readonly status: number;
  readonly body: string;
}

/** The slowest body of 64 KiB that a search of so many seconds finds, and how the time grows with its length. */
export function measureSlowest(seconds: number): Section {
  const random = createRandom(1);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const fixtures = readFixtures().map(({ key, body, headers, status }) => ({
    name: key,
    body: DECODER.decode(body),
    media: headers.get("content-type") ?? "",
    status: Math.max(400, status),
  }));
  let slowest: { readonly subject: Subject; readonly ms: number }[] = [];
  const end = performance.now() + seconds * 1000;
  let tried = 0;
  const consider = (subject: Subject): void => {
    tried += 1;
    const first = timeOf(subject);
    if (slowest.length === 8 && first < slowest.at(-1)!.ms) return;
    // The best of three: a pause of the machine is no property of a body.
    const ms = Math.min(first, timeOf(subject), timeOf(subject));
    slowest = [...slowest.filter(({ subject: { name } }) => name !== subject.name), { subject, ms }]
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, 8);
  };
  for (const token of TOKENS)
    for (const media of MEDIA) consider({ name: quoted(token), media, status: 400, body: fill(token) });
  for (const { name, body, media, status } of fixtures)
    if (body !== "") consider({ name, media, status, body: fill(body) });
  while (performance.now() < end) {
    const parent = random() < 0.5 ? pick(slowest).subject : undefined;
    const unit =
      parent === undefined
        ? Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(TOKENS)).join("")
        : mutated(parent.body.slice(0, 400), pick(TOKENS), random);
    const head = random() < 0.3 ? pick(fixtures).body.slice(0, Math.floor(random() * 500)) : "";
    consider({
      name: `${quoted(head)} then ${quoted(unit)}`,
      media: parent?.media ?? pick(MEDIA),
      status: parent?.status ?? pick(STATUSES),
      body: (head + fill(unit === "" ? "a" : unit)).slice(0, LIMIT),
    });
  }
  // Those that came first met code that had not been compiled yet.
  const settled = slowest
    .map(({ subject }) => ({ subject, ms: Math.min(...Array.from({ length: 5 }, () => timeOf(subject))) }))
    .toSorted((a, b) => b.ms - a.ms);
  return {
    title: "The slowest bodies",
    note: `Of ${tried} bodies of 64 KiB (repetitions of tokens and of fixtures, then mutations of the slowest, ${seconds} s), the engine's processor time as the best of five at the end; and by how much it grows from 32 to 64 KiB. At most 10 ms and 2.2.`,
    head: ["repeated", "media type", "status", "ms", "32 → 64 KiB"],
    rows: settled
      .slice(0, 5)
      .map(({ subject, ms }) => [
        `\`${subject.name.replaceAll(/[|`]/g, "¦")}\``,
        subject.media,
        String(subject.status),
        ms.toFixed(1),
        growthOf(subject).toFixed(2),
      ]),
  };
}

function mutated(unit: string, token: string, random: () => number): string {
  const at = Math.floor(random() * unit.length);
  const cut = Math.floor(random() * 8);
  return unit.slice(0, at) + (random() < 0.7 ? token : "") + unit.slice(at + cut);
}

function growthOf(subject: Subject): number {
  const half = { ...subject, body: subject.body.slice(0, LIMIT / 2) };
  const ratios = Array.from({ length: 7 }, () => timeOf(subject) / timeOf(half));
  return median(ratios);
}

function fill(token: string): string {
  return token.repeat(Math.ceil(LIMIT / token.length)).slice(0, LIMIT);
}

function timeOf({ media, status, body }: Subject): number {
  const headers = new Headers(media === "" ? {} : { "content-type": media.replaceAll(/[^\x20-\x7e]/g, "") });
  const bytes = ENCODER.encode(body).subarray(0, LIMIT);
  const request = { method: "POST", path: "/v3/users/42" };
  // Processor time: on a machine that is shared, the clock counts the others too.
  const started = process.cpuUsage();
  const evidence = toEvidence({ request, status, headers, body: { bytes, state: "whole" } });
  const { verdict, retryAfter } = judge(evidence, OPTIONS);
  ENCODER.encode(guard(verdict, retryAfter?.value).body);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function quoted(text: string): string {
  const json = JSON.stringify(text.slice(0, 60));
  return json.slice(1, -1);
}

/** A small generator with a seed (mulberry32), so that a search can be had again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
