import { exposeRetryAfter } from "../render/retry-after-field.ts";

/** Lets a configured origin's script read a failure on which the upstream set no CORS headers of its own. */
export function allowOrigin(headers: Headers, origin: string | null, origins: readonly string[]): void {
  if (origins.length === 0 || headers.has("access-control-allow-origin")) return;
  const vary = headers.get("vary") ?? "";
  if (!/(?:^|,)\s*(?:origin|\*)\s*(?:,|$)/i.test(vary)) headers.append("vary", "Origin");
  if (origin === null || !(origins.includes("*") || origins.includes(origin))) return;
  headers.set("access-control-allow-origin", origin);
  exposeRetryAfter(headers);
}
