import type { Sql } from "./schema.ts";
import { loadKnown, writeState } from "./store.ts";

const HOUR_MS = 3_600_000;
// The window of 24 hours has steps of 15 minutes, so minutes must outlive it.
const MINUTES_KEPT_MS = 25 * HOUR_MS;
// An hour longer than the longest window, whose first step would else be cut.
const HOURS_KEPT_MS = (7 * 24 + 1) * HOUR_MS;
// Longer than any isolate keeps a batch to send it again.
const BATCHES_KEPT_MS = HOUR_MS;
const HOURS_A_RUN = 24;
const ROWS_A_RUN = 10_000;
const KINDS_BEFORE_SWEEP = 2500;

const TABLES = ["requests", "counts", "unmapped"] as const;

/** What is still to do: soon, at the next hour, or nothing at all because nothing is kept. */
export type Upkeep = "soon" | "later" | "idle";

/**
 * Rolls minutes up to hours and forgets what is older than 7 days, a bounded piece at a time; to be run in a
 * transaction. The totals and the newest failures stay.
 */
export function upkeep(sql: Sql, now: number): Upkeep {
  const rolled = rollUp(sql, now - MINUTES_KEPT_MS);
  const removed =
    remove(sql, "counts", "at, kind", now - HOURS_KEPT_MS) +
    remove(sql, "unmapped", "at, kind, upstream_status, upstream_code, fingerprint", now - HOURS_KEPT_MS) +
    remove(sql, "requests", "at", now - HOURS_KEPT_MS) +
    remove(sql, "batches", "id", now - BATCHES_KEPT_MS);
  sweepKinds(sql);
  if (rolled >= HOURS_A_RUN || removed >= ROWS_A_RUN) return "soon";
  return [...TABLES, "batches"].some(
    (table) => sql.exec(`SELECT 1 FROM ${table} LIMIT 1`).toArray().length > 0,
  )
    ? "later"
    : "idle";
}

/** Rolls up each hour that ended before the given time, at most 24 of them; returns how many there were. */
function rollUp(sql: Sql, before: number): number {
  const end = before - (before % HOUR_MS);
  let from = loadKnown(sql).rolledTo;
  let hours = 0;
  while (from < end && hours < HOURS_A_RUN) {
    const oldest = TABLES.map(
      (table) =>
        sql
          .exec<{ at: number | null }>(
            `SELECT MIN(at) AS at FROM ${table} WHERE at >= ? AND at < ?`,
            from,
            end,
          )
          .one().at ?? end,
    );
    const next = Math.min(...oldest);
    if (next >= end) {
      from = end;
      break;
    }
    const hour = next - (next % HOUR_MS);
    rollUpHour(sql, hour);
    from = hour + HOUR_MS;
    hours += 1;
  }
  writeState(sql, "rolled_to", from);
  return hours;
}

function rollUpHour(sql: Sql, hour: number): void {
  const next = hour + HOUR_MS;
  const later = "at > ?1 AND at < ?2";
  sql.exec(
    `INSERT INTO requests SELECT ?1, SUM(count) FROM requests WHERE ${later} HAVING COUNT(*) > 0
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    hour,
    next,
  );
  sql.exec(
    `INSERT INTO counts SELECT ?1, kind, SUM(count) FROM counts WHERE ${later} GROUP BY kind
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    hour,
    next,
  );
  sql.exec(
    `INSERT INTO unmapped SELECT ?1, kind, upstream_status, upstream_code, fingerprint, SUM(count), MAX(last_seen)
     FROM unmapped WHERE ${later} GROUP BY kind, upstream_status, upstream_code, fingerprint
     ON CONFLICT DO UPDATE SET count = count + excluded.count, last_seen = MAX(last_seen, excluded.last_seen)`,
    hour,
    next,
  );
  for (const table of TABLES) sql.exec(`DELETE FROM ${table} WHERE ${later}`, hour, next);
}

function remove(sql: Sql, table: string, key: string, before: number): number {
  const old = `SELECT ${key} FROM ${table} WHERE at < ?1 LIMIT ${ROWS_A_RUN}`;
  const { n } = sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM (${old})`, before).one();
  if (n > 0) sql.exec(`DELETE FROM ${table} WHERE (${key}) IN (${old})`, before);
  return n;
}

/** Forgets combinations that no row speaks of any more, once there are many. */
function sweepKinds(sql: Sql): void {
  const { n } = sql.exec<{ n: number }>("SELECT COUNT(*) AS n FROM kinds").one();
  if (n <= KINDS_BEFORE_SWEEP) return;
  sql.exec(
    "DELETE FROM kinds WHERE id NOT IN (SELECT kind FROM counts) AND id NOT IN (SELECT kind FROM unmapped)",
  );
}
