import { OTHER } from "./batch.ts";

const PATH_LIMIT = 512;
const SEGMENT_LIMIT = 48;
const SEGMENTS = 12;
const ROUTE_LIMIT = 200;
const DISTINCT = 200;

// Segments with a digit that name a kind of thing, not one thing; anchored and linear over a cut segment.
const KINDS: readonly RegExp[] = [
  /^(?:[a-z]{1,12}[-_.])?v\d{1,3}(?:\.\d{1,2}){0,2}(?:[a-z]{1,8}\d?)?$/i, // v3, api-v2, v1.1, v1beta1
  /^[a-z]{2,12}\d$/i, // oauth2, ipv4, web3, step1
  /^[23][a-z]{2,3}$/i, // 2fa, 3ds
];

/**
 * The path with everything that names one thing instead of a kind of thing folded to `:id`.
 *
 * Numbers, dates, UUIDs, ULIDs, hashes, e-mail addresses, long tokens and whatever else has a digit (but for a
 * version or a name like `oauth2`) are folded, percent-encoded or not.
 * At most 200 characters and 12 segments; the query is not part of a path, and is cut if it is there.
 *
 * @example
 * foldPath("/v3/users/9f8d/orders/17"); // "/v3/users/:id/orders/:id"
 */
export function foldPath(path: string): string {
  // Cut first: a client controls the length.
  const end = path.search(/[?#]/);
  const segments = path
    .slice(0, Math.min(end < 0 ? PATH_LIMIT : end, PATH_LIMIT))
    .split("/", SEGMENTS + 2)
    .map(foldSegment);
  if (segments.length > SEGMENTS + 1) segments.splice(SEGMENTS + 1, 1, "…");
  const folded = segments.join("/");
  if (folded.length > ROUTE_LIMIT) return `${folded.slice(0, folded.lastIndexOf("/", ROUTE_LIMIT - 2))}/…`;
  return folded.startsWith("/") ? folded : `/${folded}`;
}

function foldSegment(segment: string): string {
  if (segment === "") return segment;
  // RFC 3986, section 3.3: parameters of a segment (`;jsessionid=…`) say nothing of what it names.
  const text = (segment.includes("%") ? decoded(segment) : segment).split(";", 1)[0]!;
  return isId(text) ? ":id" : text.replace(/[^\w.:@~!$&'()*+,;=-]/g, "_");
}

function isId(text: string): boolean {
  if (text.length > SEGMENT_LIMIT || /[^\x21-\x7e]|[@=]/.test(text)) return true;
  if (/\d/.test(text)) return !KINDS.some((kind) => kind.test(text));
  // No word is this long: an opaque token in letters only.
  return text.length >= 20 && (caseChanges(text) || (text.length > 32 && !/[-_.:]/.test(text)));
}

/** Whether the case changes more often than words in camel case make it. */
function caseChanges(text: string): boolean {
  let changes = 0;
  for (let at = 1; at < text.length; at += 1) {
    if (isUpper(text[at]!) !== isUpper(text[at - 1]!)) changes += 1;
  }
  return changes * 3 > text.length;
}

function isUpper(letter: string): boolean {
  return letter >= "A" && letter <= "Z";
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Lets 200 distinct routes through and names every further one `other`. */
export function createRouteLimit(limit = DISTINCT): (route: string) => string {
  const seen = new Set<string>();
  return (route) => {
    if (seen.has(route)) return route;
    if (seen.size >= limit) return OTHER;
    seen.add(route);
    return route;
  };
}

const limited = createRouteLimit();

/**
 * The route that a failure is logged and counted under: the configured one, else the folded path.
 * At most 200 folded paths an isolate keep their name; the rest are `other`.
 *
 * @example
 * routeOf(undefined, "/v3/users/42"); // "/v3/users/:id"
 */
export function routeOf(configured: string | undefined, path: string): string {
  return configured ?? limited(foldPath(path));
}
