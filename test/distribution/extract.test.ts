import * as fc from "fast-check";
import { describe, test } from "vitest";
import { newestOf, passes, spanOf, WINDOWS } from "../../src/distribution/extract.ts";
import type { Filters, Window } from "../../src/distribution/report.ts";
import { failure, HOUR, MINUTE, NOW } from "./make.ts";

const iso = (ms: number): string => new Date(ms).toISOString();

const list = (start: number) =>
  Array.from({ length: 80 }, (_, index) => Object.assign(failure(), { at: start + index }));

describe("spanOf", () => {
  test.for<{ window: Window; from: string; to: string; columns: number }>([
    { window: "15m", from: "2026-01-05T10:01:00.000Z", to: "2026-01-05T10:16:00.000Z", columns: 15 },
    { window: "1h", from: "2026-01-05T09:16:00.000Z", to: "2026-01-05T10:16:00.000Z", columns: 60 },
    { window: "24h", from: "2026-01-04T10:30:00.000Z", to: "2026-01-05T10:30:00.000Z", columns: 96 },
    { window: "7d", from: "2025-12-29T11:00:00.000Z", to: "2026-01-05T11:00:00.000Z", columns: 168 },
  ])("$window ends with the step that now is in", ({ window, from, to, columns }, { expect }) => {
    const span = spanOf(window, NOW);
    expect([iso(span.from), iso(span.to), (span.to - span.from) / span.stepMs]).toEqual([from, to, columns]);
  });

  test("always holds now, and nothing that is older than the window", ({ expect }) => {
    const windows = fc.constantFrom(...(Object.keys(WINDOWS) as Window[]));
    fc.assert(
      fc.property(windows, fc.integer({ min: 1e12, max: 4e12 }), (window, now) => {
        const { from, to, stepMs } = spanOf(window, now);
        expect(from <= now && now < to).toBe(true);
        expect(from).toBeGreaterThan(now - WINDOWS[window].lengthMs);
        expect([from % stepMs, to % stepMs]).toEqual([0, 0]);
      }),
    );
  });
});

describe("passes", () => {
  test.for<{ filters: Filters; kept: boolean }>([
    { filters: {}, kept: true },
    { filters: { status: "404" }, kept: true },
    { filters: { status: "404", code: "not_found" }, kept: true },
    { filters: { status: "404", code: "conflict" }, kept: false },
    { filters: { route: "" }, kept: false },
    { filters: { toString: "x" } as Filters, kept: true },
    { filters: { dialect: "Spring-Boot" }, kept: false },
  ])("$filters: $kept", ({ filters, kept }, { expect }) => {
    expect(passes(failure(), filters)).toBe(kept);
  });
});

describe("newestOf", () => {
  test("is the newest 100 of all lists, newest first", ({ expect }) => {
    const newest = newestOf([list(NOW - HOUR), list(NOW), list(NOW - MINUTE)]);
    expect(newest).toHaveLength(100);
    expect(newest[0]!.at).toBe(NOW + 79);
    expect(newest.every(({ at }, index) => index === 0 || at <= newest[index - 1]!.at)).toBe(true);
  });
});
