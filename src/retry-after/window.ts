/** One of an upstream's limits: when it resets, and what is left of it. */
export interface Window {
  /** The field or member that said so, as logged. */
  readonly source: string;
  /** Milliseconds from the clock; negative in the past. */
  readonly ms: number;
  /** `undefined` when nobody says. */
  readonly remaining: number | undefined;
}

/** How a window may be used: `any` for a 429, `spent` where a limit is not what failed (a 503). */
export type Use = "any" | "spent";

/**
 * The window to wait for: the latest reset among those that are exhausted.
 *
 * Of several windows, one with something left is never used; the only one counts whatever remains of it.
 */
export function chooseWindow(windows: readonly Window[], use: Use): Window | undefined {
  if (use === "any" && windows.length === 1) return windows[0];
  const spent = windows.filter(({ remaining }) => remaining !== undefined && remaining <= 0);
  if (spent.length > 0 || use === "spent") return latest(spent);
  return latest(windows.filter(({ remaining }) => remaining === undefined));
}

function latest(windows: readonly Window[]): Window | undefined {
  return windows.reduce<Window | undefined>(
    (last, window) => (last === undefined || window.ms > last.ms ? window : last),
    undefined,
  );
}
