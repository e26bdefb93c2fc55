import type { Evidence } from "../decode/evidence.ts";
import { toEvidence } from "../decode/to-evidence.ts";
import { judge, judgeSoft, type JudgeOptions, type Judgement } from "../engine.ts";
import type { Exchange } from "./exchange.ts";
import { logFault } from "./log-fault.ts";
import type { ReadAnswer } from "./read-answer.ts";

/** A failure's evidence and what was made of it. */
export interface Judged {
  readonly evidence: Evidence;
  readonly judgement: Judgement;
}

/** Judges a failure; where a bug keeps its body from being read, it is judged without, by status and headers. */
export function judgeFailure(exchange: Exchange, answer: ReadAnswer): Judged {
  try {
    const evidence = evidenceOf(exchange, answer);
    return { evidence, judgement: judge(evidence, optionsOf(exchange)) };
  } catch (error) {
    logFault(error, exchange.requestId);
    const unread = { bytes: new Uint8Array(), state: "unread" } as const;
    const evidence = evidenceOf(exchange, { ...answer, body: unread });
    return { evidence, judgement: judge(evidence, optionsOf(exchange)) };
  }
}

/** Judges a 2xx; `undefined` for a success, and where a bug keeps its body from being read. */
export function judgeSuccess(exchange: Exchange, answer: ReadAnswer): Judgement | undefined {
  try {
    return judgeSoft(evidenceOf(exchange, answer), optionsOf(exchange));
  } catch (error) {
    logFault(error, exchange.requestId);
    return undefined;
  }
}

function evidenceOf({ request, url }: Exchange, { upstream, body }: ReadAnswer): Evidence {
  return toEvidence({
    request: { method: request.method, path: url.pathname },
    status: upstream.status,
    headers: upstream.headers,
    body,
  });
}

function optionsOf({ config, settings }: Exchange): JudgeOptions {
  return {
    rules: config.rules,
    messages: settings.messages,
    retryAfterDefaultS: settings.retryAfterDefaultS,
    retryAfterMaxS: settings.retryAfterMaxS,
    now: Date.now(),
  };
}
