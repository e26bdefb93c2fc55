import { type Batch, type Count, OTHER } from "./batch.ts";
import type { AnalyticsDataset, DataPoint } from "./platform.ts";
import { sumBy } from "./rows.ts";

/** What Workers Analytics Engine takes; past them a point is dropped without a word. */
export const LIMITS = { points: 25, blobs: 20, doubles: 20, blobsBytes: 16_384, indexBytes: 96 } as const;

const UNMAPPED_POINTS = 5;
const FAILURE_POINTS = LIMITS.points - UNMAPPED_POINTS - 1;
const BLOB_CHARS = 256;

/**
 * The data points of batches, at most 25: what an invocation may write.
 *
 * The columns are those of `docs/analytics.md`. Where there are more combinations than points, the most frequent keep
 * theirs and the rest is added up by code, so that the distribution of codes stays exact.
 */
export function encodePoints(batches: readonly Batch[], version: string): readonly DataPoint[] {
  const requests = sum(batches.flatMap((batch) => batch.requests));
  const seconds = batches.reduce((total, batch) => total + batch.upstreamSeconds.sum, 0);
  const measured = batches.reduce((total, batch) => total + batch.upstreamSeconds.buckets.reduce(add, 0), 0);
  const points: DataPoint[] = [];
  if (requests > 0)
    points.push(
      point(
        "requests",
        ["requests", "", "", "", "", "", "", "", "", "", version],
        [requests, seconds, measured],
      ),
    );
  const counts = fold(
    batches.flatMap((batch) => batch.counts),
    FAILURE_POINTS,
  );
  for (const row of counts) points.push(countPoint("failure", row, row.upstream_code, "", version));
  const unmapped = batches.flatMap((batch) => batch.unmapped).toSorted((a, b) => b.count - a.count);
  for (const row of unmapped.slice(0, UNMAPPED_POINTS - 1)) {
    points.push(countPoint("unmapped", row, row.upstream_code, row.fingerprint, version));
  }
  const rest = unmapped.slice(UNMAPPED_POINTS - 1);
  if (rest.length === 1)
    points.push(countPoint("unmapped", rest[0]!, rest[0]!.upstream_code, rest[0]!.fingerprint, version));
  if (rest.length > 1) {
    const row = { ...rest[0]!, route: OTHER, dialect: OTHER, count: sum(rest) };
    points.push(countPoint("unmapped", row, "", OTHER, version));
  }
  return points;
}

/** Writes batches as data points; what does not fit the platform's limits never reaches it. */
export function writePoints(dataset: AnalyticsDataset, batches: readonly Batch[], version: string): void {
  for (const each of encodePoints(batches, version)) dataset.writeDataPoint(each);
}

function countPoint(
  kind: string,
  row: Count,
  upstreamCode: string,
  fingerprint: string,
  version: string,
): DataPoint {
  const { route, status, type, code, dialect, action, mapped_by, count } = row;
  const blobs = [
    kind,
    route,
    String(status),
    type,
    code,
    dialect,
    action,
    mapped_by,
    upstreamCode,
    fingerprint,
    version,
  ];
  return point(code, blobs, [count]);
}

function point(index: string, blobs: readonly string[], doubles: readonly number[]): DataPoint {
  return {
    indexes: [index],
    // A lone surrogate has no UTF-8 form; 256 characters are at most 768 bytes, and eleven of them fit.
    blobs: blobs.map((blob) => blob.slice(0, BLOB_CHARS).toWellFormed()),
    doubles: doubles.map((value) => (Number.isFinite(value) ? value : 0)),
  };
}

function fold(rows: readonly Count[], limit: number): readonly Count[] {
  const sorted = rows.toSorted((a, b) => b.count - a.count);
  let kept = Math.min(sorted.length, limit);
  while (kept + new Set(sorted.slice(kept).map((row) => row.code)).size > limit) kept -= 1;
  const rest = sorted
    .slice(kept)
    .map((row) => Object.assign({ ...row }, { route: OTHER, dialect: OTHER, upstream_code: "" }));
  return [...sorted.slice(0, kept), ...sumBy(rest, (row) => row.code)];
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, row) => total + row.count, 0);
}

function add(a: number, b: number): number {
  return a + b;
}
