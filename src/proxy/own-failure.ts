import { CODES, type Code } from "../contract/codes.ts";
import type { Verdict } from "../policy/verdict.ts";
import { render } from "../render/render.ts";
import { drop, type Outcome } from "./ask-upstream.ts";
import { addCors } from "./cors.ts";
import type { Exchange } from "./exchange.ts";
import { report } from "./report.ts";

/** Why the proxy answers in its own words. */
export type Why = Extract<Outcome, { kind: "none" }>["why"] | "invalid" | "broken" | "malformed";

interface Landing {
  readonly status: number;
  readonly code: Code;
  readonly message?: string;
  readonly why: string;
}

const LANDINGS: Readonly<Record<Why, Landing>> = {
  loop: { status: 502, code: "network_error", why: "the request has passed here before" },
  timeout: { status: 504, code: "network_error", why: "the upstream sent no headers in time" },
  unreachable: {
    status: 502,
    code: "network_error",
    why: "the upstream could not be reached, or broke off before its headers ended",
  },
  invalid: {
    status: 502,
    code: "network_error",
    why: "the upstream answered with a status that HTTP does not know",
  },
  broken: { status: 502, code: "network_error", why: "the upstream broke off in the midst of its answer" },
  malformed: {
    status: 400,
    code: "invalid_request",
    message: "The request's target or Host is not a valid URL.",
    why: "the request's target and Host make no URL",
  },
};

/** The answer in place of one that the upstream never gave, or was never asked for. */
export function answerForNone(exchange: Exchange, why: Why, upstreamStatus?: number): Response {
  const verdict = verdictFor(why);
  const { response } = render(verdict, {
    headers: undefined,
    upstreamStatus: 0,
    retryAfter: undefined,
    head: exchange.request.method === "HEAD",
  });
  response.headers.set("x-request-id", exchange.requestId);
  addCors(exchange, response.headers);
  report(exchange, { action: "synthesized", verdict, upstreamStatus });
  return response;
}

/** The answer to a status of 600 and above: none of HTTP's, so it only leaves where the mode is to observe. */
export function answerInvalid(exchange: Exchange, upstream: Response): Response {
  if (exchange.settings.mode === "observe") {
    report(exchange, {
      action: "observed",
      verdict: verdictFor("invalid"),
      upstreamStatus: upstream.status,
    });
    // Itself: no new response can be made with such a status.
    return upstream;
  }
  drop(upstream.body);
  return answerForNone(exchange, "invalid", upstream.status);
}

function verdictFor(reason: Why): Verdict {
  const { status, code, message, why } = LANDINGS[reason];
  return {
    status,
    type: CODES[code].type,
    code,
    message: message ?? CODES[code].message,
    mappedBy: "status",
    dialect: "none",
    steps: [{ step: "status", why }],
  };
}
