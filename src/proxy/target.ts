/**
 * The URL that a request goes to: the upstream's origin and base path, then the request's path and query as they came.
 *
 * Built as text, never by resolving: `new URL("//evil/x", upstream)` would leave the upstream. The request's URL has
 * been parsed, so its path starts with one slash and has no dot segment left, encoded or not; percent-encoding and an
 * empty query stay; a fragment does not. Without an upstream (a service binding) the request's own URL is the target.
 *
 * @example
 * targetOf(new URL("http://legacy/base/"), new URL("https://api.example.com//evil/x?y")); // "http://legacy/base//evil/x?y"
 */
export function targetOf(upstream: URL | undefined, url: URL): string {
  const href = url.hash === "" ? url.href : url.href.slice(0, -url.hash.length);
  const rest = href.slice(href.indexOf("/", url.protocol.length + 2));
  // The origin leaves out what a client wrote before an `@` in its `Host`.
  if (upstream === undefined) return `${url.origin}${rest}`;
  const base = upstream.pathname.endsWith("/") ? upstream.pathname.slice(0, -1) : upstream.pathname;
  return `${upstream.origin}${base}${rest}`;
}
