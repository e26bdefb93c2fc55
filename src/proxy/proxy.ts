import type { Waiter } from "../distribution/platform.ts";
import type { Config } from "../settings.ts";
import { maybeSoft } from "../soft-errors.ts";
import { askUpstream } from "./ask-upstream.ts";
import { learnCors } from "./cors.ts";
import type { Env, Exchange } from "./exchange.ts";
import { answerForNone, answerInvalid } from "./own-failure.ts";
import { passOn } from "./pass-on.ts";
import { count } from "./report.ts";
import { requestIdOf } from "./request-id.ts";

/** Stands for a URL that a request does not have; it is nobody's, and nothing is sent to it. */
const NOWHERE = new URL("http://invalid/");

/**
 * Sends one request to the upstream and answers it: a success as it came, a failure as one v4 envelope.
 *
 * `url` is the request's, parsed; `null` where its target and `Host` make none.
 */
export async function proxy(
  request: Request,
  url: URL | null,
  env: Env,
  ctx: Waiter,
  config: Config,
): Promise<Response> {
  const exchange: Exchange = {
    request,
    url: url ?? NOWHERE,
    env,
    ctx,
    config,
    settings: config.settingsFor(request.method, (url ?? NOWHERE).pathname),
    requestId: requestIdOf(request.headers),
    started: Date.now(),
  };
  if (url === null) {
    count(exchange);
    return answerForNone(exchange, "malformed");
  }
  const outcome = await askUpstream(exchange);
  if (outcome.kind === "gone") return left();
  if (outcome.kind === "none") {
    count(exchange);
    return answerForNone(exchange, outcome.why);
  }
  const { response } = outcome;
  const seconds = (Date.now() - exchange.started) / 1000;
  learnCors(exchange, response.headers);
  if (outcome.kind === "invalid") {
    count(exchange, seconds);
    return answerInvalid(exchange, response);
  }
  if (response.status < 400 && !mayBeSoft(exchange, response)) {
    count(exchange, seconds);
    return passOn(exchange, response);
  }
  const answer = await answerRead(exchange, response);
  if (answer === undefined) return left();
  count(exchange, seconds);
  return answer;
}

/** Whether a success may be looked at: one whole answer, of a readable type, no longer than the limit. */
function mayBeSoft({ request, settings }: Exchange, { status, headers, body }: Response): boolean {
  if (!settings.softErrors || body === null || request.method === "HEAD") return false;
  return !request.headers.has("range") && maybeSoft(status, headers, settings.bodyLimitBytes);
}

/** The answer to what has to be read first. The readers are evaluated with the first: many an isolate sees none. */
async function answerRead(exchange: Exchange, upstream: Response): Promise<Response | undefined> {
  if (upstream.status >= 400) {
    const { answerFailure } = await import("./answer-failure.ts");
    return await answerFailure(exchange, upstream);
  }
  const { answerSoft } = await import("./soft-error.ts");
  return await answerSoft(exchange, upstream);
}

/** What is returned for a client that has gone: nobody sees it, and it is no failure. */
function left(): Response {
  return new Response(null, { status: 204 });
}
