import { describe, test } from "vitest";
import dashboard from "../../docs/grafana-dashboard.json";
import { encodePoints } from "../../src/distribution/analytics.ts";
import { batchOf, unmapped } from "./make.ts";

const panels = dashboard.panels.map(({ title, gridPos, targets }) => ({
  title,
  gridPos,
  query: targets[0]!.query,
}));
const points = encodePoints([batchOf("a", [unmapped()])], "v-1");

describe("the Grafana dashboard", () => {
  test.for(panels)("$title asks only for columns that are written", ({ query }, { expect }) => {
    const written = new Set(
      points.flatMap(({ blobs, doubles }) => [
        ...blobs.map((_, n) => `blob${n + 1}`),
        ...doubles.map((_, n) => `double${n + 1}`),
      ]),
    );
    expect(
      [...query.matchAll(/\b(?:blob|double)\d+/g)]
        .map(([column]) => column)
        .filter((column) => !written.has(column)),
    ).toEqual([]);
    const kinds = [...query.matchAll(/blob1 = '(\w+)'/g)].map(([, kind]) => kind);
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.filter((kind) => !points.some(({ blobs }) => blobs[0] === kind))).toEqual([]);
  });

  test.for(panels)(
    "$title keeps to the time that is shown, and weighs what was sampled",
    ({ query }, { expect }) => {
      expect(query).toContain("$timeFilter");
      expect(query).toContain("FROM $dataset");
      expect(query.replaceAll(/_sample_interval \* double\d/g, "")).not.toMatch(/\bdouble[12]\b|COUNT/i);
      expect(query.split("(").length).toBe(query.split(")").length);
    },
  );

  test("has panels with names and numbers of their own that do not overlap", ({ expect }) => {
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)} ${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });
});
