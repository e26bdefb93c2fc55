import type { Bucket } from "../distribution/report.ts";
import { type Tick, timeTicks } from "./scale.ts";

// The drawing's own units, which the page stretches.
/** How wide a step is drawn. */
export const COLUMN = 10;

/** How high the axis is drawn. */
export const HEIGHT = 1000;

/** A mark on the upright axis, with the line that it draws across; `place` is 0 at the bottom. */
export function CountTick({ place, label }: { place: number; label: string }) {
  const y = `${rounded(100 * (1 - place))}%`;
  return (
    <>
      <line class={place === 0 ? "axis" : "grid"} x1="0" x2="100%" y1={y} y2={y} />
      <text class="tick" x="-8" y={y} dy="0.32em" text-anchor="end">
        {label}
      </text>
    </>
  );
}

/** The marks of the time axis. */
export function TimeAxis({ series, stepMs }: { series: readonly Bucket[]; stepMs: number }) {
  return (
    <g>
      {timeTicks(series, stepMs).map((tick) => (
        <XTick {...tick} />
      ))}
    </g>
  );
}

function XTick({ place, label }: Tick) {
  const x = `${rounded(100 * place)}%`;
  const anchor = place > 0.97 ? "end" : "middle";
  return (
    <>
      <line class="grid" x1={x} x2={x} y1="0" y2="100%" />
      <text class="tick time" x={x} y="100%" dy="1.5em" text-anchor={anchor}>
        {label}
      </text>
    </>
  );
}

/** A coordinate with at most two digits after the point. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
