import { DIMENSIONS, type Dimensions, OTHER } from "./batch.ts";
import { type Extract, newestOf, spanOf } from "./extract.ts";
import { metricsText } from "./metrics.ts";
import type { DistributionEnv } from "./platform.ts";
import { isolate } from "./record.ts";
import type {
  Bucket,
  Dimension,
  DistributionReader,
  DistributionReport,
  Share,
  Unmapped,
  Window,
} from "./report.ts";
import { sumBy } from "./rows.ts";
import { ruleBlock } from "./rule-block.ts";
import { allShards, type Source } from "./shards.ts";
import { mergeTotals } from "./totals.ts";

const SHARES = 100;
const UNMAPPED = 100;

/** What a reader reads from. */
export interface ReaderOptions {
  /** Asked anew for each call. */
  readonly sources: () => readonly Source[];
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Runs before each read: sends what is counted but not stored. */
  readonly drain?: () => Promise<void>;
}

/** The reader of a request: over all shards of the Durable Object where it is bound, else over this isolate alone. */
export function readerFor(env: DistributionEnv): DistributionReader {
  const { DISTRIBUTION } = env;
  if (DISTRIBUTION === undefined) return createReader({ sources: isolate.memory, clock: Date.now });
  return createReader({
    sources: () => allShards(DISTRIBUTION),
    clock: Date.now,
    drain: async () => await isolate.drain(env),
  });
}

/** A reader that adds up what its sources know; it rejects when one of them does, for a part is no distribution. */
export function createReader({ sources, clock, drain }: ReaderOptions): DistributionReader {
  return {
    async report(window, filters) {
      await drain?.();
      const now = clock();
      const extracts = await Promise.all(
        sources().map(async (source) => await source.extract(window, filters, now)),
      );
      return toReport(window, now, extracts);
    },
    async metrics() {
      await drain?.();
      return metricsText(
        mergeTotals(await Promise.all(sources().map(async (source) => await source.totals()))),
      );
    },
  };
}

/** The report that extracts of one window add up to; every step of the window is in its series, empty or not. */
export function toReport(window: Window, now: number, extracts: readonly Extract[]): DistributionReport {
  const { from, to, stepMs } = spanOf(window, now);
  const combinations = extracts.flatMap((extract) => extract.combinations);
  const requests = extracts.flatMap((extract) => extract.requests);
  return {
    version: 1,
    window,
    from,
    to,
    step_s: stepMs / 1000,
    requests: sum(requests),
    failures: sum(combinations),
    series: seriesOf({ from, to, stepMs }, extracts),
    by: Object.fromEntries(
      DIMENSIONS.map((name) => [name, sharesOf(combinations, name)]),
    ) as DistributionReport["by"],
    newest: newestOf(extracts.map((extract) => extract.newest)),
    unmapped: unmappedOf(extracts),
  };
}

function seriesOf(
  span: { from: number; to: number; stepMs: number },
  extracts: readonly Extract[],
): readonly Bucket[] {
  const buckets = new Map<number, { at: number; requests: number; codes: Record<string, number> }>();
  for (let at = span.from; at < span.to; at += span.stepMs) buckets.set(at, { at, requests: 0, codes: {} });
  for (const extract of extracts) {
    for (const { at, count } of extract.requests) {
      const bucket = buckets.get(at);
      if (bucket !== undefined) bucket.requests += count;
    }
    for (const { at, code, count } of extract.series) {
      const codes = buckets.get(at)?.codes;
      if (codes !== undefined) codes[code] = (codes[code] ?? 0) + count;
    }
  }
  return [...buckets.values()];
}

function sharesOf(
  rows: readonly (Dimensions & { readonly count: number })[],
  name: Dimension,
): readonly Share[] {
  const shares = sumBy(
    rows.map((row) => ({ name: String(row[name]), count: row.count })),
    (share) => share.name,
  ).toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  if (shares.length <= SHARES) return shares;
  const kept = shares.slice(0, SHARES - 1).filter((share) => share.name !== OTHER);
  const rest = sum(shares) - sum(kept);
  return [...kept, { name: OTHER, count: rest }].toSorted((a, b) => b.count - a.count);
}

function unmappedOf(extracts: readonly Extract[]): readonly Unmapped[] {
  const rows = sumBy(
    extracts.flatMap((extract) => extract.unmapped),
    (row) => [row.upstream_code, row.fingerprint, row.route, row.upstream_status, row.dialect].join("\n"),
  );
  return rows
    .toSorted((a, b) => b.count - a.count || b.last_seen - a.last_seen)
    .slice(0, UNMAPPED)
    .map(toUnmapped);
}

function toUnmapped(row: Extract["unmapped"][number]): Unmapped {
  const { fingerprint, route, dialect, count, last_seen, code, status } = row;
  const upstream_code = row.upstream_code === "" ? null : row.upstream_code;
  const upstream_status = row.upstream_status === 0 ? null : row.upstream_status;
  const rule = ruleBlock({ upstream_code, fingerprint, upstream_status, code, status });
  return { upstream_code, fingerprint, route, upstream_status, dialect, count, last_seen, rule };
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, row) => total + row.count, 0);
}
