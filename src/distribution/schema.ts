import type { DurableStorage } from "cloudflare:workers";

/** A SQLite database. */
export type Sql = DurableStorage["sql"];

/**
 * The steps that lead from an empty database to the one that `store.ts` uses.
 *
 * A step that was deployed is never changed: a new one goes to the end, and adds or widens, for during a gradual
 * deployment and after a rollback an older Worker writes to the newer database.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE batches (id TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX batches_at ON batches (at);
   CREATE TABLE requests (at INTEGER PRIMARY KEY, count INTEGER NOT NULL);
   CREATE TABLE kinds (
     id INTEGER PRIMARY KEY, route TEXT NOT NULL, status INTEGER NOT NULL, type TEXT NOT NULL, code TEXT NOT NULL,
     dialect TEXT NOT NULL, action TEXT NOT NULL, mapped_by TEXT NOT NULL
   );
   CREATE TABLE counts (
     at INTEGER NOT NULL, kind INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (at, kind)
   ) WITHOUT ROWID;
   CREATE TABLE unmapped (
     at INTEGER NOT NULL, kind INTEGER NOT NULL, upstream_status INTEGER NOT NULL, upstream_code TEXT NOT NULL,
     fingerprint TEXT NOT NULL, count INTEGER NOT NULL, last_seen INTEGER NOT NULL,
     PRIMARY KEY (at, kind, upstream_status, upstream_code, fingerprint)
   ) WITHOUT ROWID;
   CREATE TABLE totals (
     route TEXT NOT NULL, status INTEGER NOT NULL, type TEXT NOT NULL, code TEXT NOT NULL, dialect TEXT NOT NULL,
     action TEXT NOT NULL, mapped_by TEXT NOT NULL, count INTEGER NOT NULL,
     PRIMARY KEY (route, status, type, code, dialect, action, mapped_by)
   ) WITHOUT ROWID;
   CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`,
];

/**
 * Brings a database to the newest version, each step once, and returns that version.
 * One that a newer Worker has migrated further is left as it is.
 */
export function migrate(sql: Sql, steps: readonly string[] = MIGRATIONS): number {
  // Not `PRAGMA user_version`: Durable Objects do not allow it.
  sql.exec(
    "CREATE TABLE IF NOT EXISTS schema_version (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL)",
  );
  const at = sql.exec<{ version: number }>("SELECT version FROM schema_version").toArray()[0]?.version ?? 0;
  for (const step of steps.slice(at)) sql.exec(step);
  const version = Math.max(at, steps.length);
  if (version > at) {
    sql.exec(
      "INSERT INTO schema_version VALUES (1, ?) ON CONFLICT DO UPDATE SET version = excluded.version",
      version,
    );
  }
  return version;
}
