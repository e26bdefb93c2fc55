import type { Code } from "../contract/codes.ts";
import type { Bucket } from "../distribution/report.ts";
import { grouped, moment } from "./format.ts";
import { failuresIn } from "./scale.ts";

/** The numbers of the chart; steps in which nothing came are left out. */
export function ChartTable({ series, codes }: { series: readonly Bucket[]; codes: readonly Code[] }) {
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
