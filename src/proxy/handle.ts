import { conformanceOf } from "../contract/conformance.ts";
import type { Evidence } from "../decode/evidence.ts";
import { type BodyBytes, readBody } from "../decode/read-body.ts";
import { toEvidence } from "../decode/to-evidence.ts";
import type { DistributionEnv, Waiter } from "../distribution/platform.ts";
import type { Action, FailureEvent } from "../distribution/event.ts";
import { recordFailure, recordRequest } from "../distribution/record.ts";
import { routeOf } from "../distribution/route.ts";
import { judge, judgeSoft, type JudgeOptions, type Judgement } from "../engine.ts";
import type { Verdict } from "../policy/verdict.ts";
import { render } from "../render/render.ts";
import { repairHeaders } from "../render/repair.ts";
import { exposeRetryAfter } from "../render/retry-after-field.ts";
import type { RetryAfter } from "../retry-after/retry-after.ts";
import type { Config, Settings } from "../settings.ts";
import { allowOrigin } from "./cors.ts";
import { ask, type Fetcher, isLoop, pseudonymOf, requestIdOf, toUpstream } from "./forward.ts";
import { stripHopByHop } from "./hop-by-hop.ts";
import { ownVerdict } from "./own-failure.ts";
import { mayBeSoft } from "./soft.ts";
import { toTarget } from "./target.ts";

/** The bindings that a request meets. */
export interface ProxyEnv extends DistributionEnv {
  readonly UPSTREAM?: { readonly fetch: Fetcher } | undefined;
}

/** One request on its way. */
interface Exchange {
  readonly request: Request;
  readonly env: ProxyEnv;
  readonly ctx: Waiter;
  readonly config: Config;
  readonly settings: Settings;
  readonly path: string;
  readonly requestId: string;
  readonly startedAt: number;
}

/** What leaves and what is said of it. */
interface Outcome {
  readonly action: Action;
  readonly verdict: Verdict;
  readonly retryAfter: RetryAfter | undefined;
  readonly upstreamStatus: number | null;
}

/** Answers one request: the upstream's success untouched, its failure as a v4 envelope. */
export async function handle(request: Request, url: URL, env: ProxyEnv, ctx: Waiter, config: Config): Promise<Response> {
  const settings = config.settingsFor(request.method, url.pathname);
  const requestId = requestIdOf(request.headers);
  const exchange: Exchange = { request, env, ctx, config, settings, path: url.pathname, requestId, startedAt: Date.now() };
  const target = toTarget(url, settings.upstream ?? new URL(url.origin));
  if (isLoop(request.headers, pseudonymOf(target))) return synthesize(exchange, 502, "the request came back: a loop");
  const { UPSTREAM } = env;
  const fetcher: Fetcher =
    settings.upstream === undefined && UPSTREAM !== undefined ? (sent) => UPSTREAM.fetch(sent) : (sent) => fetch(sent);
  const attempt = await ask(
    fetcher,
    (signal) => toUpstream(request, url, target, requestId, signal),
    request.signal,
    settings.timeoutMs,
  );
  switch (attempt.kind) {
    case "gone":
      return new Response(null, { status: 499 });
    case "timeout":
      return synthesize(exchange, 504, `no headers within ${settings.timeoutMs} ms`);
    case "unreachable":
      return synthesize(exchange, 502, attempt.why);
    case "answer":
      break;
  }
  const { response } = attempt;
  recordRequest(env, ctx, { seconds: (Date.now() - exchange.startedAt) / 1000 });
  if (response.status >= 400) return await answerFailure(exchange, response);
  if (settings.softErrors && mayBeSoft(request, response)) return await answerSoft(exchange, response);
  return passOn(response, requestId);
}

/** The upstream's own answer; only the fields of its connection go and the request id comes. */
function passOn(response: Response, requestId: string, body: ReadableStream<Uint8Array> | null = response.body): Response {
  const passed = new Response(body, response);
  stripHopByHop(passed.headers);
  passed.headers.set("x-request-id", requestId);
  return passed;
}

async function answerSoft(exchange: Exchange, response: Response): Promise<Response> {
  const [peeked, kept] = (response.body ?? new ReadableStream<Uint8Array>()).tee();
  const body = await readAnswer(exchange, peeked, response);
  const evidence = toEvidenceOf(exchange, response, body);
  const judgement = body.state === "whole" ? judgeSoft(evidence, optionsOf(exchange)) : undefined;
  if (judgement === undefined) return passOn(response, exchange.requestId, kept);
  return await conclude(exchange, response, body, evidence, judgement, kept);
}

async function answerFailure(exchange: Exchange, response: Response): Promise<Response> {
  const branches = response.body?.tee();
  const body = await readAnswer(exchange, branches?.[0] ?? null, response);
  const evidence = toEvidenceOf(exchange, response, body);
  return await conclude(exchange, response, body, evidence, judge(evidence, optionsOf(exchange)), branches?.[1] ?? null);
}

