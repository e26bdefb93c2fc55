import type { Bucket } from "../distribution/report.ts";
import { clock, weekday } from "./format.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A mark on an axis; `place` is 0 at its start and 1 at its end. */
export interface Tick {
  readonly place: number;
  readonly label: string;
}

/** The steps of an axis of counts from zero to at least `most`: three to five of them, each 1, 2 or 5 times a power of ten. */
export function countSteps(most: number): readonly number[] {
  const top = Math.max(most, 1);
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? rough,
  );
  const steps: number[] = [];
  for (let at = 0; at < top + step; at += step) steps.push(Math.round(at));
  return steps;
}

/** The marks of the time axis: at round times in UTC, five to seven of them. */
export function timeTicks(buckets: readonly Bucket[], stepMs: number): readonly Tick[] {
  const length = buckets.length * stepMs;
  const every =
    length <= 15 * MINUTE_MS
      ? 3 * MINUTE_MS
      : length <= HOUR_MS
        ? 10 * MINUTE_MS
        : length <= 24 * HOUR_MS
          ? 4 * HOUR_MS
          : 24 * HOUR_MS;
  return buckets.flatMap(({ at }, index) =>
    at % every === 0
      ? [{ place: index / buckets.length, label: every < 24 * HOUR_MS ? clock(at) : weekday(at) }]
      : [],
  );
}

/** A step in words, for an axis' title: `minute`, `15 minutes`, `hour`. */
export function stepWords(stepS: number): string {
  if (stepS === 3600) return "hour";
  return stepS === 60 ? "minute" : `${stepS / 60} minutes`;
}

/** How many failures a step has. */
export function failuresIn({ codes }: Bucket): number {
  return Object.values(codes).reduce((sum, count) => sum + count, 0);
}
