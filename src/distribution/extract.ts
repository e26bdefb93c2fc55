import {
  DIMENSIONS,
  type Dimensions,
  MINUTE_MS,
  NEWEST,
  type RecordedFailure,
  type UnmappedCount,
} from "./batch.ts";
import type { Code } from "../contract/codes.ts";
import type { Filters, Window } from "./report.ts";

/** A window laid on the clock: `from` inclusive, `to` exclusive, both on a step's edge. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

/** What one store knows of a window; the extracts of several stores add up to a report. */
export interface Extract {
  readonly requests: readonly { readonly at: number; readonly count: number }[];
  /** Failures by step and code. */
  readonly series: readonly { readonly at: number; readonly code: Code; readonly count: number }[];
  /** Failures by every dimension, over the whole window. */
  readonly combinations: readonly (Dimensions & { readonly count: number })[];
  /** Newest first. */
  readonly newest: readonly RecordedFailure[];
  readonly unmapped: readonly Omit<UnmappedCount, "at">[];
}

const HOUR_MS = 60 * MINUTE_MS;

/** Each window's length and its step; the steps make 15 to 168 columns. */
export const WINDOWS: Readonly<Record<Window, { readonly lengthMs: number; readonly stepMs: number }>> = {
  "15m": { lengthMs: 15 * MINUTE_MS, stepMs: MINUTE_MS },
  "1h": { lengthMs: HOUR_MS, stepMs: MINUTE_MS },
  "24h": { lengthMs: 24 * HOUR_MS, stepMs: 15 * MINUTE_MS },
  "7d": { lengthMs: 7 * 24 * HOUR_MS, stepMs: HOUR_MS },
};

/** The span of a window that ends with the step which `now` is in. */
export function spanOf(window: Window, now: number): Span {
  const { lengthMs, stepMs } = WINDOWS[window];
  const to = now - (now % stepMs) + stepMs;
  return { from: to - lengthMs, to, stepMs };
}

/** Whether a row has every value that the filters name; what is no dimension filters nothing. */
export function passes(row: Dimensions, filters: Filters): boolean {
  return DIMENSIONS.every((name) => filters[name] === undefined || String(row[name]) === filters[name]);
}

/** The newest failures of several lists, newest first. */
export function newestOf(lists: readonly (readonly RecordedFailure[])[]): readonly RecordedFailure[] {
  return lists
    .flat()
    .toSorted((a, b) => b.at - a.at)
    .slice(0, NEWEST);
}
