import { MEANINGS, type Meaning } from "./meaning.ts";

const NUMBERS: Readonly<Record<string, Meaning>> = {
  "-32700": MEANINGS.invalid,
  "-32600": MEANINGS.invalid,
  "-32602": MEANINGS.invalid,
  "-32601": MEANINGS.method,
  "-32603": MEANINGS.unknown,
};

/**
 * What a JSON-RPC 2.0 number means (section 5.1); the whole reserved range is the server's.
 *
 * @example
 * jsonRpcMeaning("-32601"); // not_implemented with 400
 */
export function jsonRpcMeaning(code: string): Meaning | undefined {
  const known = NUMBERS[code];
  if (known !== undefined) return known;
  return /^-32[0-7]\d\d$/.test(code) ? MEANINGS.unknown : undefined;
}
