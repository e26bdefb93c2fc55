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
export async function askUpstream({ request, url, env, settings, requestId }: Exchange): Promise<Outcome> {
  const pseudonym = pseudonymOf(settings);
  if (isLoop(request.headers, pseudonym)) return { kind: "none", why: "loop" };
  // Made of the request, not of its parts: a GET may have a body, and only this form lets it through.
  const onward = new Request(targetOf(settings.upstream, url), request);
  stripRequest(onward.headers, request.method);
  markPassage(onward.headers, url, request.headers.get("cf-connecting-ip"), pseudonym);
  onward.headers.set("x-request-id", requestId);

  const abort = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    abort.abort();
  }, settings.timeoutMs);
  const leave = (): void => {
    abort.abort();
  };
  request.signal.addEventListener("abort", leave);
  try {
    const init: RequestInit = { redirect: "manual", signal: abort.signal };
    const bound = settings.bound === true ? env.UPSTREAM : undefined;
    const response = await (bound === undefined ? fetch(onward, init) : bound.fetch(onward, init));
    // workerd gives a 101 that nobody asked for as it is, and can answer with none but a WebSocket's.
    if (response.status === 101 && !isWebSocket(response)) return { kind: "none", why: "unreachable" };
    return { kind: response.status > 599 ? "invalid" : "answer", response };
  } catch {
    if (request.signal.aborted) return { kind: "gone" };
    return { kind: "none", why: late ? "timeout" : "unreachable" };
  } finally {
    clearTimeout(timer);
  }
}

function isWebSocket(response: Response): boolean {
  return "webSocket" in response && response.webSocket !== null && response.webSocket !== undefined;
}

/** Lets go of a body that nobody will read. */
export function drop(body: ReadableStream<Uint8Array> | null): void {
  body?.cancel().catch(() => undefined);
}
