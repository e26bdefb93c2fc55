import { CODE_NAMES, type Code } from "../contract/codes.ts";
import type { Bucket, DistributionReport } from "../distribution/report.ts";
import { COLUMN, CountTick, HEIGHT, rounded, TimeAxis } from "./axes.tsx";
import { ChartTable } from "./chart-table.tsx";
import { clock, compact, grouped, moment, percent } from "./format.ts";
import { colourOf } from "./palette.ts";
import { type Query, queryString } from "./query.ts";
import { countSteps, failuresIn, stepWords } from "./scale.ts";
import { ShareChart } from "./share-chart.tsx";

const GAP = 1.5;

/** The failures over time, stacked by code, with the share of requests that failed below. */
export function Chart({ report, query }: { report: DistributionReport; query: Query }) {
  const { series, step_s } = report;
  const codes = CODE_NAMES.filter((code) => series.some((bucket) => (bucket.codes[code] ?? 0) > 0));
  const filtered = Object.keys(query.filters).length > 0;
  return (
    <figure class="chart">
      <figcaption>
        <strong>Failures per {stepWords(step_s)}</strong>, stacked by code; times are UTC
      </figcaption>
      <Stack report={report} codes={codes} />
      {codes.length > 0 && (
        <ul class="legend" aria-label="Codes in the chart">
          {codes.map((code) => (
            <li>
              <a href={queryString(query, { code })}>
                <i class={`swatch ${colourOf(code)}`} />
                <code>{code}</code> <b>{grouped(countOf(report, code))}</b>
              </a>
            </li>
          ))}
        </ul>
      )}
      <figcaption>
        <strong>Share of requests that failed</strong>
        {filtered ? ", of the failures shown among all requests" : ""}
      </figcaption>
      <ShareChart series={series} stepMs={step_s * 1000} />
      <details data-key="chart-table">
        <summary id="chart-table">The same as a table</summary>
        <ChartTable series={series} codes={codes} />
      </details>
    </figure>
  );
}

function Stack({ report, codes }: { report: DistributionReport; codes: readonly Code[] }) {
  const { series, step_s } = report;
  const most = Math.max(0, ...series.map(failuresIn));
  const steps = countSteps(most);
  const top = steps.at(-1) ?? 1;
  const words = `${grouped(report.failures)} failures from ${moment(report.from)} to ${moment(report.to)} UTC, at most ${grouped(most)} per ${stepWords(step_s)}`;
  return (
    <svg class="plot stack" role="img" aria-label={words}>
      {steps.map((step) => (
        <CountTick place={step / top} label={compact(step)} />
      ))}
      <TimeAxis series={series} stepMs={step_s * 1000} />
      <svg
        width="100%"
        height="100%"
        viewBox={`0 0 ${series.length * COLUMN} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {codes.map((code) => (
          <path class={`bars ${colourOf(code)}`} d={barsOf(code, series, top)} />
        ))}
        <g class="columns">
          {series.map((bucket, index) => (
            <rect x={index * COLUMN} y="0" width={COLUMN} height={HEIGHT}>
              <title>{columnWords(bucket, step_s * 1000)}</title>
            </rect>
          ))}
        </g>
      </svg>
      {report.failures === 0 && (
        <text class="nothing" x="50%" y="50%" text-anchor="middle">
          No failures in this window
        </text>
      )}
    </svg>
  );
}

/** One path for all bars of a code: each stands on those of the codes before it. */
function barsOf(code: Code, series: readonly Bucket[], top: number): string {
  const before = CODE_NAMES.slice(0, CODE_NAMES.indexOf(code));
  return series
    .flatMap(({ codes }, index) => {
      const count = codes[code] ?? 0;
      if (count === 0) return [];
      const below = before.reduce((sum, each) => sum + (codes[each] ?? 0), 0);
      const y = rounded(HEIGHT * (1 - (below + count) / top));
      const width = COLUMN - GAP;
      return [`M${index * COLUMN + GAP / 2} ${y}h${width}v${rounded((HEIGHT * count) / top)}h-${width}z`];
    })
    .join("");
}

function columnWords(bucket: Bucket, stepMs: number): string {
  const counts = CODE_NAMES.flatMap((code) => {
    const count = bucket.codes[code] ?? 0;
    return count === 0 ? [] : [`${code}: ${grouped(count)}`];
  });
  const failures = failuresIn(bucket);
  return [
    `${moment(bucket.at)} to ${clock(bucket.at + stepMs)} UTC`,
    `${grouped(failures)} failed of ${grouped(bucket.requests)} requests (${percent(failures, bucket.requests)})`,
    ...counts,
  ].join("\n");
}

function countOf(report: DistributionReport, code: Code): number {
  return report.by.code.find((share) => share.name === code)?.count ?? 0;
}
