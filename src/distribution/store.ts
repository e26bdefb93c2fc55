import { type Batch, type Dimensions, OTHER, type RecordedFailure } from "./batch.ts";
import { newestOf } from "./extract.ts";
import { addHistogram, type Histogram } from "./histogram.ts";
import { sumBy } from "./rows.ts";
import type { Sql } from "./schema.ts";
import { dimensionsOf, emptyTotals, folded, keyOf, SERIES, type Totals } from "./totals.ts";

const HOUR_MS = 3_600_000;
const KINDS = 5000;
const UNMAPPED = 20_000;
const FAILURE_CHARS = 4096;

/** The sums that are no series of failures. */
interface Sums {
  requests: number;
  readonly upstreamSeconds: Histogram;
  readonly retryAfterSeconds: Histogram;
}

/** What is in the database and is needed at each write, so that a write reads next to nothing. */
interface Known {
  readonly kinds: Map<string, number>;
  readonly series: Set<string>;
  readonly sums: Sums;
  newest: readonly RecordedFailure[];
  /** At least as many as there are. */
  unmapped: number;
  /** What is older has been rolled up to hours. */
  rolledTo: number;
}

/** Reads what `writeBatches` needs to know; after a write that threw, it is read anew. */
export function loadKnown(sql: Sql): Known {
  const kinds = sql.exec<Dimensions & { id: number }>("SELECT * FROM kinds").toArray();
  const series = sql.exec<Dimensions>("SELECT * FROM totals").toArray();
  return {
    kinds: new Map(kinds.map((row) => [keyOf(row), row.id])),
    series: new Set(series.map(keyOf)),
    sums: (readState(sql, "sums") as Sums | undefined) ?? emptyTotals(),
    newest: (readState(sql, "newest") as readonly RecordedFailure[] | undefined) ?? [],
    unmapped: sql.exec<{ n: number }>("SELECT COUNT(*) AS n FROM unmapped").one().n,
    rolledTo: (readState(sql, "rolled_to") as number | undefined) ?? 0,
  };
}

/** Counts batches that were not counted before; to be run in a transaction. */
export function writeBatches(sql: Sql, known: Known, batches: readonly Batch[], now: number): void {
  const fresh = batches.filter(({ id }) => {
    if (sql.exec("SELECT 1 FROM batches WHERE id = ?", id).toArray().length > 0) return false;
    sql.exec("INSERT INTO batches VALUES (?, ?)", id, now);
    return true;
  });
  if (fresh.length === 0) return;
  writeCounts(sql, known, fresh);
  writeTotals(sql, known, fresh);
  writeUnmapped(sql, known, fresh);
  const failures = fresh.flatMap((batch) => batch.failures);
  if (failures.length === 0) return;
  known.newest = newestOf([known.newest, failures.map(shortened)]);
  writeState(sql, "newest", known.newest);
}

/** The totals since the database began; no cleaning lessens them. */
export function readTotals(sql: Sql, known: Known): Totals {
  return {
    ...known.sums,
    failures: sql.exec<Dimensions & { count: number }>("SELECT * FROM totals").toArray(),
  };
}

/** A value kept by name. */
function readState(sql: Sql, name: string): unknown {
  const row = sql.exec<{ value: string }>("SELECT value FROM state WHERE name = ?", name).toArray()[0];
  return row === undefined ? undefined : JSON.parse(row.value);
}

/** Keeps a value by name: one row, however large it is. */
export function writeState(sql: Sql, name: string, value: unknown): void {
  sql.exec(
    "INSERT INTO state VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    name,
    JSON.stringify(value),
  );
}

function writeCounts(sql: Sql, known: Known, batches: readonly Batch[]): void {
  const at = timeIn(known);
  const requests = batches.flatMap((batch) => batch.requests).map((row) => [at(row.at), row.count]);
  // `WHERE true`: without it SQLite takes ON for a join's.
  sql.exec(
    `INSERT INTO requests SELECT value ->> 0, SUM(value ->> 1) FROM json_each(?) WHERE true GROUP BY 1
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    JSON.stringify(requests),
  );
  const counts = batches
    .flatMap((batch) => batch.counts)
    .map((row) => [at(row.at), kindOf(sql, known, row), row.count]);
  sql.exec(
    `INSERT INTO counts SELECT value ->> 0, value ->> 1, SUM(value ->> 2) FROM json_each(?) WHERE true GROUP BY 1, 2
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    JSON.stringify(counts),
  );
}

