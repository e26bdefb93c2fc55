/** Fields of one connection (RFC 9110, section 7.6.1), and those meant for this hop alone (section 11.7). */
const HOP_BY_HOP = [
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "http2-settings",
  "proxy-authorization",
  "proxy-authenticate",
  "proxy-authentication-info",
] as const;

const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

/** Fields that `Connection` cannot take away: without them a message would say something else. */
const KEPT = new Set(["host", "content-length", "content-type", "content-encoding", "authorization", "cookie"]);

/** Removes what must not cross this hop; `Upgrade` stays where it asks for a WebSocket. */
export function stripHopByHop(headers: Headers): void {
  const connection = headers.get("connection");
  const websocket = headers.get("upgrade")?.toLowerCase() === "websocket";
  if (connection !== null) {
    for (const part of connection.toLowerCase().split(",")) {
      const name = part.trim();
      if (NAME.test(name) && !KEPT.has(name) && !(websocket && name === "upgrade")) headers.delete(name);
    }
    if (!websocket) headers.delete("connection");
  }
  for (const name of HOP_BY_HOP) headers.delete(name);
  if (!websocket) headers.delete("upgrade");
}
