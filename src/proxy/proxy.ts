import { recordRequest } from "../distribution/record.ts";
import type { Waiter } from "../distribution/platform.ts";
import type { Config } from "../settings.ts";
import { answerFailure } from "./answer-failure.ts";
import { askUpstream } from "./ask-upstream.ts";
import { learnCors } from "./cors.ts";
import type { Env, Exchange } from "./exchange.ts";
import { answerForNone } from "./own-failure.ts";
import { passOn } from "./pass-on.ts";
import { requestIdOf } from "./request-id.ts";
import { answerSoft, mayBeSoft } from "./soft-error.ts";

/** Sends one request to the upstream and answers it: a success as it came, a failure as one v4 envelope. */
export async function proxy(
  request: Request,
  url: URL,
  env: Env,
  ctx: Waiter,
  config: Config,
): Promise<Response> {
  const exchange: Exchange = {
    request,
    url,
    env,
    ctx,
    config,
    settings: config.settingsFor(request.method, url.pathname),
    requestId: requestIdOf(request.headers),
    started: Date.now(),
  };
  const outcome = await askUpstream(exchange);
  if (outcome.kind === "gone") return left();
  const { route } = exchange.settings;
  if (outcome.kind === "none") {
    recordRequest(env, ctx, { route });
    return answerForNone(exchange, outcome.why);
  }
  const { response } = outcome;
  const seconds = (Date.now() - exchange.started) / 1000;
  learnCors(exchange, response.headers);
  if (response.status < 400) {
    recordRequest(env, ctx, { seconds, route });
    return mayBeSoft(exchange, response) ? await answerSoft(exchange, response) : passOn(exchange, response);
  }
  const answer = await answerFailure(exchange, response);
  if (answer === undefined) return left();
  recordRequest(env, ctx, { seconds, route });
  return answer;
}

/** What is returned for a client that has gone: nobody sees it, and it is no failure. */
function left(): Response {
  return new Response(null, { status: 204 });
}
