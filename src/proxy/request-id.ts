const SANE = /^[\w.:=+/@~-]{1,128}$/;

/**
 * The client's `X-Request-Id` when it is sane (1 to 128 letters, digits and `.:=+/@~-`), else a new UUID.
 *
 * @example
 * requestIdOf(new Headers({ "x-request-id": "checkout-42" })); // "checkout-42"
 */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && SANE.test(given) ? given : crypto.randomUUID();
}
