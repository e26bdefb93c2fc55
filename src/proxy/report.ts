import { describeFailure, type Described } from "../distribution/describe.ts";
import { recordFailure, recordRequest } from "../distribution/record.ts";
import { routeOf } from "../distribution/route.ts";
import type { Exchange } from "./exchange.ts";
import { logFault } from "./log-fault.ts";

/** What became of a failure. */
export type Report = Omit<Described, "method" | "route">;

/** Logs and counts a failure. Never throws: a client is owed its answer, whatever becomes of the count. */
export function report(exchange: Exchange, failure: Report): void {
  const { request, url, env, ctx, settings, started, requestId } = exchange;
  try {
    recordFailure(env, ctx, {
      ...describeFailure({
        ...failure,
        method: request.method,
        route: routeOf(settings.route, url.pathname),
      }),
      duration_ms: Date.now() - started,
      request_id: requestId,
    });
  } catch (error) {
    logFault(error, requestId);
  }
}

/** Counts a request, with the seconds until the upstream's headers where there were any. Never throws. */
export function count({ env, ctx, settings, requestId }: Exchange, seconds?: number): void {
  try {
    recordRequest(env, ctx, { seconds, route: settings.route });
  } catch (error) {
    logFault(error, requestId);
  }
}
