/** RFC 9110, section 5.6.7: IMF-fixdate, and the obsolete RFC 850 and asctime forms. */
const HTTP_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d\d-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d\d \d\d:\d\d:\d\d GMT|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

/** Ten digits and more are an epoch: nobody asks for a wait of thirty years. */
const DELAY_SECONDS = /^\d{1,9}$/;

/**
 * An HTTP-date (RFC 9110, section 5.6.7, the obsolete forms included) as epoch milliseconds, or `undefined`.
 *
 * @example
 * parseHttpDate("Wed, 21 Oct 2026 07:28:00 GMT"); // 1792567680000
 */
export function parseHttpDate(value: string): number | undefined {
  if (!HTTP_DATE.test(value)) return undefined;
  // asctime has no zone, and it is UTC.
  const at = Date.parse(value.endsWith("GMT") ? value : `${value} GMT`);
  return Number.isNaN(at) ? undefined : at;
}

/**
 * Whether a `Retry-After` field value is one of the two forms of RFC 9110, section 10.2.3; delays above 9 digits are not.
 *
 * @example
 * isRetryAfter("120"); // true
 */
export function isRetryAfter(value: string | null | undefined): value is string {
  return (
    typeof value === "string" &&
    value.length <= 40 &&
    (DELAY_SECONDS.test(value) || parseHttpDate(value) !== undefined)
  );
}
