import { answerJudged } from "./answer-failure.ts";
import { drop } from "./ask-upstream.ts";
import type { Exchange } from "./exchange.ts";
import { judgeSuccess } from "./judge-failure.ts";
import { answerForNone } from "./own-failure.ts";
import { passOn, passRead } from "./pass-on.ts";
import { readAnswer } from "./read-answer.ts";

/**
 * The answer to a 2xx that may be a failure; a success leaves with its bytes, whatever was read of it. `undefined`
 * when the client left.
 *
 * One whose connection breaks before it has been read is no answer: nothing of it has left yet.
 */
export async function answerSoft(exchange: Exchange, upstream: Response): Promise<Response | undefined> {
  const answer = await readAnswer(exchange, upstream, true);
  if (exchange.request.signal.aborted) {
    drop(answer.rest);
    return undefined;
  }
  if (answer.broken) {
    drop(answer.rest);
    if (exchange.settings.mode === "observe") return passRead(exchange, answer);
    return answerForNone(exchange, "broken", upstream.status);
  }
  // A body that was cut, or came too late, is no certain failure.
  const judgement = answer.body.state === "whole" ? judgeSuccess(exchange, answer) : undefined;
  return judgement === undefined
    ? passOn(exchange, upstream, answer.rest)
    : answerJudged(exchange, answer, judgement);
}
