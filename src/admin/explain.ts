import { explainCapture, type Explanation } from "../capture/explain.ts";
import { parseCapture } from "../capture/parse-capture.ts";
import { drop, take } from "../decode/take.ts";
import type { Config } from "../settings.ts";

/** Bytes of a request to `explain` that are read. */
const CAPTURE_LIMIT = 262_144;

/** The form's field, which no captured answer begins with. */
export const CAPTURE_FIELD = "capture";

/** A capture as it was sent, and whether the form of the page sent it. */
interface Sent {
  readonly form: boolean;
  readonly message: string | Uint8Array;
}

/** What was sent, or why it cannot be read. */
export type ReadSent =
  | ({ readonly ok: true } & Sent)
  | { readonly ok: false; readonly form: boolean; readonly why: string };

/** An explanation, or why the capture is none. */
export type Explained =
  | { readonly ok: true; readonly explanation: Explanation }
  | { readonly ok: false; readonly why: string };

/**
 * Reads the body of a POST to `explain`: the page's form, or the capture itself under any media type.
 *
 * `curl --data-binary` calls everything a form, so what the body begins with decides.
 */
export async function readSent(request: Request): Promise<ReadSent> {
  if (request.body === null) return { ok: true, form: false, message: "" };
  const reader = request.body.getReader();
  // A capture of the largest size, with every byte of it percent-encoded.
  const typed = request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  const { bytes, whole } = await take(reader, typed ? CAPTURE_LIMIT * 3 + 100 : CAPTURE_LIMIT);
  if (!whole) drop(reader);
  const form = typed && new TextDecoder().decode(bytes.subarray(0, 64)).startsWith(`${CAPTURE_FIELD}=`);
  const message = form
    ? (new URLSearchParams(new TextDecoder().decode(bytes)).get(CAPTURE_FIELD) ?? "")
    : bytes;
  if (!whole || message.length > CAPTURE_LIMIT)
    return { ok: false, form, why: `It is longer than ${CAPTURE_LIMIT} bytes` };
  return { ok: true, form, message };
}

/** Explains a capture under the settings of the route that it was asked for; `now` in epoch milliseconds. */
export async function explainSent(
  message: string | Uint8Array,
  config: Config,
  now: number,
): Promise<Explained> {
  const parsed = parseCapture(message);
  if (!parsed.ok) return parsed;
  const { method, path } = parsed.capture.request;
  const settings = config.settingsFor(method, path);
  const explanation = await explainCapture(parsed.capture, {
    rules: config.rules,
    messages: settings.messages,
    retryAfterDefaultS: settings.retryAfterDefaultS,
    retryAfterMaxS: settings.retryAfterMaxS,
    now,
    limitBytes: settings.bodyLimitBytes,
    softErrors: settings.softErrors,
  });
  return { ok: true, explanation };
}
