import type { Bucket } from "../distribution/report.ts";
import { COLUMN, CountTick, HEIGHT, rounded, TimeAxis } from "./axes.tsx";
import { percent } from "./format.ts";
import { failuresIn } from "./scale.ts";

/** What part of the requests of each step failed. */
export function ShareChart({ series, stepMs }: { series: readonly Bucket[]; stepMs: number }) {
  const shares = series.map((bucket) => (bucket.requests === 0 ? 0 : failuresIn(bucket) / bucket.requests));
  const most = Math.max(...shares);
  const top = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((bound) => bound >= most) ?? 1;
  const line = shares
    .map((share, index) => {
      const y = rounded(HEIGHT * (1 - Math.min(1, share / top)));
      return `${index === 0 ? "M" : "L"}${index * COLUMN} ${y}H${(index + 1) * COLUMN}`;
    })
    .join("");
  const width = series.length * COLUMN;
  return (
    <svg class="plot share" role="img" aria-label={`At most ${percent(most, 1)} of the requests of a step`}>
      {[0, 0.5, 1].map((place) => (
        <CountTick place={place} label={`${rounded(top * place * 100)} %`} />
      ))}
      <TimeAxis series={series} stepMs={stepMs} />
      <svg width="100%" height="100%" viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none">
        <path class="area" d={`${line}V${HEIGHT}H0z`} />
        <path class="line" d={line} />
      </svg>
    </svg>
  );
}
