import { DIMENSIONS, type Dimensions, type RecordedFailure } from "./batch.ts";
import { type Extract, passes, spanOf } from "./extract.ts";
import type { Filters, Window } from "./report.ts";
import type { Sql } from "./schema.ts";

const UNMAPPED = 200;

/** What a database knows of the window that ends now; the newest failures come from memory. */
export function queryExtract(
  sql: Sql,
  newest: readonly RecordedFailure[],
  { window, filters, now }: { readonly window: Window; readonly filters: Filters; readonly now: number },
): Extract {
  const { from, to, stepMs } = spanOf(window, now);
  const { where, values } = whereOf(filters);
  const columns = DIMENSIONS.join(", ");
  const within = "t.at >= ? AND t.at < ?";
  return {
    requests: sql
      .exec<Extract["requests"][number]>(
        `SELECT at - at % ? AS at, SUM(count) AS count FROM requests t WHERE ${within} GROUP BY 1`,
        stepMs,
        from,
        to,
      )
      .toArray(),
    series: sql
      .exec<Extract["series"][number]>(
        `SELECT t.at - t.at % ? AS at, code, SUM(t.count) AS count FROM counts t JOIN kinds k ON k.id = t.kind
         WHERE ${within} ${where} GROUP BY 1, 2`,
        stepMs,
        from,
        to,
        ...values,
      )
      .toArray(),
    combinations: sql
      .exec<Dimensions & { count: number }>(
        `SELECT ${columns}, SUM(t.count) AS count FROM counts t JOIN kinds k ON k.id = t.kind
         WHERE ${within} ${where} GROUP BY k.id`,
        from,
        to,
        ...values,
      )
      .toArray(),
    newest: newest.filter((failure) => failure.at >= from && failure.at < to && passes(failure, filters)),
    unmapped: sql
      .exec<Extract["unmapped"][number]>(
        `SELECT ${columns}, t.upstream_status, t.upstream_code, t.fingerprint, SUM(t.count) AS count,
           MAX(t.last_seen) AS last_seen
         FROM unmapped t JOIN kinds k ON k.id = t.kind WHERE ${within} ${where}
         GROUP BY k.id, t.upstream_status, t.upstream_code, t.fingerprint ORDER BY count DESC LIMIT ${UNMAPPED}`,
        from,
        to,
        ...values,
      )
      .toArray(),
  };
}

/** The clauses of the filters; only the names of dimensions ever stand in the statement. */
function whereOf(filters: Filters): { readonly where: string; readonly values: readonly string[] } {
  const named = DIMENSIONS.filter((name) => filters[name] !== undefined);
  return {
    where: named.map((name) => `AND CAST(k.${name} AS TEXT) = ?`).join(" "),
    values: named.map((name) => filters[name]!),
  };
}
