import type { Exchange } from "./exchange.ts";
import { stripRequest } from "./hop-by-hop.ts";
import { isLoop, markPassage, pseudonymOf } from "./passage.ts";
import { targetOf } from "./target.ts";

/** What the upstream said, or why it said nothing; `gone` when the client left first. */
export type Outcome =
  | { readonly kind: "answer"; readonly response: Response }
  | { readonly kind: "none"; readonly why: "loop" | "timeout" | "unreachable" }
  /** A status of 600 and above: no answer, but one that observing passes on. */
  | { readonly kind: "invalid"; readonly response: Response }
  | { readonly kind: "gone" };

/** Sends a request on and waits for the upstream's headers; the bodies stream both ways. Never rejects for the upstream's sake. */
export async function askUpstream(exchange: Exchange): Promise<Outcome> {
  const { request, env, settings } = exchange;
  const pseudonym = pseudonymOf(settings);
  if (isLoop(request.headers, pseudonym)) return { kind: "none", why: "loop" };
  const onward = onwardOf(exchange, pseudonym);
  const bound = settings.bound === true ? env.UPSTREAM : undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, settings.timeoutMs, undefined);
  });
  try {
    const asked = bound === undefined ? fetch(...onward) : bound.fetch(...onward);
    const response = await Promise.race([asked, late]);
    if (response === undefined) {
      // Without a signal of its own, which would cost every request: workerd ends what nobody waits for with the answer.
      asked.then(({ body }) => drop(body)).catch(() => undefined);
      return { kind: "none", why: "timeout" };
    }
    // workerd gives a 101 that nobody asked for as it is, and can answer with none but a WebSocket's.
    if (response.status === 101 && !isWebSocket(response)) return { kind: "none", why: "unreachable" };
    return { kind: response.status > 599 ? "invalid" : "answer", response };
  } catch {
    return request.signal.aborted ? { kind: "gone" } : { kind: "none", why: "unreachable" };
  } finally {
    clearTimeout(timer);
  }
}

/** What is fetched: without a body its parts, which are copied once instead of twice, else a request made of the client's. */
function onwardOf(
  { request, url, settings, requestId }: Exchange,
  pseudonym: string,
): Parameters<typeof fetch> {
  const target = targetOf(settings.upstream, url);
  const { method, signal } = request;
  // A GET may have a body, and only a request that is made of another lets it through. What is bound may read `cf`.
  const whole = settings.bound !== true && request.body === null ? undefined : new Request(target, request);
  const headers = whole?.headers ?? new Headers(request.headers);
  stripRequest(headers, method);
  markPassage(headers, url, request.headers.get("cf-connecting-ip"), pseudonym);
  headers.set("x-request-id", requestId);
  return whole === undefined
    ? [target, { method, headers, signal, redirect: "manual" }]
    : [whole, { signal, redirect: "manual" }];
}

function isWebSocket(response: Response): boolean {
  return "webSocket" in response && response.webSocket !== null && response.webSocket !== undefined;
}

/** Lets go of a body that nobody will read. */
export function drop(body: ReadableStream<Uint8Array> | Uint8Array | null): void {
  if (body instanceof ReadableStream) body.cancel().catch(() => undefined);
}
