import { isHtmlType, isJsonType, isXmlType, parseMediaType } from "./decode/media-type.ts";

/** Types whose body is a stream of answers, not one. */
const STREAMS = new Set([
  "text/event-stream",
  "application/x-ndjson",
  "application/jsonl",
  "application/json-seq",
]);
/** JSON that is served as a script, or without a type, is common among backends that say 200 to everything. */
const SCRIPTS = new Set(["text/javascript", "application/javascript", "application/x-javascript"]);

/**
 * Whether a 2xx may be looked at for a failure: one whole answer, of a readable type, no longer than the limit.
 *
 * @example
 * maybeSoft(200, new Headers({ "content-type": "text/event-stream" }), 65_536); // false
 */
export function maybeSoft(status: number, headers: Headers, limitBytes: number): boolean {
  if (status < 200 || status > 299 || status === 206 || status === 207) return false;
  if (headers.has("content-range")) return false;
  if (Number(headers.get("content-length") ?? 0) > limitBytes) return false;
  const { essence } = parseMediaType(headers.get("content-type"));
  if (STREAMS.has(essence)) return false;
  const readable = isJsonType(essence) || isXmlType(essence) || isHtmlType(essence) || SCRIPTS.has(essence);
  return readable || essence === "text/plain" || essence === "";
}
