import { type Envelope, isEnvelope } from "./envelope.ts";
import { isRetryAfter } from "./retry-after-field.ts";

/** A header that a failure lacks, and that can be added while its body stays as it is. */
export type Lack = "content-type" | "retry-after";

/** How a failure stands to the contract: it is v4, it lacks headers alone, or it is not v4. */
export type Conformance =
  | { readonly kind: "conformant"; readonly envelope: Envelope }
  | { readonly kind: "lacks"; readonly lacks: readonly Lack[]; readonly envelope: Envelope }
  | { readonly kind: "not" };

const STATUSES: ReadonlySet<number> = new Set([400, 401, 403, 404, 409, 422, 429]);
const NOT: Conformance = { kind: "not" };

/** Whether a failure may leave with a status: 400, 401, 403, 404, 409, 422, 429 and 500 to 599. */
export function isFailureStatus(status: number): boolean {
  return STATUSES.has(status) || (Number.isInteger(status) && status >= 500 && status <= 599);
}

/** Whether a `Content-Type` field value is `application/json`, with or without parameters. */
function isEnvelopeMediaType(value: string | null): boolean {
  return (value ?? "").split(";", 1)[0]?.trim().toLowerCase() === "application/json";
}

/**
 * How a failure stands to the contract by its status, its headers and its decoded body (spec, section 1).
 *
 * Bytes have to be UTF-8 without a byte order mark (RFC 8259, section 8.1); anything beside the one JSON value, a PHP
 * warning before it for example, is not the contract's.
 *
 * @example
 * conformanceOf(404, headers, '{"error":{"type":"resource","code":"not_found","message":"No user"}}').kind; // "conformant"
 */
export function conformanceOf(status: number, headers: Headers, body: Uint8Array | string): Conformance {
  if (!isFailureStatus(status)) return NOT;
  const envelope = readEnvelope(body);
  if (envelope === undefined) return NOT;
  const lacks: Lack[] = [];
  if (!isEnvelopeMediaType(headers.get("content-type"))) lacks.push("content-type");
  if (status === 429 && !isRetryAfter(headers.get("retry-after"))) lacks.push("retry-after");
  return lacks.length === 0 ? { kind: "conformant", envelope } : { kind: "lacks", lacks, envelope };
}

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readEnvelope(body: Uint8Array | string): Envelope | undefined {
  try {
    const text = typeof body === "string" ? body : UTF_8.decode(body);
    // Its one member is `error`, whose name may be written with escapes; most bodies are out with the first character.
    if (!/^[ \t\r\n]*\{[ \t\r\n]*"[e\\]/.test(text)) return undefined;
    const value: unknown = JSON.parse(text);
    return isEnvelope(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
