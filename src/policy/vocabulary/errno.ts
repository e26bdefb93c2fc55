import { MEANINGS, type Meaning } from "./meaning.ts";

/** Socket errnos, resolver codes and the codes of HTTP and mail clients (libuv, undici, Nodemailer, Go, Python, Ruby). */
const NETWORK = new Set(
  (
    "ECONNREFUSED ECONNRESET ECONNABORTED ETIMEDOUT ESOCKETTIMEDOUT EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN " +
    "ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA EAI_NONAME EPIPE EADDRNOTAVAIL ENOTCONN EPROTO ENETRESET ECONNCLOSED " +
    "UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT UND_ERR_SOCKET UND_ERR_CLOSED " +
    "ERR_SOCKET_CLOSED ERR_TLS_CERT_ALTNAME_INVALID CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT " +
    "ESOCKET ECONNECTION EDNS UNABLE_TO_VERIFY_LEAF_SIGNATURE SELF_SIGNED_CERT_IN_CHAIN PROTOCOL_CONNECTION_LOST"
  ).split(" "),
);
const STORAGE = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO"]);

/**
 * What an errno means; file errnos that say no more than "a bug" are nobody's.
 *
 * @example
 * errnoMeaning("Errno::ECONNREFUSED"); // network_error
 */
export function errnoMeaning(code: string): Meaning | undefined {
  const name = code.slice(code.lastIndexOf(":") + 1);
  if (NETWORK.has(name)) return MEANINGS.network;
  return STORAGE.has(name) ? MEANINGS.storage : undefined;
}
