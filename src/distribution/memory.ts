import type { Batch, Dimensions, RecordedFailure, UnmappedCount } from "./batch.ts";
import { type Extract, newestOf, passes, spanOf } from "./extract.ts";
import type { Filters, Window } from "./report.ts";
import { createRows, sumBy } from "./rows.ts";
import { createTotals, dimensionsOf, folded, keyOf, type Totals } from "./totals.ts";

const COUNTS = 5000;
const UNMAPPED = 1000;
const MINUTES = 2000;

type DatedCount = Dimensions & { readonly at: number; count: number };

/** What one isolate has counted since it began: what the pages show where no store is bound. */
export interface Memory {
  readonly add: (batch: Batch) => void;
  /** What it knows of the window that ends now (epoch milliseconds). */
  readonly extract: (window: Window, filters: Filters, now: number) => Extract;
  /** Sums that only grow, until the isolate ends. */
  readonly totals: () => Totals;
}

/** An empty memory; it holds at most 8 000 rows, coarser and then shorter when more would come. */
export function createMemory(): Memory {
  const requests = createRows<{ readonly at: number; count: number }>({ limit: MINUTES, key: () => "" });
  const counts = createRows<DatedCount>({
    limit: COUNTS,
    key: keyOf,
    fold: (row) => ({ ...row, ...folded(row) }),
  });
  const unmapped = createRows<UnmappedCount>({ limit: UNMAPPED, key: unmappedKey });
  const totals = createTotals();
  let newest: readonly RecordedFailure[] = [];

  return {
    add(batch) {
      requests.add(batch.requests);
      counts.add(batch.counts.map((row) => ({ ...dimensionsOf(row), at: row.at, count: row.count })));
      unmapped.add(batch.unmapped);
      newest = newestOf([newest, batch.failures]);
      totals.add(batch);
    },
    extract(window, filters, now) {
      const { from, to, stepMs } = spanOf(window, now);
      const within = (row: { readonly at: number }): boolean => row.at >= from && row.at < to;
      const kept = counts.all().filter((row) => within(row) && passes(row, filters));
      return {
        requests: sumBy(
          requests
            .all()
            .filter(within)
            .map((row) => ({ at: row.at - (row.at % stepMs), count: row.count })),
          (row) => String(row.at),
        ),
        series: sumBy(
          kept.map((row) => ({ at: row.at - (row.at % stepMs), code: row.code, count: row.count })),
          (row) => `${row.at}\n${row.code}`,
        ),
        combinations: sumBy(
          kept.map((row) => Object.assign(dimensionsOf(row), { count: row.count })),
          keyOf,
        ),
        newest: newest.filter((failure) => within(failure) && passes(failure, filters)),
        unmapped: sumBy(
          unmapped.all().filter((row) => within(row) && passes(row, filters)),
          unmappedKey,
        ),
      };
    },
    totals: totals.read,
  };
}

/** The extract of a batch that no store has yet, as a memory of its own. */
export function memoryOf(batch: Batch): Memory {
  const memory = createMemory();
  memory.add(batch);
  return memory;
}

function unmappedKey(row: Omit<UnmappedCount, "at">): string {
  return `${keyOf(row)}\n${row.upstream_status}\n${row.upstream_code}\n${row.fingerprint}`;
}
