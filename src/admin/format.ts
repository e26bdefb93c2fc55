import type { Window } from "../distribution/report.ts";

let formats: { readonly grouped: Intl.NumberFormat; readonly compact: Intl.NumberFormat } | undefined;

/** Made for the first page: at module level they would cost every isolate's start 8 ms, for the tables that they read. */
function formatsOf(): NonNullable<typeof formats> {
  formats ??= {
    grouped: new Intl.NumberFormat("en-US"),
    compact: new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 }),
  };
  return formats;
}

/** The windows in words. */
export const WINDOW_WORDS: Readonly<Record<Window, string>> = {
  "15m": "15 minutes",
  "1h": "1 hour",
  "24h": "24 hours",
  "7d": "7 days",
};

/** A count with its thousands parted: `12,345`. */
export function grouped(count: number): string {
  return formatsOf().grouped.format(count);
}

/** A count for an axis: `1.2K`. */
export function compact(count: number): string {
  return formatsOf().compact.format(count);
}

/** A share in percent, with a digit after the point: `2.8 %`; what is not zero never reads as zero. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return "–";
  const share = (part / whole) * 100;
  if (share > 0 && share < 0.1) return "< 0.1 %";
  if (share < 100 && share > 99.9) return "> 99.9 %";
  return share === 0 || share === 100 ? `${share} %` : `${share.toFixed(1)} %`;
}

/** A time of day in UTC: `10:15`, with seconds `10:15:30`. */
export function clock(at: number, seconds = false): string {
  return new Date(at).toISOString().slice(11, seconds ? 19 : 16);
}

/** A day in UTC: `Mon 5 Jan`. */
function day(at: number): string {
  return `${weekday(at)} ${new Date(at).toUTCString().slice(8, 11)}`;
}

/** A day in UTC where the month is plain: `Mon 5`. */
export function weekday(at: number): string {
  const date = new Date(at);
  return `${date.toUTCString().slice(0, 3)} ${date.getUTCDate()}`;
}

/** A day and a time of day in UTC: `Mon 5 Jan, 10:15`. */
export function moment(at: number, seconds = false): string {
  return `${day(at)}, ${clock(at, seconds)}`;
}

/** How long ago something was: `12 s ago`, `3 min ago`, `5 h ago`, `2 d ago`. */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** A duration in words that fit a line: `450 ms`, `2.5 s`. */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
