/** Whether a path (percent-encoded, without its query) is one that a pattern means. */
export type PathMatcher = (path: string) => boolean;

/** What a pattern may be, in words for messages. */
export const PATTERN_EXPECTED = "a path like /v3/users, /v3/users/:id, /v3/*/orders or /v3/*";

const PIECE = /^(?::[A-Za-z_]\w*|(?!:)[^*?#\s]*\*?[^*?#\s]*)$/;

/**
 * Compiles a path pattern; `undefined` for what is none.
 *
 * A segment is literal, `:name` (any one segment, not empty) or has one `*` (any characters of that segment).
 * A `*` at the very end means everything from there on, and `/v3/*` means `/v3` itself too. Case counts, and so
 * does a trailing slash.
 *
 * @example
 * compilePath("/v3/users/:id")?.("/v3/users/42"); // true
 */
export function compilePath(pattern: string): PathMatcher | undefined {
  if (pattern === "*" || pattern === "/*") return () => true;
  if (!pattern.startsWith("/") || pattern.length > 500) return undefined;
  const segments = pattern.slice(1).split("/");
  if (!segments.every((segment) => PIECE.test(segment))) return undefined;
  if (!/[:*]/.test(pattern)) return (path) => path === pattern;
  const open = pattern.endsWith("*");
  const below = pattern.endsWith("/*");
  const kept = below ? segments.slice(0, -1) : segments;
  const source = kept.map((segment, index) => `/${toSource(segment, open && index === segments.length - 1)}`);
  // One wildcard a segment and a slash between them: the expression has one way to match, so it is linear.
  const expression = new RegExp(`^${source.join("")}${below ? "(?:/.*)?" : ""}$`, "s");
  return (path) => expression.test(path);
}

function toSource(segment: string, last: boolean): string {
  if (segment.startsWith(":")) return "[^/]+";
  return segment
    .split("*")
    .map((literal) => literal.replace(/[\\^$.|+()[\]{}]/g, "\\$&"))
    .join(last ? ".*" : "[^/]*");
}
