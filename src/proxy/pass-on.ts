import type { Exchange } from "./exchange.ts";
import { stripResponse } from "./hop-by-hop.ts";

/**
 * The upstream's answer as it leaves: the same status, fields and bytes, but for hop-by-hop fields and `X-Request-Id`.
 *
 * `body` is the answer's own, or an unread branch of its tee: both leave in the coding in which they came. The id is
 * the one that the upstream was sent and that the log has, whatever the upstream calls the request.
 */
export function passOn(
  { requestId }: Exchange,
  upstream: Response,
  body: ReadableStream<Uint8Array> | null = upstream.body,
): Response {
  const response = new Response(body, upstream);
  stripResponse(response.headers, upstream.status);
  response.headers.set("x-request-id", requestId);
  return response;
}
