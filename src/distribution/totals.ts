import { DIMENSIONS, type Batch, type Dimensions, OTHER } from "./batch.ts";
import {
  addHistogram,
  emptyHistogram,
  type Histogram,
  RETRY_AFTER_BOUNDS,
  UPSTREAM_BOUNDS,
} from "./histogram.ts";

/** How many series of failures a store tells apart; past it they are counted under the route `other`. */
export const SERIES = 1000;

/** A series of failures since the store began. */
export interface Series extends Dimensions {
  count: number;
}

/** Everything that was ever counted: it only grows. */
export interface Totals {
  requests: number;
  readonly failures: readonly Series[];
  readonly upstreamSeconds: Histogram;
  readonly retryAfterSeconds: Histogram;
}

/** Dimensions as one key. */
export function keyOf(row: Dimensions): string {
  return DIMENSIONS.map((name) => row[name]).join("\n");
}

/** The dimensions that a row is counted under when its own would be one series too many. */
export function folded(row: Dimensions): Dimensions {
  return { ...dimensionsOf(row), route: OTHER, dialect: OTHER };
}

/** A row's dimensions and nothing else. */
export function dimensionsOf(row: Dimensions): Dimensions {
  const { route, status, type, code, dialect, action, mapped_by } = row;
  return { route, status, type, code, dialect, action, mapped_by };
}

/** Totals of nothing. */
export function emptyTotals(): Totals {
  return {
    requests: 0,
    failures: [],
    upstreamSeconds: emptyHistogram(UPSTREAM_BOUNDS),
    retryAfterSeconds: emptyHistogram(RETRY_AFTER_BOUNDS),
  };
}

/** The sum of several stores' totals. */
export function mergeTotals(parts: readonly Totals[]): Totals {
  const sum = emptyTotals();
  const series = new Map<string, Series>();
  for (const part of parts) {
    sum.requests += part.requests;
    addHistogram(sum.upstreamSeconds, part.upstreamSeconds);
    addHistogram(sum.retryAfterSeconds, part.retryAfterSeconds);
    for (const row of part.failures) {
      const known = series.get(keyOf(row));
      if (known === undefined) series.set(keyOf(row), { ...row });
      else known.count += row.count;
    }
  }
  return { ...sum, failures: [...series.values()] };
}

/** Totals kept in memory. */
export function createTotals(): { readonly add: (batch: Batch) => void; readonly read: () => Totals } {
  const totals = emptyTotals();
  const series = new Map<string, Series>();
  return {
    add(batch) {
      for (const minute of batch.requests) totals.requests += minute.count;
      addHistogram(totals.upstreamSeconds, batch.upstreamSeconds);
      addHistogram(totals.retryAfterSeconds, batch.retryAfterSeconds);
      for (const row of batch.counts) {
        const own = keyOf(row);
        const dimensions = series.has(own) || series.size < SERIES ? dimensionsOf(row) : folded(row);
        const known = series.get(keyOf(dimensions));
        if (known === undefined) series.set(keyOf(dimensions), { ...dimensions, count: row.count });
        else known.count += row.count;
      }
    },
    read: () => structuredClone({ ...totals, failures: [...series.values()] }),
  };
}
