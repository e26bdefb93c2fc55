import { isHtmlType, isJsonType, isXmlType, parseMediaType } from "../decode/media-type.ts";
import { answerJudged } from "./answer-failure.ts";
import { drop } from "./ask-upstream.ts";
import type { Exchange } from "./exchange.ts";
import { judgeSuccess } from "./judge-failure.ts";
import { answerForNone } from "./own-failure.ts";
import { passOn, passRead } from "./pass-on.ts";
import { readAnswer } from "./read-answer.ts";

/** Types whose body is a stream of answers, not one. */
const STREAMS = new Set([
  "text/event-stream",
  "application/x-ndjson",
  "application/jsonl",
  "application/json-seq",
]);
const SCRIPTS = new Set(["text/javascript", "application/javascript", "application/x-javascript"]);

/** Whether a success may be looked at: one whole answer, of a readable type, no longer than the limit. */
export function mayBeSoft({ request, settings }: Exchange, { status, headers, body }: Response): boolean {
  if (!settings.softErrors || body === null || request.method === "HEAD") return false;
  if (status < 200 || status > 299 || status === 206 || status === 207) return false;
  if (request.headers.has("range") || headers.has("content-range")) return false;
  if (Number(headers.get("content-length") ?? 0) > settings.bodyLimitBytes) return false;
  const { essence } = parseMediaType(headers.get("content-type"));
  if (STREAMS.has(essence)) return false;
  // JSON that is served as a script, or without a type, is common among backends that say 200 to everything.
  const readable = isJsonType(essence) || isXmlType(essence) || isHtmlType(essence) || SCRIPTS.has(essence);
  return readable || essence === "text/plain" || essence === "";
}

/**
 * The answer to a 2xx that may be a failure; a success leaves with its bytes, whatever was read of it. `undefined`
 * when the client left.
 *
 * One whose connection breaks before it has been read is no answer: nothing of it has left yet.
 */
export async function answerSoft(exchange: Exchange, upstream: Response): Promise<Response | undefined> {
  const answer = await readAnswer(exchange, upstream);
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
