import { CODES, type Code } from "../contract/codes.ts";
import { type Detail, ENVELOPE_MEDIA_TYPE, toEnvelope } from "../contract/envelope.ts";

const HTML_TYPE = "text/html; charset=utf-8";

/** A failure of an operator's page, in the same envelope as every other failure. */
export interface Refusal {
  readonly code: Code;
  /** Where it is not the code's usual one. */
  readonly status?: number;
  readonly message?: string;
  readonly details?: readonly Detail[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer to what an operator's page will not serve. */
export function refuse({ code, status, message, details, headers }: Refusal): Response {
  const { type, status: usual, message: canonical } = CODES[code];
  const envelope = toEnvelope({
    type,
    code,
    message: message ?? canonical,
    ...(details !== undefined && { details }),
  });
  return text(JSON.stringify(envelope), ENVELOPE_MEDIA_TYPE, status ?? usual, headers);
}

/** Plain data as JSON, indented: it is read by people as often as by programs. */
export function json(value: unknown): Response {
  return text(`${JSON.stringify(value, null, 2)}\n`, "application/json; charset=utf-8");
}

/** A text of the given media type. */
export function text(
  body: string,
  type: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, { status, headers: { ...headers, "content-type": type } });
}

/** A page whose own style and script, and nothing else, run under the nonce. */
export function page(body: string, nonce: string): Response {
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
  return text(body, HTML_TYPE, 200, { "content-security-policy": policy });
}

/** Sets what every answer of the operator's pages has: it is kept by no cache, framed by no page, sniffed by no browser. */
export function harden(response: Response, requestId: string): Response {
  const { headers } = response;
  headers.set("cache-control", "no-store");
  headers.set("x-content-type-options", "nosniff");
  headers.set("x-frame-options", "DENY");
  headers.set("referrer-policy", "no-referrer");
  headers.set("cross-origin-resource-policy", "same-origin");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("x-robots-tag", "noindex");
  if (!headers.has("content-security-policy"))
    headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
  headers.set("x-request-id", requestId);
  return response;
}
