import { conformanceOf, type Conformance } from "../contract/conformance.ts";
import { ENVELOPE_MEDIA_TYPE } from "../contract/envelope.ts";
import { isRetryAfter } from "../contract/retry-after-field.ts";
import { readBody, type BodyBytes } from "../decode/read-body.ts";
import { toEvidence } from "../decode/to-evidence.ts";
import { judge, type JudgeOptions, type Judgement } from "../engine.ts";
import { render } from "../render/render.ts";
import { setRetryAfter } from "../render/retry-after-field.ts";
import { drop } from "./ask-upstream.ts";
import { addCors } from "./cors.ts";
import type { Exchange } from "./exchange.ts";
import { logFault } from "./fault.ts";
import { passOn } from "./pass-on.ts";
import { report } from "./report.ts";

/** An upstream's failure with its body read as far as it will be, and the unread branch that can still leave. */
export interface ReadFailure {
  readonly upstream: Response;
  readonly body: BodyBytes;
  readonly rest: ReadableStream<Uint8Array> | null;
}

/** What the engine is told of an exchange. */
export function judgeOptions({ config, settings }: Exchange): JudgeOptions {
  return {
    rules: config.rules,
    messages: settings.messages,
    retryAfterDefaultS: settings.retryAfterDefaultS,
    retryAfterMaxS: settings.retryAfterMaxS,
    now: Date.now(),
  };
}

/** Reads as much of a body as the bounds allow, and keeps an unread branch of it, which holds the bytes as they came. */
export async function readTeed({ settings }: Exchange, upstream: Response): Promise<ReadFailure> {
  const [read, rest] = upstream.body?.tee() ?? [null, null];
  const body = await readBody(read, upstream.headers, {
    limitBytes: settings.bodyLimitBytes,
    timeoutMs: settings.bodyTimeoutMs,
  });
  return { upstream, body, rest };
}

/** The answer to an upstream's failure: passed when it is v4 already, else rewritten; `undefined` when the client left. */
export async function answerFailure(exchange: Exchange, upstream: Response): Promise<Response | undefined> {
  const failure = await readTeed(exchange, upstream);
  const { request, url } = exchange;
  if (request.signal.aborted) {
    drop(failure.rest);
    return undefined;
  }
  const { status, headers } = upstream;
  const evidence = toEvidence({
    request: { method: request.method, path: url.pathname },
    status,
    headers,
    body: failure.body,
  });
  const judgement = judge(evidence, judgeOptions(exchange));
  const conformance = conformanceOf(
    status,
    headers,
    failure.body.state === "whole" ? failure.body.bytes : "",
  );
  if (conformance.kind !== "not") return answerV4(exchange, failure, judgement, conformance);
  return answerJudged(exchange, failure, judgement);
}

/** The answer that a judgement leaves as: passed where a rule or the mode says so, else rendered. */
export function answerJudged(exchange: Exchange, failure: ReadFailure, judgement: Judgement): Response {
  const { verdict, retryAfter, pass } = judgement;
  const { upstream, rest } = failure;
  const reported = { verdict, retryAfter, upstreamStatus: upstream.status };
  if (pass || exchange.settings.mode === "observe") {
    report(exchange, { ...reported, action: pass ? "passed" : "observed" });
    return passOn(exchange, upstream, rest);
  }
  drop(rest);
  const { response, broken } = render(verdict, {
    headers: upstream.headers,
    upstreamStatus: upstream.status,
    retryAfter: retryAfter?.value,
    head: exchange.request.method === "HEAD",
  });
  if (broken)
    logFault(
      new Error(`Cannot render ${verdict.status} ${verdict.code}: the contract does not allow it`),
      exchange.requestId,
    );
  if (!response.headers.has("x-request-id")) response.headers.set("x-request-id", exchange.requestId);
  addCors(exchange, response.headers);
  report(exchange, { ...reported, action: "rewritten" });
  return response;
}

/** A failure that is v4 already: its bytes leave as they came, and it gets the headers that it lacks. */
function answerV4(
  exchange: Exchange,
  { upstream, rest }: ReadFailure,
  { verdict, retryAfter }: Judgement,
  conformance: Exclude<Conformance, { kind: "not" }>,
): Response {
  const { settings } = exchange;
  const { error } = conformance.envelope;
  const own = { ...verdict, status: upstream.status, type: error.type, code: error.code };
  const delay = upstream.headers.get("retry-after");
  const lacks = conformance.kind === "lacks" ? conformance.lacks : [];
  // RFC 9110, section 10.2.3: on a 503 it is optional, but what no client can read helps nobody.
  const malformed = upstream.status === 503 && delay !== null && !isRetryAfter(delay);
  const repaired = lacks.length > 0 || malformed;
  const observed = settings.mode === "observe";
  const response = passOn(exchange, upstream, rest);
  if (!observed) {
    if (lacks.includes("content-type")) response.headers.set("content-type", ENVELOPE_MEDIA_TYPE);
    if (lacks.includes("retry-after"))
      setRetryAfter(response.headers, retryAfter?.value ?? String(settings.retryAfterDefaultS));
    else if (malformed) setRetryAfter(response.headers, retryAfter?.value);
    addCors(exchange, response.headers);
  }
  report(exchange, {
    action: !repaired ? "conformant" : observed ? "observed" : "repaired",
    verdict: { ...own, details: error.details ?? [] },
    upstreamStatus: upstream.status,
    retryAfter,
  });
  return response;
}
