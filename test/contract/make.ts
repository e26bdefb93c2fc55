import { CODES, type Code } from "../../src/contract/codes.ts";

/** An envelope's parts, each open to being wrong. */
export function errorOf(code: Code, rest: Readonly<Record<string, unknown>> = {}): unknown {
  return { error: { type: CODES[code].type, code, message: "No such user", ...rest } };
}
