import { conformanceOf, type Conformance } from "../contract/conformance.ts";
import { ENVELOPE_MEDIA_TYPE } from "../contract/envelope.ts";
import { isRetryAfter } from "../contract/retry-after-field.ts";
import { acknowledge, overrides, type Judgement } from "../engine.ts";
import { render } from "../render/render.ts";
import { exposeRetryAfter, setRetryAfter } from "../render/retry-after-field.ts";
import { drop } from "./ask-upstream.ts";
import { addCors } from "./cors.ts";
import type { Exchange } from "./exchange.ts";
import { judgeFailure } from "./judge-failure.ts";
import { logFault } from "./log-fault.ts";
import { passOn, passRead } from "./pass-on.ts";
import { readAnswer, type ReadAnswer } from "./read-answer.ts";
import { report } from "./report.ts";

type V4 = Exclude<Conformance, { kind: "not" }>;

/** The answer to an upstream's failure: passed when it is v4 already, else rewritten; `undefined` when the client left. */
export async function answerFailure(exchange: Exchange, upstream: Response): Promise<Response | undefined> {
  const { config, settings } = exchange;
  const passable = settings.mode === "observe" || config.rules.some(({ then }) => then.pass === true);
  const answer = await readAnswer(exchange, upstream, passable);
  if (exchange.request.signal.aborted) {
    drop(answer.rest);
    return undefined;
  }
  // A body that was cut may go on with anything.
  const body = answer.body.state === "whole" ? answer.body.bytes : "";
  const conformance = conformanceOf(upstream.status, upstream.headers, body);
  if (conformance.kind === "conformant" && config.rules.length === 0 && !upstream.headers.has("retry-after"))
    return answerV4(exchange, answer, acknowledge(upstream.status, conformance.envelope), conformance);
  const { evidence, judgement } = judgeFailure(exchange, answer);
  if (conformance.kind === "not" || overrides(config.rules, evidence, judgement, conformance))
    return answerJudged(exchange, answer, judgement);
  return answerV4(exchange, answer, judgement, conformance);
}

/** The answer that a judgement leaves as: passed where a rule or the mode says so, else rendered. */
export function answerJudged(exchange: Exchange, answer: ReadAnswer, judgement: Judgement): Response {
  const { verdict, retryAfter, pass } = judgement;
  const { upstream, rest } = answer;
  const reported = { verdict, retryAfter, upstreamStatus: upstream.status };
  if (pass || exchange.settings.mode === "observe") {
    report(exchange, { ...reported, action: pass ? "passed" : "observed" });
    return passRead(exchange, answer);
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
  response.headers.set("x-request-id", exchange.requestId);
  addCors(exchange, response.headers);
  report(exchange, { ...reported, action: "rewritten" });
  return response;
}

/** A failure that is v4 already: its bytes leave as they came, and it gets the headers that it lacks. */
function answerV4(
  exchange: Exchange,
  { upstream, rest }: ReadAnswer,
  { verdict, retryAfter }: Pick<Judgement, "verdict" | "retryAfter">,
  conformance: V4,
): Response {
  const { settings } = exchange;
  const { error } = conformance.envelope;
  const lacks = conformance.kind === "lacks" ? conformance.lacks : [];
  const given = upstream.headers.get("retry-after");
  // RFC 9110, section 10.2.3: only a 429 has to have one, but what no client can read helps nobody.
  const malformed = given !== null && !isRetryAfter(given);
  const repaired = lacks.length > 0 || malformed;
  const observed = settings.mode === "observe";
  const response = passOn(exchange, upstream, rest);
  const { headers } = response;
  if (!observed) {
    if (lacks.includes("content-type")) headers.set("content-type", ENVELOPE_MEDIA_TYPE);
    if (lacks.includes("retry-after"))
      setRetryAfter(headers, retryAfter?.value ?? String(settings.retryAfterDefaultS));
    else if (malformed) setRetryAfter(headers, retryAfter?.value);
    addCors(exchange, headers);
    exposeRetryAfter(headers);
  }
  const { type, code, details = [] } = error;
  report(exchange, {
    action: !repaired ? "conformant" : observed ? "observed" : "repaired",
    verdict: { ...verdict, status: upstream.status, type, code, details },
    upstreamStatus: upstream.status,
    // The verdict's own status may be another, and only what leaves is told.
    retryAfter: observed || headers.has("retry-after") ? retryAfter : undefined,
  });
  return response;
}
