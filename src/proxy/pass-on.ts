import type { Exchange } from "./exchange.ts";
import { stripResponse } from "./hop-by-hop.ts";
import type { ReadAnswer } from "./read-answer.ts";

/**
 * The upstream's answer as it leaves: the same status, fields and bytes, but for hop-by-hop fields and `X-Request-Id`.
 *
 * `body` is the answer's own, an unread branch of its tee, or the bytes of one without a coding: all leave as they came.
 * The id is the one that the upstream was sent and that the log has, whatever the upstream calls the request.
 */
export function passOn(
  { requestId }: Exchange,
  upstream: Response,
  body: ReadableStream<Uint8Array> | Uint8Array | null = upstream.body,
): Response {
  const response = new Response(body as BodyInit | null, upstream);
  stripResponse(response.headers, upstream.status);
  response.headers.set("x-request-id", requestId);
  return response;
}

/** `passOn` for an answer that has been read: where its connection broke, with as much of its body as came. */
export function passRead(exchange: Exchange, { upstream, body, rest, broken }: ReadAnswer): Response {
  if (!broken) return passOn(exchange, upstream, rest);
  const response = passOn(exchange, new Response(body.bytes as BodyInit, upstream));
  for (const name of ["content-length", "content-encoding"]) response.headers.delete(name);
  return response;
}
