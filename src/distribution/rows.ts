import { MINUTE_MS } from "./batch.ts";

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A number of occurrences within the minute (or, when it is old, the quarter or the hour) that starts at `at`. */
export interface Dated {
  readonly at: number;
  readonly count: number;
  readonly last_seen?: number;
}

/** How rows are told apart and how many there may be. */
export interface RowsOptions<R> {
  readonly limit: number;
  /** A row's key but for its time. */
  readonly key: (row: R) => string;
  /** The row that a rare one is counted under when there are too many; without it the oldest are forgotten at once. */
  readonly fold?: (row: R) => R;
}

/** Rows in memory, never more than the limit. */
export interface Rows<R> {
  readonly add: (rows: readonly R[]) => void;
  readonly all: () => readonly R[];
}

/**
 * Rows over time in bounded memory.
 *
 * Past the limit, rows older than an hour share quarters and rows older than a day share hours; then rare ones are
 * folded; then the oldest are forgotten.
 */
export function createRows<R extends Dated>({ limit, key, fold }: RowsOptions<R>): Rows<R> {
  let rows = new Map<string, R>();

  function put(added: readonly R[]): void {
    for (const row of added) {
      const name = `${row.at}\n${key(row)}`;
      const known = rows.get(name);
      rows.set(name, known === undefined ? row : plus(known, row));
    }
  }

  function rebuild(kept: readonly R[]): void {
    rows = new Map();
    put(kept);
  }

  function compact(): void {
    const now = Math.max(...[...rows.values()].map((row) => row.at));
    rebuild([...rows.values()].filter((row) => now - row.at < 7 * DAY_MS).map((row) => coarser(row, now)));
    if (rows.size > limit / 2 && fold !== undefined) {
      const byCount = [...rows.values()].toSorted((a, b) => b.count - a.count);
      const half = Math.floor(limit / 2);
      rebuild([...byCount.slice(0, half), ...byCount.slice(half).map(fold)]);
    }
    if (rows.size > limit)
      rebuild([...rows.values()].toSorted((a, b) => b.at - a.at).slice(0, Math.ceil(limit / 2)));
  }

  return {
    add(added) {
      put(added);
      if (rows.size > limit) compact();
    },
    all: () => [...rows.values()],
  };
}

/** Rows with equal keys added up; `last_seen`, where there is one, is the latest. */
export function sumBy<R extends Omit<Dated, "at">>(rows: readonly R[], key: (row: R) => string): R[] {
  const sums = new Map<string, R>();
  for (const row of rows) {
    const name = key(row);
    const known = sums.get(name);
    sums.set(name, known === undefined ? row : plus(known, row));
  }
  return [...sums.values()];
}

function plus<R extends Omit<Dated, "at">>(a: R, b: R): R {
  const sum = { ...a, count: a.count + b.count };
  return b.last_seen === undefined ? sum : { ...sum, last_seen: Math.max(a.last_seen ?? 0, b.last_seen) };
}

function coarser<R extends Dated>(row: R, now: number): R {
  const age = now - row.at;
  const grain = age < HOUR_MS ? MINUTE_MS : age < DAY_MS ? 15 * MINUTE_MS : HOUR_MS;
  return { ...row, at: row.at - (row.at % grain) };
}
