import { CODES, type Code } from "../contract/codes.ts";
import type { Verdict } from "../policy/verdict.ts";
import { render } from "../render/render.ts";
import type { Outcome } from "./ask-upstream.ts";
import { addCors } from "./cors.ts";
import type { Exchange } from "./exchange.ts";
import { report } from "./report.ts";

type Why = Extract<Outcome, { kind: "none" }>["why"];

const STEPS: Readonly<Record<Why, { readonly status: number; readonly why: string }>> = {
  loop: { status: 502, why: "the request has passed here before" },
  timeout: { status: 504, why: "the upstream sent no headers in time" },
  unreachable: {
    status: 502,
    why: "the upstream could not be reached, or broke off before its headers ended",
  },
  invalid: { status: 502, why: "the upstream answered with a status that HTTP does not know" },
};

/** A verdict in the proxy's own words. */
export function ownVerdict(status: number, code: Code, why: string): Verdict {
  const { type, message } = CODES[code];
  return {
    status,
    type,
    code,
    message,
    mappedBy: "status",
    dialect: "none",
    steps: [{ step: "status", why }],
  };
}

/** The answer in place of one that the upstream never gave. */
export function answerForNone(exchange: Exchange, why: Why): Response {
  const verdict = ownVerdict(STEPS[why].status, "network_error", STEPS[why].why);
  const { response } = render(verdict, {
    headers: undefined,
    upstreamStatus: 0,
    retryAfter: undefined,
    head: exchange.request.method === "HEAD",
  });
  response.headers.set("x-request-id", exchange.requestId);
  addCors(exchange, response.headers);
  report(exchange, { action: "synthesized", verdict });
  return response;
}
