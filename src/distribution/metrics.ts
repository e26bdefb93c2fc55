import { DIMENSIONS } from "./batch.ts";
import { type Histogram, RETRY_AFTER_BOUNDS, UPSTREAM_BOUNDS } from "./histogram.ts";
import type { Totals } from "./totals.ts";

/** The media type of `metricsText`. */
export const METRICS_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/**
 * Totals as OpenMetrics 1.0 text: `requests_total`, `failures_total`, `upstream_seconds`, `retry_after_seconds`.
 *
 * Source: https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
export function metricsText(totals: Totals): string {
  const series = totals.failures
    .map(
      (row) =>
        [
          `{${DIMENSIONS.map((name) => `${name}="${escaped(String(row[name]))}"`).join(",")}}`,
          row.count,
        ] as const,
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    "# TYPE requests counter",
    "# HELP requests Requests that were answered, failures included.",
    `requests_total ${totals.requests}`,
    "# TYPE failures counter",
    "# HELP failures Failures by what the client got and what decided it.",
    ...series.map(([labels, count]) => `failures_total${labels} ${count}`),
    ...histogram(
      "upstream_seconds",
      "Time until the upstream's headers.",
      UPSTREAM_BOUNDS,
      totals.upstreamSeconds,
    ),
    ...histogram(
      "retry_after_seconds",
      "What Retry-After told clients.",
      RETRY_AFTER_BOUNDS,
      totals.retryAfterSeconds,
    ),
    "# EOF",
    "",
  ].join("\n");
}

function histogram(
  name: string,
  help: string,
  bounds: readonly number[],
  { buckets, sum }: Histogram,
): string[] {
  const lines = [`# TYPE ${name} histogram`, `# UNIT ${name} seconds`, `# HELP ${name} ${help}`];
  let count = 0;
  for (const [index, bound] of [...bounds, Infinity].entries()) {
    count += buckets[index] ?? 0;
    lines.push(`${name}_bucket{le="${number(bound)}"} ${count}`);
  }
  lines.push(`${name}_count ${count}`, `${name}_sum ${sum}`);
  return lines;
}

// The canonical numbers of the specification: `1.0`, not `1`, so that a bucket keeps its name in every scraper.
function number(bound: number): string {
  if (bound === Infinity) return "+Inf";
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

function escaped(value: string): string {
  return value.toWellFormed().replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}
