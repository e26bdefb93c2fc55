import { CODES, type Code } from "../contract/codes.ts";
import type { Verdict } from "../policy/verdict.ts";

/** The verdict on what no upstream has said: no answer, a timeout, a fault of the proxy itself. */
export function ownVerdict(status: number, code: Code, why: string): Verdict {
  const { type, message } = CODES[code];
  return {
    status,
    type,
    code,
    message,
    mappedBy: "status",
    dialect: "none",
    upstreamMessage: why,
    steps: [{ step: "status", why }],
  };
}
