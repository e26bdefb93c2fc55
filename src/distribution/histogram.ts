/** Upper bounds in seconds of the buckets of `upstream_seconds`; the last bucket, `+Inf`, is implied. */
export const UPSTREAM_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

/** Upper bounds in seconds of the buckets of `retry_after_seconds`. */
export const RETRY_AFTER_BOUNDS = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 21_600, 86_400] as const;

/** How many values fell into each bucket (not cumulative), and their sum in seconds. */
export interface Histogram {
  readonly buckets: number[];
  sum: number;
}

/** An empty histogram over the given bounds. */
export function emptyHistogram(bounds: readonly number[]): Histogram {
  return { buckets: Array.from({ length: bounds.length + 1 }, () => 0), sum: 0 };
}

/** Counts one value; what is no finite number at or above zero is left out. */
export function observe(histogram: Histogram, bounds: readonly number[], seconds: number): void {
  if (!(seconds >= 0 && seconds < Infinity)) return;
  let bucket = 0;
  while (bucket < bounds.length && seconds > bounds[bucket]!) bucket += 1;
  histogram.buckets[bucket]! += 1;
  histogram.sum += seconds;
}

/** Adds one histogram to another over the same bounds. */
export function addHistogram(into: Histogram, from: Histogram): void {
  for (const [bucket, count] of from.buckets.entries()) {
    if (bucket < into.buckets.length) into.buckets[bucket]! += count;
  }
  into.sum += from.sum;
}