async function conclude(
  exchange: Exchange,
  response: Response,
  body: BodyBytes,
  evidence: Evidence,
  judgement: Judgement,
  kept: ReadableStream<Uint8Array> | null,
): Promise<Response> {
  const { verdict, retryAfter, pass } = judgement;
  const { status, headers } = response;
  const conformance = body.state === "whole" ? conformanceOf(status, headers, body.bytes) : { kind: "not" as const };
  const ruled = verdict.mappedBy === "rule";
  const said = (action: Action): void => {
    report(exchange, { action, verdict, retryAfter, upstreamStatus: evidence.status });
  };
  if (pass) {
    said("passed");
    return passOn(response, exchange.requestId, kept);
  }
  if (!ruled && conformance.kind === "conformant") {
    const own: Verdict = { ...verdict, ...conformance.envelope.error, status, mappedBy: "v4" };
    report(exchange, { action: "conformant", verdict: own, retryAfter, upstreamStatus: status });
    const passed = passOn(response, exchange.requestId, kept);
    exposeRetryAfter(passed.headers);
    allowOrigin(passed.headers, exchange.request.headers.get("origin"), exchange.settings.corsOrigins);
    return passed;
  }
  if (exchange.settings.mode === "observe") {
    said("observed");
    return passOn(response, exchange.requestId, kept);
  }
  await kept?.cancel().catch(() => undefined);
  if (!ruled && conformance.kind === "lacks") {
    const own: Verdict = { ...verdict, ...conformance.envelope.error, status, mappedBy: "v4" };
    report(exchange, { action: "repaired", verdict: own, retryAfter, upstreamStatus: status });
    const repaired = repairHeaders(headers, conformance.lacks, retryAfter?.value, body.bytes.length);
    return finish(exchange, new Response(body.bytes as BodyInit, { status, headers: repaired }));
  }
  said("rewritten");
  return finish(exchange, rendered(exchange, verdict, headers, status, retryAfter?.value));
}

/** The proxy's own failure where the upstream gave no answer. */
function synthesize(exchange: Exchange, status: 502 | 504, why: string): Response {
  const verdict = ownVerdict(status, "network_error", why);
  recordRequest(exchange.env, exchange.ctx, {});
  report(exchange, { action: "synthesized", verdict, retryAfter: undefined, upstreamStatus: null });
  return finish(exchange, rendered(exchange, verdict, undefined, status, undefined));
}

function rendered(
  exchange: Exchange,
  verdict: Verdict,
  headers: Headers | undefined,
  upstreamStatus: number,
  retryAfter: string | undefined,
): Response {
  const { response, broken } = render(verdict, { headers, upstreamStatus, retryAfter, head: exchange.request.method === "HEAD" });
  if (broken) console.error(JSON.stringify({ event: "contract_violation", code: verdict.code, status: verdict.status }));
  return response;
}

function finish(exchange: Exchange, response: Response): Response {
  response.headers.set("x-request-id", exchange.requestId);
  allowOrigin(response.headers, exchange.request.headers.get("origin"), exchange.settings.corsOrigins);
  return response;
}

async function readAnswer(exchange: Exchange, body: ReadableStream<Uint8Array> | null, response: Response): Promise<BodyBytes> {
  const { bodyLimitBytes, bodyTimeoutMs } = exchange.settings;
  return await readBody(body, response.headers, { limitBytes: bodyLimitBytes, timeoutMs: bodyTimeoutMs });
}

function toEvidenceOf({ request, path }: Exchange, { status, headers }: Response, body: BodyBytes): Evidence {
  return toEvidence({ request: { method: request.method, path }, status, headers, body });
}

function optionsOf({ config, settings }: Exchange): JudgeOptions {
  const { messages, retryAfterDefaultS, retryAfterMaxS } = settings;
  return { rules: config.rules, messages, retryAfterDefaultS, retryAfterMaxS, now: Date.now() };
}

function report(exchange: Exchange, { action, verdict, retryAfter, upstreamStatus }: Outcome): void {
  const { env, ctx, request, settings, path, requestId, startedAt } = exchange;
  const event: FailureEvent = {
    event: "failure",
    action,
    method: request.method,
    route: routeOf(settings.route, path),
    status: verdict.status,
    upstream_status: upstreamStatus,
    type: verdict.type,
    code: verdict.code,
    dialect: verdict.dialect,
    upstream_code: verdict.upstreamCode ?? null,
    upstream_message: verdict.upstreamMessage ?? null,
    mapped_by: verdict.mappedBy,
    retry_after: retryAfter?.seconds ?? null,
    retry_after_source: retryAfter?.source ?? null,
    details: verdict.details?.length ?? 0,
    duration_ms: Date.now() - startedAt,
    request_id: requestId,
    steps: verdict.steps,
  };
  recordFailure(env, ctx, event);
}
