/** A `Content-Type`, as far as a failure's body needs it. */
export interface MediaType {
  /** `type/subtype` in lower case; `""` when the field is absent or malformed. */
  readonly essence: string;
  /** The `charset` parameter in lower case, quotes removed; `""` when there is none. */
  readonly charset: string;
}

const ESSENCE = /^\s*([!#$%&'*+.^_`|~\w-]{1,80}\/[!#$%&'*+.^_`|~\w-]{1,120})\s*(?:[;,]|$)/;
const CHARSET = /;\s*charset\s*=\s*["']?([\w:.+-]{1,40})/i;

/**
 * Reads a `Content-Type` field value; of several joined values the first counts.
 *
 * @example
 * parseMediaType('Text/HTML; charset="UTF-8"'); // { essence: "text/html", charset: "utf-8" }
 */
export function parseMediaType(value: string | null): MediaType {
  const field = (value ?? "").slice(0, 400);
  return {
    essence: ESSENCE.exec(field)?.[1]?.toLowerCase() ?? "",
    charset: CHARSET.exec(field)?.[1]?.toLowerCase() ?? "",
  };
}

const JSON_ESSENCES = new Set([
  "application/json",
  "text/json",
  "application/x-json",
  "text/x-json",
  "application/problem",
  "application/json-rpc",
  "application/jsonrequest",
  "application/x-ndjson",
  "application/jsonl",
]);

/** Whether the media type says JSON, so that even a bare `null` or `404` is a JSON value (RFC 6839, section 3.1). */
export function isJsonType(essence: string): boolean {
  return (
    JSON_ESSENCES.has(essence) || essence.endsWith("+json") || essence.startsWith("application/x-amz-json-")
  );
}

/** Whether the media type says XML; XHTML counts as HTML. */
export function isXmlType(essence: string): boolean {
  if (isHtmlType(essence)) return false;
  return essence === "text/xml" || essence === "application/xml" || essence.endsWith("+xml");
}

/** Whether the media type says HTML. */
export function isHtmlType(essence: string): boolean {
  return essence === "text/html" || essence === "application/xhtml+xml";
}
