import { CODE_NAMES, type Code } from "../contract/codes.ts";
import type { Bucket, DistributionReport } from "../distribution/report.ts";
import { clock, compact, day, grouped, percent } from "./format.ts";
import { colourOf } from "./palette.ts";
import { type Query, queryString } from "./query.ts";
import { countSteps, stepWords, timeTicks } from "./scale.ts";

// The drawing's own units: a column is ten wide, the axis a thousand high; the page stretches them.
const COLUMN = 10;
const GAP = 1.5;
const HEIGHT = 1000;

/** The failures over time, stacked by code, with the share of requests that failed below. */
export function Chart({ report, query }: { report: DistributionReport; query: Query }) {
  const { series, step_s } = report;
  const codes = CODE_NAMES.filter((code) => series.some((bucket) => (bucket.codes[code] ?? 0) > 0));
  const filtered = Object.keys(query.filters).length > 0;
  return (
    <figure class="chart">
      <figcaption>
        <strong>Failures per {stepWords(step_s)}</strong>, stacked by code
      </figcaption>
      <Stack report={report} codes={codes} />
      {codes.length > 0 && (
        <ul class="legend" aria-label="Codes in the chart">
          {codes.map((code) => (
            <li>
              <a href={queryString(query, { code })} id={`legend-${code}`}>
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
      <Share series={series} stepMs={step_s * 1000} />
      <details data-key="chart-table">
        <summary id="chart-table">The same as a table</summary>
        <Numbers series={series} codes={codes} />
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
        <YTick place={step / top} label={compact(step)} />
      ))}
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
      {timeTicks(series, step_s * 1000).map((tick) => (
        <XTick {...tick} />
      ))}
      {report.failures === 0 && (
        <text class="nothing" x="50%" y="50%" text-anchor="middle">
          No failures in this window
        </text>
      )}
    </svg>
  );
}

function Share({ series, stepMs }: { series: readonly Bucket[]; stepMs: number }) {
  const shares = series.map((bucket) => (bucket.requests === 0 ? 0 : failuresIn(bucket) / bucket.requests));
  const most = Math.max(...shares);
  const top = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((bound) => bound >= most) ?? 1;
  const line = shares
    .map((share, index) => {
      const y = round(HEIGHT * (1 - Math.min(1, share / top)));
      return `${index === 0 ? "M" : "L"}${index * COLUMN} ${y}H${(index + 1) * COLUMN}`;
    })
    .join("");
  const width = series.length * COLUMN;
  return (
    <svg class="plot share" role="img" aria-label={`At most ${percent(most, 1)} of the requests of a step`}>
      {[0, 0.5, 1].map((place) => (
        <YTick place={place} label={`${round(top * place * 100)} %`} />
      ))}
      <svg width="100%" height="100%" viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none">
        <path class="area" d={`${line}V${HEIGHT}H0z`} />
        <path class="line" d={line} />
      </svg>
      {timeTicks(series, stepMs).map((tick) => (
        <XTick {...tick} />
      ))}
    </svg>
  );
}

function YTick({ place, label }: { place: number; label: string }) {
  const y = `${round(100 * (1 - place))}%`;
  return (
    <>
      <line class={place === 0 ? "axis" : "grid"} x1="0" x2="100%" y1={y} y2={y} />
      <text class="tick" x="-8" y={y} dy="0.32em" text-anchor="end">
        {label}
      </text>
    </>
  );
}

function XTick({ place, label }: { place: number; label: string }) {
  const x = `${round(100 * place)}%`;
  const anchor = place < 0.04 ? "start" : place > 0.94 ? "end" : "middle";
  return (
    <>
      <line class="axis" x1={x} x2={x} y1="100%" y2="100%" stroke-dasharray="none" />
      <text class="tick time" x={x} y="100%" dy="1.5em" text-anchor={anchor}>
        {label}
      </text>
    </>
  );
}

function Numbers({ series, codes }: { series: readonly Bucket[]; codes: readonly Code[] }) {
  const busy = series.filter((bucket) => bucket.requests > 0 || failuresIn(bucket) > 0);
  return (
    <div class="scroll" tabindex={0} role="region" aria-label="Failures over time">
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">From (UTC)</th>
            <th scope="col">Requests</th>
            <th scope="col">Failures</th>
            {codes.map((code) => (
              <th scope="col">{code}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {busy.map((bucket) => (
            <tr>
              <th scope="row">{moment(bucket.at)}</th>
              <td>{grouped(bucket.requests)}</td>
              <td>{grouped(failuresIn(bucket))}</td>
              {codes.map((code) => (
                <td>{grouped(bucket.codes[code] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
      const y = round(HEIGHT * (1 - (below + count) / top));
      const width = COLUMN - GAP;
      return [`M${index * COLUMN + GAP / 2} ${y}h${width}v${round((HEIGHT * count) / top)}h-${width}z`];
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

function failuresIn({ codes }: Bucket): number {
  return Object.values(codes).reduce((sum, count) => sum + count, 0);
}

function moment(at: number): string {
  return `${day(at)}, ${clock(at)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
