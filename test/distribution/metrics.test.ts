import * as fc from "fast-check";
import { describe, test } from "vitest";
import { createMemory } from "../../src/distribution/memory.ts";
import { metricsText } from "../../src/distribution/metrics.ts";
import { emptyTotals, mergeTotals } from "../../src/distribution/totals.ts";
import { batchOf, failure, NOW } from "./make.ts";

/** One sample of the text: its name, its labels unescaped, its value. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LABEL = String.raw`[a-z_]+="(?:[^"\\\n]|\\["\\n])*"`;
const SAMPLE = new RegExp(`^([a-z_]+)(?:\\{(${LABEL}(?:,${LABEL})*)\\})? ([0-9.e+-]+)$`, "u");
const UNESCAPED: Readonly<Record<string, string>> = { "\\\\": "\\", "\\n": "\n", '\\"': '"' };

/** Reads OpenMetrics 1.0 text by its grammar; throws where it does not hold. */
function parseMetrics(text: string): readonly Sample[] {
  const lines = text.split("\n");
  if (lines.pop() !== "" || lines.pop() !== "# EOF")
    throw new Error("Cannot read the end: no `# EOF` and line feed");
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  let family = "";
  for (const line of lines) {
    const [, key, name, rest] = /^# (TYPE|HELP|UNIT) ([a-z_]+) (.+)$/.exec(line) ?? [];
    if (key === "TYPE") {
      if (types.has(name!)) throw new Error(`Cannot read "${line}": the family is there already`);
      types.set(name!, rest!);
      family = name!;
      continue;
    }
    if (key !== undefined) {
      if (name !== family) throw new Error(`Cannot read "${line}": it is not of the family "${family}"`);
      if (key === "UNIT" && !name.endsWith(`_${rest}`))
        throw new Error(`Cannot read "${line}": the name lacks its unit`);
      continue;
    }
    const [, sample, labels, value] = SAMPLE.exec(line) ?? [];
    if (sample === undefined) throw new Error(`Cannot read "${line}": it is no sample`);
    const suffix = sample.slice(family.length);
    const suffixes = types.get(family) === "counter" ? ["_total"] : ["_bucket", "_count", "_sum"];
    if (!sample.startsWith(family) || !suffixes.includes(suffix))
      throw new Error(`Cannot read "${line}": not of "${family}"`);
    const pairs = [...(labels ?? "").matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/gu)].map(([, label, text]) => [
      label!,
      text!.replace(/\\./gu, (escape) => UNESCAPED[escape]!),
    ]);
    samples.push({
      name: sample,
      labels: Object.fromEntries(pairs) as Record<string, string>,
      value: Number(value),
    });
  }
  return samples;
}

describe("metricsText", () => {
  test("is empty, but whole, before anything was counted", ({ expect }) => {
    const samples = parseMetrics(metricsText(emptyTotals()));
    expect(samples.find(({ name }) => name === "requests_total")?.value).toBe(0);
    expect(samples.filter(({ name }) => name === "failures_total")).toEqual([]);
    expect(samples.filter(({ name }) => name === "upstream_seconds_bucket")).toHaveLength(13);
  });

  test("has a counter for every combination of the seven labels", ({ expect }) => {
    const memory = createMemory();
    memory.add(batchOf("a", [failure(), failure(), failure({ action: "observed" })], NOW, 5));
    const samples = parseMetrics(metricsText(memory.totals()));
    expect(samples.filter(({ name }) => name === "failures_total")).toEqual([
      { name: "failures_total", value: 1, labels: expect.objectContaining({ action: "observed" }) },
      {
        name: "failures_total",
        value: 2,
        labels: {
          route: "/v3/users/:id",
          status: "404",
          type: "resource",
          code: "not_found",
          dialect: "spring-boot",
          action: "rewritten",
          mapped_by: "vocabulary",
        },
      },
    ]);
    expect(samples.find(({ name }) => name === "requests_total")?.value).toBe(8);
  });

  test("has cumulative buckets, the last of them everything", ({ expect }) => {
    const memory = createMemory();
    memory.add(
      batchOf(
        "a",
        [1, 5, 30, 60, 1e6].map((retry_after) => failure({ retry_after })),
      ),
    );
    const samples = parseMetrics(metricsText(memory.totals())).filter(({ name }) =>
      name.startsWith("retry_after_seconds"),
    );
    const buckets = samples.filter(({ name }) => name === "retry_after_seconds_bucket");
    expect(buckets.map(({ labels, value }) => [labels["le"], value])).toEqual([
      ["1.0", 1],
      ["5.0", 2],
      ["10.0", 2],
      ["30.0", 3],
      ["60.0", 4],
      ["120.0", 4],
      ["300.0", 4],
      ["600.0", 4],
      ["1800.0", 4],
      ["3600.0", 4],
      ["21600.0", 4],
      ["86400.0", 4],
      ["+Inf", 5],
    ]);
    expect(samples.find(({ name }) => name === "retry_after_seconds_count")?.value).toBe(5);
    expect(samples.find(({ name }) => name === "retry_after_seconds_sum")?.value).toBe(1_000_096);
  });

  test("holds to the grammar and gives every label back, whatever it is made of", ({ expect }) => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom('a"b', "a\\", "\\n", "a\nb", "} 1", "\uD800"),
    );
    fc.assert(
      fc.property(fc.uniqueArray(text, { selector: (value) => value.toWellFormed() }), (routes) => {
        const memory = createMemory();
        memory.add(
          batchOf(
            "a",
            routes.map((route) => failure({ route })),
          ),
        );
        const samples = parseMetrics(metricsText(memory.totals()));
        const read = samples
          .filter(({ name }) => name === "failures_total")
          .map(({ labels }) => labels["route"]);
        expect(new Set(read)).toEqual(new Set(routes.map((route) => route.toWellFormed())));
      }),
    );
  });

  test("no counter goes down, and the series are bounded, whatever comes", ({ expect }) => {
    const memory = createMemory();
    let before = new Map<string, number>();
    for (let round = 0; round < 12; round += 1) {
      const events = Array.from({ length: 300 }, (_, index) =>
        failure({ route: `/${index * (round % 5)}`, retry_after: index }),
      );
      memory.add(batchOf(`b${round}`, events, NOW));
      const samples = parseMetrics(metricsText(mergeTotals([memory.totals()])));
      const now = new Map(
        samples.map(({ name, labels, value }) => [`${name} ${JSON.stringify(labels)}`, value]),
      );
      for (const [series, value] of before) expect(now.get(series), series).toBeGreaterThanOrEqual(value);
      before = now;
    }
    expect(before.size).toBeLessThan(1100);
  });
});