function writeTotals(sql: Sql, known: Known, batches: readonly Batch[]): void {
  for (const batch of batches) {
    known.sums.requests += batch.requests.reduce((total, row) => total + row.count, 0);
    addHistogram(known.sums.upstreamSeconds, batch.upstreamSeconds);
    addHistogram(known.sums.retryAfterSeconds, batch.retryAfterSeconds);
  }
  const { requests, upstreamSeconds, retryAfterSeconds } = known.sums;
  writeState(sql, "sums", { requests, upstreamSeconds, retryAfterSeconds });
  const rows = batches
    .flatMap((batch) => batch.counts)
    .map((row) => Object.assign(seriesOf(known, row), { count: row.count }));
  sql.exec(
    `INSERT INTO totals SELECT value ->> 'route', value ->> 'status', value ->> 'type', value ->> 'code',
       value ->> 'dialect', value ->> 'action', value ->> 'mapped_by', value ->> 'count' FROM json_each(?) WHERE true
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    JSON.stringify(sumBy(rows, keyOf)),
  );
}

function writeUnmapped(sql: Sql, known: Known, batches: readonly Batch[]): void {
  const at = timeIn(known);
  const rows = batches.flatMap((batch) => batch.unmapped);
  if (known.unmapped + rows.length > UNMAPPED) {
    known.unmapped = sql.exec<{ n: number }>("SELECT COUNT(*) AS n FROM unmapped").one().n;
  }
  const full = known.unmapped + rows.length > UNMAPPED;
  known.unmapped += rows.length;
  const values = rows.map((row) => [
    at(row.at),
    kindOf(sql, known, full ? folded(row) : row),
    row.upstream_status,
    full ? "" : row.upstream_code,
    full ? OTHER : row.fingerprint,
    row.count,
    row.last_seen,
  ]);
  sql.exec(
    `INSERT INTO unmapped SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, SUM(value ->> 5),
       MAX(value ->> 6) FROM json_each(?) WHERE true GROUP BY 1, 2, 3, 4, 5
     ON CONFLICT DO UPDATE SET count = count + excluded.count, last_seen = MAX(last_seen, excluded.last_seen)`,
    JSON.stringify(values),
  );
}

/** The number of a combination of dimensions; past 5 000 a new one is counted as `other`. */
function kindOf(sql: Sql, known: Known, row: Dimensions): number {
  const own = known.kinds.get(keyOf(row));
  if (own !== undefined) return own;
  const { route, status, type, code, dialect, action, mapped_by } =
    known.kinds.size < KINDS ? row : folded(row);
  const key = keyOf({ route, status, type, code, dialect, action, mapped_by });
  const shared = known.kinds.get(key);
  if (shared !== undefined) return shared;
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO kinds (route, status, type, code, dialect, action, mapped_by) VALUES (?, ?, ?, ?, ?, ?, ?)
       RETURNING id`,
      route,
      status,
      type,
      code,
      dialect,
      action,
      mapped_by,
    )
    .one();
  known.kinds.set(key, id);
  return id;
}

function seriesOf(known: Known, row: Dimensions): Dimensions {
  const own = keyOf(row);
  const series = known.series.has(own) || known.series.size < SERIES ? dimensionsOf(row) : folded(row);
  known.series.add(keyOf(series));
  return series;
}

/** The time that a row is kept under: what comes after its hour was rolled up joins the hour. */
function timeIn({ rolledTo }: Known): (at: number) => number {
  return (at) => (at < rolledTo ? at - (at % HOUR_MS) : at);
}

/** A failure small enough to be kept a hundred times over in one row. */
function shortened(failure: RecordedFailure): RecordedFailure {
  if (JSON.stringify(failure).length <= FAILURE_CHARS) return failure;
  const { steps: _, ...rest } = failure;
  return rest;
}
