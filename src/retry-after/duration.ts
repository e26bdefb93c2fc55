const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ns|nanos?|nanoseconds?)$/, 1e-6],
  [/^(?:us|µs|μs|micros?|microseconds?)$/, 1e-3],
  [/^(?:ms|msecs?|millis?|milliseconds?|millisecs?)$/, 1],
  [/^(?:s|secs?|seconds?)$/, 1000],
  [/^(?:m|mins?|minutes?)$/, 60_000],
  [/^(?:h|hrs?|hours?)$/, 3_600_000],
  [/^(?:d|days?)$/, 86_400_000],
  [/^(?:w|wks?|weeks?)$/, 604_800_000],
];
const MAX_LENGTH = 80;
const PART = /(\d{1,15}(?:\.\d{1,15})?)\s{0,3}([a-zµμ]{1,12})(?:\s{0,3}(?:,|\band\b|&)?\s{0,3})/y;
const ISO =
  /^p(?:(\d{1,6}(?:\.\d{1,9})?)w)?(?:(\d{1,6}(?:\.\d{1,9})?)d)?(?:t(?:(\d{1,9}(?:\.\d{1,9})?)h)?(?:(\d{1,9}(?:\.\d{1,9})?)m)?(?:(\d{1,12}(?:\.\d{1,9})?)s)?)?$/;
const CLOCK = /^(?:(\d{1,4})\.)?(\d{1,3}):([0-5]\d):([0-5]\d(?:\.\d{1,9})?)$/;

/** The milliseconds of a unit's name or symbol (`s`, `sec`, `minutes`), or `undefined`; `m` is a minute. */
export function unitMs(name: string): number | undefined {
  const unit = name.toLowerCase();
  return UNITS.find(([pattern]) => pattern.test(unit))?.[1];
}

/**
 * Reads a length of time with its units as milliseconds: Go's and people's (`6m0s`, `20ms`, `1 hour, 5 minutes`),
 * ISO 8601's (`PT1M30S`) and a clock's (`00:01:30`). A bare number is none.
 *
 * @example
 * parseDuration("1m30s"); // 90_000
 */
export function parseDuration(text: string): number | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const bare = text.trim().toLowerCase();
  return parseParts(bare) ?? parseIso(bare) ?? parseClock(bare);
}

function parseParts(text: string): number | undefined {
  let total = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const [, amount, unit] = PART.exec(text) ?? [];
    const ms = unit === undefined ? undefined : unitMs(unit);
    // A failed sticky match has set `lastIndex` back, so the loop ends here.
    if (ms === undefined) return undefined;
    total += Number(amount) * ms;
  }
  return text === "" ? undefined : total;
}

function parseIso(text: string): number | undefined {
  const parts = ISO.exec(text);
  if (parts === null || !/\d/.test(text)) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** .NET's `TimeSpan`, days before a full stop: Azure writes it. */
function parseClock(text: string): number | undefined {
  const parts = CLOCK.exec(text);
  if (parts === null) return undefined;
  const [days, hours, minutes, seconds] = parts.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return (((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!) * 1000;
}
