import { isHtmlType, isJsonType, isXmlType, parseMediaType } from "../decode/media-type.ts";
import { toEvidence } from "../decode/to-evidence.ts";
import { judgeSoft } from "../engine.ts";
import { answerJudged, judgeOptions, readTeed } from "./answer-failure.ts";
import type { Exchange } from "./exchange.ts";
import { passOn } from "./pass-on.ts";

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

/** The answer to a 2xx that may be a failure; a success leaves with its bytes, whatever was read of it. */
export async function answerSoft(exchange: Exchange, upstream: Response): Promise<Response> {
  const { request, url } = exchange;
  const read = await readTeed(exchange, upstream);
  // A body that was cut, or came too late, is no certain failure.
  if (read.body.state !== "whole") return passOn(exchange, upstream, read.rest);
  const evidence = toEvidence({
    request: { method: request.method, path: url.pathname },
    status: upstream.status,
    headers: upstream.headers,
    body: read.body,
  });
  const judgement = judgeSoft(evidence, judgeOptions(exchange));
  return judgement === undefined
    ? passOn(exchange, upstream, read.rest)
    : answerJudged(exchange, read, judgement);
}
