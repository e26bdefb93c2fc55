import { exposeRetryAfter } from "../render/retry-after-field.ts";
import type { Exchange } from "./exchange.ts";

/** Which origins an upstream lets have credentials, as its answers in this isolate said; a cache, and a bounded one. */
const CREDENTIALED = new Set<string>();
const REMEMBERED = 500;

/** Remembers what an upstream's answer allows, for the failures that it gives no answer to. */
export function learnCors(
  { request, settings }: Pick<Exchange, "request" | "settings">,
  answer: Headers,
): void {
  if (settings.corsOrigins.length === 0) return;
  const origin = request.headers.get("origin");
  if (origin === null || answer.get("access-control-allow-origin") !== origin) return;
  const key = `${settings.upstream?.origin ?? ""} ${origin}`;
  if (answer.get("access-control-allow-credentials") !== "true") CREDENTIALED.delete(key);
  else if (CREDENTIALED.size < REMEMBERED) CREDENTIALED.add(key);
}

/** Gives a failure CORS headers where the operator's `CORS_ORIGINS` say so and the upstream sent none. */
export function addCors(
  { request, settings }: Pick<Exchange, "request" | "settings">,
  headers: Headers,
): void {
  const { corsOrigins, upstream } = settings;
  if (corsOrigins.length === 0 || headers.has("access-control-allow-origin")) return;
  addVary(headers);
  const origin = request.headers.get("origin");
  if (origin === null || !/^[\x21-\x7e]{1,300}$/.test(origin)) return;
  const named = corsOrigins.includes(origin);
  if (!named && !corsOrigins.includes("*")) return;
  // `*` stands for any origin, so it never lends the credentials that an upstream grants to its own.
  const granted = named && headers.get("access-control-allow-credentials") === "true";
  const learnt = CREDENTIALED.has(`${upstream?.origin ?? ""} ${origin}`);
  headers.set("access-control-allow-origin", origin);
  if (granted || learnt) headers.set("access-control-allow-credentials", "true");
  else headers.delete("access-control-allow-credentials");
  if (!headers.has("access-control-expose-headers"))
    headers.set("access-control-expose-headers", "X-Request-Id");
  exposeRetryAfter(headers);
}

function addVary(headers: Headers): void {
  const names = (headers.get("vary") ?? "").toLowerCase().split(",");
  if (!names.some((name) => name.trim() === "origin" || name.trim() === "*"))
    headers.append("vary", "Origin");
}
