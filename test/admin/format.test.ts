import { describe, test } from "vitest";
import { ago, compact, duration, grouped, moment, percent } from "../../src/admin/format.ts";
import { countSteps, timeTicks } from "../../src/admin/scale.ts";
import { toReport } from "../../src/distribution/reader.ts";
import { NOW } from "../distribution/make.ts";

describe("percent", () => {
  test.for([
    { part: 0, whole: 10, text: "0 %" },
    { part: 10, whole: 10, text: "100 %" },
    { part: 1, whole: 3, text: "33.3 %" },
    { part: 1, whole: 5000, text: "< 0.1 %" },
    { part: 4999, whole: 5000, text: "> 99.9 %" },
    { part: 0, whole: 0, text: "–" },
  ])("$part of $whole is $text", ({ part, whole, text }, { expect }) => {
    expect(percent(part, whole)).toBe(text);
  });
});

test("counts, times and durations read as people write them", ({ expect }) => {
  expect([grouped(1_234_567), compact(1200), compact(30)]).toEqual(["1,234,567", "1.2K", "30"]);
  expect([moment(NOW), moment(NOW, true)]).toEqual(["Mon 5 Jan, 10:15", "Mon 5 Jan, 10:15:30"]);
  expect([12, 0.4, 200, 8000, 200_000].map((seconds) => ago(NOW - seconds * 1000, NOW))).toEqual([
    "12 s ago",
    "0 s ago",
    "3 min ago",
    "2 h ago",
    "2 d ago",
  ]);
  expect(ago(NOW + 5000, NOW)).toBe("0 s ago");
  expect([duration(450), duration(2500)]).toEqual(["450 ms", "2.5 s"]);
});

describe("countSteps", () => {
  test.for([
    { most: 0, steps: [0, 1] },
    { most: 1, steps: [0, 1] },
    { most: 3, steps: [0, 1, 2, 3] },
    { most: 27, steps: [0, 10, 20, 30] },
    { most: 400, steps: [0, 100, 200, 300, 400] },
    { most: 123_456, steps: [0, 50_000, 100_000, 150_000] },
  ])("up to $most: $steps", ({ most, steps }, { expect }) => {
    expect(countSteps(most)).toEqual(steps);
  });
});

describe("timeTicks", () => {
  test.for([
    { window: "15m", first: "10:03", count: 5 },
    { window: "1h", first: "09:20", count: 6 },
    { window: "24h", first: "12:00", count: 6 },
    { window: "7d", first: "Tue 30", count: 7 },
  ] as const)("$window: $count at round times, from $first", ({ window, first, count }, { expect }) => {
    const { series, step_s } = toReport(window, NOW, []);
    const ticks = timeTicks(series, step_s * 1000);
    expect(ticks).toHaveLength(count);
    expect(ticks[0]!.label).toBe(first);
    expect(ticks.every(({ place }) => place >= 0 && place < 1)).toBe(true);
  });
});
