import { MEANINGS, type Meaning } from "./meaning.ts";

const CLIENT = /^(?:[\w.-]{1,40}:)?(?:client|sender)\b[.:]?/i;

/** WS-Security 1.1, section 12: tokens that did not convince; SOAP 1.1 servers write these in place of `Client`. */
const UNTRUSTED = new Set([
  "InvalidSecurityToken",
  "FailedAuthentication",
  "FailedCheck",
  "SecurityTokenUnavailable",
]);
/** The same section's other codes, and those of WS-Addressing 1.0 (SOAP binding, section 6.4). */
const MALFORMED = new Set([
  "UnsupportedSecurityToken",
  "UnsupportedAlgorithm",
  "InvalidSecurity",
  "MessageExpired",
  "InvalidAddressingHeader",
  "MessageAddressingHeaderRequired",
]);

/** What follows `Client.` or `Sender.` in a fault code; `""` for the bare one, `undefined` when it is another's. */
export function clientSubcode(code: string): string | undefined {
  const match = CLIENT.exec(code.slice(0, 200));
  return match === null ? undefined : code.slice(match[0].length, 200);
}

/**
 * What a SOAP fault code without a subcode means (SOAP 1.1, section 4.4.1; SOAP 1.2, section 5.4.6).
 *
 * @example
 * soapMeaning("soap:Sender"); // invalid_data
 */
export function soapMeaning(code: string): Meaning | undefined {
  if (clientSubcode(code) !== undefined) return MEANINGS.invalid;
  if (/(?:^|:)(?:MustUnderstand|VersionMismatch|DataEncodingUnknown)$/i.test(code)) return MEANINGS.invalid;
  const security = /(?:^|:)(\w{1,60})$/.exec(code.slice(0, 200))?.[1] ?? "";
  if (UNTRUSTED.has(security)) return MEANINGS.unauthorized;
  if (security === "ActionNotSupported") return MEANINGS.method;
  if (MALFORMED.has(security)) return MEANINGS.invalid;
  return /(?:^|:)(?:Server|Receiver)\b/i.test(code) ? MEANINGS.unknown : undefined;
}
