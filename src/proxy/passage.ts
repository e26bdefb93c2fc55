import type { Settings } from "../settings.ts";

/** Characters of a `Via` that is passed on: room for dozens of proxies. */
const LONGEST_CHAIN = 2000;
const NAMES = new WeakMap<Settings, string>();

/**
 * How this proxy names itself in `Via` and `CDN-Loop` towards one upstream.
 *
 * The upstream is part of it, hashed: two of these proxies in a row are no loop, one that meets itself is.
 */
export function pseudonymOf(settings: Settings): string {
  let name = NAMES.get(settings);
  if (name === undefined) {
    name = `error-normalizer-${hash(settings.upstream?.href ?? "UPSTREAM")}`;
    NAMES.set(settings, name);
  }
  return name;
}

/** Whether a request has been here before (RFC 9110, section 7.6.3; RFC 8586). */
export function isLoop(headers: Headers, pseudonym: string): boolean {
  return ["via", "cdn-loop"].some((name) =>
    headers
      .get(name)
      ?.split(/[\s,;]+/)
      .includes(pseudonym),
  );
}

/**
 * Marks a request as having passed here, and says for whom: what a client forged of that is overwritten.
 *
 * `headers` are those that go on; `client` is the address that the edge saw, `null` where none is known.
 */
export function markPassage(headers: Headers, url: URL, client: string | null, pseudonym: string): void {
  append(headers, "via", `1.1 ${pseudonym}`);
  append(headers, "cdn-loop", pseudonym);
  // The edge sets `CF-Connecting-IP`, a client cannot; whatever came in these two is only its word.
  if (client === null) headers.delete("x-forwarded-for");
  else headers.set("x-forwarded-for", client);
  // RFC 7239: it says the same as the three below, and an upstream may believe it before them.
  headers.delete("forwarded");
  // Not the field as it came: a `Host` may hold a path, or credentials.
  headers.set("x-forwarded-host", url.host);
  headers.set("x-forwarded-proto", url.protocol.slice(0, -1));
}

/** Stands behind what other intermediaries wrote, unless that is longer than any chain of them gets. */
function append(headers: Headers, name: string, value: string): void {
  if ((headers.get(name)?.length ?? 0) > LONGEST_CHAIN) headers.set(name, value);
  else headers.append(name, value);
}

/** FNV-1a, 32 bits, in hexadecimal: tells upstreams apart without naming them. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
