import type { Exchange } from "./exchange.ts";
import { stripResponse } from "./hop-by-hop.ts";

/**
 * The upstream's answer as it leaves: the same status, fields and bytes, but for hop-by-hop fields and `X-Request-Id`.
 *
 * `body` is the answer's own, or an unread branch of its tee: both leave in the coding in which they came. An
 * upstream's own `X-Request-Id` stays.
 */
export function passOn(
  { requestId }: Exchange,
  upstream: Response,
  body: ReadableStream<Uint8Array> | null = upstream.body,
): Response {
  const response = new Response(body, upstream);
  stripResponse(response.headers, upstream.status);
  if (!response.headers.has("x-request-id")) response.headers.set("x-request-id", requestId);
  return response;
}
