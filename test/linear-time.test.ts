import { Session, type Profiler } from "node:inspector/promises";
import { afterAll, beforeAll, describe, test } from "vitest";
import { toEvidence } from "../src/decode/to-evidence.ts";
import { judge } from "../src/engine.ts";
import { guard } from "../src/render/render.ts";
import { optionsFor } from "./read-fixtures.ts";

const KIB = 1024;
/** Four times the body may take five times the blocks: what a growing list costs, and where a bound sets in. */
const FOUR_TIMES = 5;
/** What a verdict takes whatever the body holds; it hides no growth, for 64 KiB take far more where they are read. */
const CONSTANT = 10_000;

const REPEATED: readonly {
  readonly name: string;
  readonly media: string;
  readonly unit: string;
  readonly head?: string;
}[] = [
  {
    name: "field errors of a list",
    media: "application/json",
    head: '{"errors":[',
    unit: '{"field":"a","message":"b c"},',
  },
  { name: "a dictionary of lists", media: "application/json", head: "{", unit: '"a":["is b"],' },
  { name: "one field twice over", media: "application/json", head: '{"errors":{', unit: '"a":{"b":["c"]},' },
  { name: "arrays within arrays", media: "application/json", unit: "[" },
  { name: "objects within objects", media: "application/json", unit: '{"error":' },
  { name: "numbers that JSON rounds", media: "application/json", head: "[", unit: "12345678901234567890," },
  {
    name: "a sentence without an end",
    media: "application/json",
    head: '{"message":"',
    unit: "try again after ",
  },
  { name: "escapes", media: "application/json", head: '{"message":"', unit: "\\u00e9" },
  { name: "JSON within a string", media: "application/json", head: '{"message":"', unit: '{\\"a\\":' },
  { name: "headings", media: "text/html", unit: "<h1>." },
  { name: "paragraphs", media: "text/html", unit: "<p>Not found" },
  { name: "cells", media: "text/html", head: "<html>", unit: "<td>x</td>" },
  { name: "tags that never end", media: "text/html", unit: "<a href='" },
  { name: "comments that never end", media: "text/html", unit: "<!--" },
  { name: "scripts", media: "text/html", unit: "<script>" },
  { name: "entities", media: "text/html", unit: "&amp;lt" },
  { name: "elements", media: "text/xml", head: "<r>", unit: "<e><m>x</m></e>" },
  { name: "elements within elements", media: "text/xml", unit: "<e>" },
  { name: "attributes", media: "text/xml", head: "<r ", unit: 'a="b" ' },
  { name: "lines", media: "text/plain", unit: "a: b\n" },
  { name: "frames of a trace", media: "text/plain", unit: "\n\tat a.b.C.d(E.java:1)" },
  { name: "secrets", media: "text/plain", unit: "password=1 " },
  { name: "paths and hosts", media: "text/plain", unit: "/var/www/a.php a.internal " },
  { name: "words", media: "text/plain", unit: "already exists " },
];

/**
 * Blocks of code that a verdict runs through, as V8 counts them: the same on every machine, however busy it is.
 *
 * A pattern counts as one block; that each reads bounded text is its own file's business.
 */
describe("time grows with the body and no faster, by the blocks of code that run", () => {
  const session = new Session();

  beforeAll(async () => {
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  });

  afterAll(async () => {
    await session.post("Profiler.stopPreciseCoverage");
    session.disconnect();
  });

  async function blocksOf(media: string, body: string): Promise<number> {
    const headers = new Headers({ "content-type": media });
    const bytes = new TextEncoder().encode(body);
    // Taking the counts sets them to nothing.
    await session.post("Profiler.takePreciseCoverage");
    const evidence = toEvidence({
      request: { method: "POST", path: "/v3/users/42" },
      status: 422,
      headers,
      body: { bytes, state: "whole" },
    });
    const { verdict, retryAfter } = judge(evidence, optionsFor(headers));
    guard(verdict, retryAfter?.value);
    const { result } = await session.post("Profiler.takePreciseCoverage");
    return result
      .filter(({ url }) => /\/src\/|saxes/.test(url))
      .reduce((sum, script) => sum + countOf(script), 0);
  }

  test.for(REPEATED)("$name", async ({ media, head = "", unit }, { expect }) => {
    const counts: number[] = [];
    for (const size of [4, 16, 64])
      counts.push(
        await blocksOf(media, (head + unit.repeat((size * KIB) / unit.length)).slice(0, size * KIB)),
      );
    const [small = 0, middle = 0, large = 0] = counts;
    expect(small).toBeGreaterThan(100);
    expect(middle).toBeLessThan(small * FOUR_TIMES + CONSTANT);
    expect(large).toBeLessThan(middle * FOUR_TIMES + CONSTANT);
  });

  test("what is quadratic would be seen", async ({ expect }) => {
    const before = await session.post("Profiler.takePreciseCoverage");
    expect(before.result.length).toBeGreaterThan(0);
    const counts: number[] = [];
    for (const length of [100, 400]) {
      await session.post("Profiler.takePreciseCoverage");
      pairs(length);
      const { result } = await session.post("Profiler.takePreciseCoverage");
      counts.push(
        result
          .filter(({ url }) => url.includes("linear-time"))
          .reduce((sum, script) => sum + countOf(script), 0),
      );
    }
    expect(counts[1]).toBeGreaterThan((counts[0] ?? 0) * FOUR_TIMES + CONSTANT);
  });
});

function countOf({ functions }: Profiler.ScriptCoverage): number {
  return functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0);
}

function pairs(length: number): number {
  let sum = 0;
  for (let one = 0; one < length; one += 1) for (let two = 0; two < length; two += 1) sum += one ^ two;
  return sum;
}
