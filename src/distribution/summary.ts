import { type Batch, DIMENSIONS, OTHER } from "./batch.ts";

const ROWS = 200;

/** Why counts stand in the log: no store is bound, or the one that is took them not. */
export type SummaryReason = "no_store" | "write_failed";

/**
 * The `code_distribution` line: what was counted in a window, at most 200 combinations, the rest added up in `other`.
 */
export function summaryLine(batches: readonly Batch[], reason: SummaryReason): string {
  const rows = new Map<string, Record<string, string | number>>();
  let failures = 0;
  let rest = 0;
  for (const count of batches.flatMap((batch) => batch.counts).toSorted((a, b) => b.count - a.count)) {
    failures += count.count;
    const row = Object.fromEntries(DIMENSIONS.map((name) => [name, count[name]]));
    const key = JSON.stringify(row);
    const known = rows.get(key);
    if (known !== undefined) known["count"] = Number(known["count"]) + count.count;
    else if (rows.size < ROWS) rows.set(key, { ...row, count: count.count });
    else rest += count.count;
  }
  const minutes = batches.flatMap((batch) => [...batch.requests, ...batch.counts]).map((row) => row.at);
  return JSON.stringify({
    event: "code_distribution",
    reason,
    from: minutes.length === 0 ? null : new Date(Math.min(...minutes)).toISOString(),
    requests: batches.flatMap((batch) => batch.requests).reduce((total, row) => total + row.count, 0),
    failures,
    counts: [...rows.values()],
    ...(rest > 0 && { [OTHER]: rest }),
  });
}
