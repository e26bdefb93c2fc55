import { isStatusOf } from "../contract/codes.ts";
import { ENVELOPE_MEDIA_TYPE, isEnvelope, LAST_RESORT, toEnvelope } from "../contract/envelope.ts";
import { isRetryAfter } from "../contract/retry-after-field.ts";
import type { Verdict } from "../policy/verdict.ts";
import { keepLinks, nominatedBy, survives } from "./fields.ts";
import { setRetryAfter } from "./retry-after-field.ts";

/** What a rendered failure is made of beside its verdict. */
export interface RenderOptions {
  /** The upstream's fields; `undefined` when it gave no answer. */
  readonly headers: Headers | undefined;
  readonly upstreamStatus: number;
  /** The `Retry-After` that goes out. */
  readonly retryAfter: string | undefined;
  /** The request was a HEAD: the same fields and no body. */
  readonly head: boolean;
}

/** A failure's answer; `broken` when the last guard had to step in, which is a bug to be logged. */
export interface Rendered {
  readonly response: Response;
  readonly broken: boolean;
}

const ENCODER = new TextEncoder();

/** The answer that a verdict leaves as (spec, section 4); nothing leaves that is not of the contract. */
export function render(verdict: Verdict, options: RenderOptions): Rendered {
  const { status, body, broken } = guard(verdict, options.retryAfter);
  const headers = keptFields(options.headers, options.upstreamStatus);
  headers.set("content-type", ENVELOPE_MEDIA_TYPE);
  if ((headers.get("cache-control") ?? "").trim() === "") headers.set("cache-control", "no-store");
  setRetryAfter(headers, broken ? undefined : options.retryAfter);
  const bytes = ENCODER.encode(body);
  // RFC 9110, section 8.6: a HEAD's length has to be the GET's, which is known only for the proxy's own words.
  if (!options.head || options.headers === undefined) headers.set("content-length", String(bytes.length));
  return { response: new Response(options.head ? null : bytes, { status, headers }), broken };
}

/** The constant answer to a fault of the proxy itself, where not even a verdict can be had. */
export function lastResort(head: boolean): Response {
  const headers = new Headers({ "content-type": ENVELOPE_MEDIA_TYPE, "cache-control": "no-store" });
  headers.set("content-length", String(LAST_RESORT.length));
  return new Response(head ? null : LAST_RESORT, { status: 500, headers });
}

/** What leaves for a verdict, checked against the contract once more: a bug above becomes a plain 500. */
export function guard(
  verdict: Verdict,
  retryAfter: string | undefined,
): { readonly status: number; readonly body: string; readonly broken: boolean } {
  const envelope = toEnvelope(verdict);
  const sound =
    isEnvelope(envelope) &&
    isStatusOf(verdict.code, verdict.status) &&
    (retryAfter === undefined ? verdict.status !== 429 : isRetryAfter(retryAfter));
  return sound
    ? { status: verdict.status, body: JSON.stringify(envelope), broken: false }
    : { status: 500, body: LAST_RESORT, broken: true };
}

function keptFields(from: Headers | undefined, upstreamStatus: number): Headers {
  const kept = new Headers();
  if (from === undefined) return kept;
  const nominated = nominatedBy(from);
  for (const [name, value] of from) {
    if (nominated.has(name) || !survives(name, upstreamStatus)) continue;
    const stays = name === "link" ? keepLinks(value) : value;
    // `Set-Cookie` comes one cookie at a time, every other field joined.
    if (stays !== undefined) kept.append(name, stays);
  }
  return kept;
}
