/** RFC 9110, section 7.6.1, with those of RFC 9113, section 8.2.2, and of proxy authentication (RFC 9110, section 11.7). */
const ALWAYS = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "http2-settings"] as const;
const OF_REQUESTS = [...ALWAYS, "proxy-authorization"] as const;
const OF_RESPONSES = [...ALWAYS, "proxy-authenticate", "proxy-authentication-info"] as const;
/** What a sender may not take away by naming it in `Connection`: the message would change its meaning. */
const KEPT: ReadonlySet<string> = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "upgrade",
  "via",
  "cdn-loop",
  "cf-connecting-ip",
]);
const TOKEN = /^[\w!#$%&'*+.^`|~-]{1,100}$/;

/** Takes the fields of this one connection off a request; an upgrade other than a GET's to WebSocket is not relayed. */
export function stripRequest(headers: Headers, method: string): void {
  strip(headers, OF_REQUESTS);
  // RFC 6455, section 4.1: only a GET opens a WebSocket; workerd would make one of any other method.
  if (method !== "GET" || headers.get("upgrade")?.trim().toLowerCase() !== "websocket")
    headers.delete("upgrade");
}

/** Takes the fields of this one connection off a response; a `101` keeps its `Upgrade`. */
export function stripResponse(headers: Headers, status: number): void {
  strip(headers, OF_RESPONSES);
  if (status !== 101) headers.delete("upgrade");
}

function strip(headers: Headers, names: readonly string[]): void {
  const nominated = headers.get("connection");
  if (nominated !== null) {
    for (const part of nominated.split(",")) {
      const name = part.trim().toLowerCase();
      if (TOKEN.test(name) && !KEPT.has(name)) headers.delete(name);
    }
  }
  for (const name of names) headers.delete(name);
}
