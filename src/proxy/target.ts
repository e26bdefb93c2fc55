/**
 * Where a request goes: the upstream's origin and base path, then the client's own path and query, bytes unchanged.
 *
 * `url` is the parsed request target, so no `..` is left in it, and its path begins with a slash: neither can change
 * the origin or leave the base path.
 *
 * @example
 * toTarget(new URL("https://edge.example//evil.com/a?b"), new URL("https://legacy.example/base/")); // "https://legacy.example/base//evil.com/a?b"
 */
export function toTarget(url: URL, upstream: URL): string {
  const { href, hash } = url;
  // After `scheme://authority`; a query that is empty keeps its question mark this way.
  const rest = href.slice(href.indexOf("/", href.indexOf("//") + 2), href.length - hash.length);
  return upstream.origin + upstream.pathname.replace(/\/+$/, "") + rest;
}
