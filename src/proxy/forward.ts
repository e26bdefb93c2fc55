import { stripHopByHop } from "./hop-by-hop.ts";

/** A Fetcher-shaped upstream: the network, or a service binding. */
export type Fetcher = (request: Request) => Promise<Response>;

/** How an attempt to reach the upstream ended. */
export type Attempt =
  | { readonly kind: "answer"; readonly response: Response }
  | { readonly kind: "timeout" }
  | { readonly kind: "unreachable"; readonly why: string }
  | { readonly kind: "gone" };

const LIST_LIMIT = 1000;

/** The name by which a chain of proxies knows this one: the same upstream twice on the way is a loop. */
export function pseudonymOf(target: string): string {
  let hash = 0x811c9dc5;
  const { origin } = new URL(target);
  for (let at = 0; at < origin.length; at += 1) hash = Math.imul(hash ^ origin.charCodeAt(at), 0x01000193);
  return `edge-error-normalizer-${(hash >>> 0).toString(16)}`;
}

/** Whether a request has been through this proxy before (RFC 9110, section 7.6.3). */
export function isLoop(headers: Headers, pseudonym: string): boolean {
  return (headers.get("via") ?? "").includes(pseudonym);
}

/** The request as the upstream gets it: method, path and body as they came, this hop's fields gone, its own added. */
export function toUpstream(request: Request, url: URL, target: string, requestId: string, signal: AbortSignal): Request {
  const outgoing = new Request(target, new Request(request, { redirect: "manual", signal }));
  const { headers } = outgoing;
  stripHopByHop(headers);
  const address = request.headers.get("cf-connecting-ip") ?? clientIp(request) ?? "unknown";
  const before = request.headers.get("x-forwarded-for") ?? "";
  const chain = before.length > LIST_LIMIT ? "" : before;
  // Cloudflare's edge has appended the address already.
  headers.set("x-forwarded-for", chain === "" || chain === address ? address : chain.endsWith(address) ? chain : `${chain}, ${address}`);
  headers.set("x-forwarded-host", request.headers.get("host") ?? url.host);
  headers.set("x-forwarded-proto", url.protocol.slice(0, -1));
  headers.append("via", `1.1 ${pseudonymOf(target)}`);
  headers.set("x-request-id", requestId);
  return outgoing;
}

function clientIp(request: Request): string | undefined {
  const { cf } = request as { readonly cf?: { readonly clientIp?: unknown } };
  return typeof cf?.clientIp === "string" ? cf.clientIp : undefined;
}

/** Asks the upstream; resolves with its headers, or with why there are none. It never rejects. */
export async function ask(
  fetcher: Fetcher,
  build: (signal: AbortSignal) => Request,
  client: AbortSignal,
  timeoutMs: number,
): Promise<Attempt> {
  const controller = new AbortController();
  let timedOut = false;
  const leave = (): void => controller.abort();
  client.addEventListener("abort", leave);
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  try {
    const response = await fetcher(build(controller.signal));
    // HTTP knows no status beyond these, and a Response cannot be made of one.
    if (response.status > 599 || (response.status < 200 && response.status !== 101)) {
      await response.body?.cancel();
      return { kind: "unreachable", why: `status ${response.status}` };
    }
    return { kind: "answer", response };
  } catch (error) {
    if (client.aborted) return { kind: "gone" };
    if (timedOut) return { kind: "timeout" };
    return { kind: "unreachable", why: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
    client.removeEventListener("abort", leave);
  }
}

/** The client's request id when it is sane, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && /^[\w.:+/=@~-]{1,128}$/.test(given) ? given : crypto.randomUUID();
}
