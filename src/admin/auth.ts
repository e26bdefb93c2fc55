/** What a request's credentials are worth. */
export type Access = "granted" | "none" | "refused";

/**
 * Whether a request has the operator's token: as `Authorization: Bearer`, or as Basic's password under any user name.
 *
 * The comparison takes as long for a token that is nearly right as for one that is all wrong.
 *
 * @example
 * await accessOf(new Headers({ authorization: "Bearer s3cret" }), "s3cret"); // "granted"
 */
export async function accessOf(headers: Headers, token: string): Promise<Access> {
  const [, scheme = "", credentials = ""] =
    /^(bearer|basic) +(\S+)$/i.exec(headers.get("authorization")?.trim() ?? "") ?? [];
  if (scheme === "") return headers.has("authorization") ? "refused" : "none";
  const given = scheme.toLowerCase() === "bearer" ? utf8(credentials) : passwordOf(credentials);
  return given !== undefined && (await isEqual(given, utf8(token))) ? "granted" : "refused";
}

/** RFC 7617, section 2: the password is what follows the first colon, and may hold more of them. */
function passwordOf(base64: string): Uint8Array | undefined {
  try {
    const pair = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const colon = pair.indexOf(0x3a);
    return colon === -1 ? undefined : pair.subarray(colon + 1);
  } catch {
    return undefined;
  }
}

/** Digests first: they are of one length, and what they have in common says nothing of the token. */
async function isEqual(a: Uint8Array, b: Uint8Array): Promise<boolean> {
  const [left, right] = await Promise.all([digestOf(a), digestOf(b)]);
  let difference = 0;
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0);
  return difference === 0;
}

async function digestOf(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)));
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
