import type { Lack } from "../contract/conformance.ts";
import { ENVELOPE_MEDIA_TYPE } from "../contract/envelope.ts";
import { CONNECTION_FIELDS, nominatedBy } from "./fields.ts";
import { setRetryAfter } from "./retry-after-field.ts";

/** What does not hold of the decoded bytes that leave. */
const CODED = ["trailer", "transfer-encoding", "content-encoding", "content-length"];

/**
 * The fields of an upstream's failure whose body is v4 already and which lacks headers alone: those are added.
 *
 * `length` is the number of bytes of the decoded body that leaves; `undefined` for a HEAD. `retryAfter` is what a 429
 * gets where it lacks one; an upstream's own stays otherwise.
 */
export function repairHeaders(
  upstream: Headers,
  lacks: readonly Lack[],
  retryAfter: string | undefined,
  length: number | undefined,
): Headers {
  const headers = new Headers(upstream);
  const nominated = nominatedBy(upstream);
  for (const name of upstream.keys()) if (nominated.has(name)) headers.delete(name);
  // RFC 9530, section 2: `Content-Digest` is over the coded bytes, which are not those that leave.
  if (headers.has("content-encoding")) headers.delete("content-digest");
  for (const name of [...CONNECTION_FIELDS, ...CODED]) headers.delete(name);
  if (lacks.includes("content-type")) headers.set("content-type", ENVELOPE_MEDIA_TYPE);
  if (lacks.includes("retry-after")) setRetryAfter(headers, retryAfter);
  if (length !== undefined) headers.set("content-length", String(length));
  return headers;
}
