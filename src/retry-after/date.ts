import { parseHttpDate } from "../contract/retry-after-field.ts";

const MAX_LENGTH = 64;
/** ISO 8601 with a time; a space for the `T`, a space before the zone and none at all are common. */
const ISO =
  /^(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?) ?(z|utc|gmt|[+-]\d\d:?\d\d|[+-]\d\d)?$/i;
/** RFC 5322's date, the weekday optional, with a zone in digits or by name. */
const MAIL =
  /^(?:[a-z]{3,9},? )?(\d{1,2}[ -][a-z]{3,9}[ -]\d{4},? \d\d:\d\d(?::\d\d)?) ?(gmt|utc|z|[+-]\d{4})?$/i;
/** WSO2's `2026-Jan-01 00:01:00+0000 UTC`. */
const MONTH_BY_NAME = /^(\d{4})-([a-z]{3})-(\d\d) (\d\d:\d\d:\d\d) ?([+-]\d{4})?(?: utc)?$/i;
/** Zero dates (year 1, 1601, 1970) are a program's way to say "unknown". */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(10_000, 0, 1);

/**
 * Reads a moment as epoch milliseconds: an HTTP-date, ISO 8601 or a mail's date; without a zone it is UTC.
 *
 * A moment before the year 2000 is declined.
 *
 * @example
 * parseDate("2026-01-01 00:00:00"); // 1767225600000
 */
export function parseDate(text: string): number | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const bare = text.trim();
  const at = parseHttpDate(bare) ?? parseIso(bare) ?? parseMail(bare) ?? parseNamed(bare);
  return at !== undefined && at >= EARLIEST && at < LATEST ? at : undefined;
}

function parseIso(text: string): number | undefined {
  const [, day, time, zone] = ISO.exec(text) ?? [];
  if (day === undefined || time === undefined) return undefined;
  return moment(`${day}T${time.replace(",", ".")}${toZone(zone)}`);
}

function parseMail(text: string): number | undefined {
  const [, day, zone] = MAIL.exec(text) ?? [];
  if (day === undefined) return undefined;
  return moment(
    `${day.replace(/^(\d{1,2})-(\w+)-/, "$1 $2 ")} ${zone?.startsWith("+") || zone?.startsWith("-") ? zone : "GMT"}`,
  );
}

function parseNamed(text: string): number | undefined {
  const [, year, month, day, time, zone = "GMT"] = MONTH_BY_NAME.exec(text) ?? [];
  return year === undefined ? undefined : moment(`${day} ${month} ${year} ${time} ${zone}`);
}

function toZone(zone: string | undefined): string {
  const digits = /^([+-]\d\d):?(\d\d)?$/.exec(zone ?? "");
  return digits === null ? "Z" : `${digits[1]}:${digits[2] ?? "00"}`;
}

function moment(text: string): number | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
