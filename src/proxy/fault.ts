import { configOf } from "../config.ts";
import { formatProblem, type Problem } from "../config/problem.ts";
import { describeFailure } from "../distribution/describe.ts";
import { recordFailure, recordRequest } from "../distribution/record.ts";
import { routeOf } from "../distribution/route.ts";
import type { Waiter } from "../distribution/platform.ts";
import { lastResort } from "../render/render.ts";
import { addCors } from "./cors.ts";
import type { Env } from "./exchange.ts";
import { logFault } from "./log-fault.ts";
import { requestIdOf } from "./request-id.ts";

/** The answer to a request that a bug kept from being served. */
export async function answerFault(
  error: unknown,
  request: Request,
  env: Env,
  ctx: Waiter,
): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  logFault(error, requestId);
  return await ownFault(request, env, ctx, requestId);
}

/** The answer while the configuration is wrong: the log says what is, the client learns nothing of it. */
export async function answerInvalidConfig(
  problems: readonly Problem[],
  request: Request,
  env: Env,
  ctx: Waiter,
): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  console.error(
    JSON.stringify({
      event: "config_invalid",
      keys: problems.map(({ key }) => key),
      problems: problems.map(formatProblem),
      request_id: requestId,
    }),
  );
  return await ownFault(request, env, ctx, requestId);
}

async function ownFault(request: Request, env: Env, ctx: Waiter, requestId: string): Promise<Response> {
  const response = lastResort(request.method === "HEAD");
  response.headers.set("x-request-id", requestId);
  const path = URL.parse(request.url)?.pathname ?? "/";
  try {
    recordRequest(env, ctx, {});
    recordFailure(env, ctx, {
      ...describeFailure({
        action: "synthesized",
        method: request.method,
        route: routeOf(undefined, path),
        verdict: { status: 500, type: "internal", code: "unknown_error" },
      }),
      duration_ms: 0,
      request_id: requestId,
    });
    const config = await configOf(env);
    if (config.ok)
      addCors({ request, settings: config.value.settingsFor(request.method, path) }, response.headers);
  } catch {
    // The recorder is what broke; it has been logged, and the client is owed an answer.
  }
  return response;
}
