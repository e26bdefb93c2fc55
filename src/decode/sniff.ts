import { isHtmlType, isJsonType, isXmlType } from "./media-type.ts";

/** Elements by which a page gives itself away, whatever its media type says; none is a usual root of XML. */
const HTML_ELEMENTS = new Set(
  (
    "html head body title meta link script style base h1 h2 h3 h4 h5 h6 p div span center br hr b strong em font a img " +
    "table tr td th ul ol li dl pre main header footer section article form iframe noscript svg small"
  ).split(" "),
);

/** What may stand before the first element: an XML declaration, comments, instructions. */
const BEFORE = /\s*(?:<!--[^]*?-->|<\?[^>]*>)/y;
const DOCTYPE = /<!doctype\s+([\w:.-]{1,80})/iy;
const ELEMENT = /<([A-Za-z_][\w:.-]{0,99})(?=[\s/>])/y;
const ANYWHERE = /<!doctype html|<html[\s>]/i;
const ANY_TAG = /<\/?[a-z][a-z\d]{0,20}(?:\s[^<>]{0,300})?\/?>/i;
const WINDOW = 16_384;

/**
 * Whether a body opens as a page or as an XML document, by its first element, else by its media type; `undefined` for neither.
 *
 * @example
 * opensAs("<Error><Code>NoSuchKey</Code></Error>", "text/html"); // "xml"
 */
export function opensAs(text: string, essence: string): "html" | "xml" | undefined {
  const head = text.slice(0, WINDOW);
  if (!head.startsWith("<")) return readsInside(head, essence);
  const at = skipBefore(head);
  const doctype = matchAt(DOCTYPE, head, at)?.toLowerCase();
  if (doctype !== undefined) return doctype === "html" ? "html" : "xml";
  const root = matchAt(ELEMENT, head, at);
  if (root !== undefined && HTML_ELEMENTS.has(root.toLowerCase()))
    return isXmlType(essence) && root !== "html" ? "xml" : "html";
  if (head.startsWith("<?xml") || isXmlType(essence)) return "xml";
  if (root === undefined) return readsInside(head, essence);
  // `<nil> pointer` is prose: an element of a document is closed somewhere.
  return isHtmlType(essence) || isJsonType(essence) || head.includes(`</${root}`) || head.includes("/>")
    ? "xml"
    : undefined;
}

/** Text first, markup later: a page only with a document element, or where the media type says HTML. */
function readsInside(head: string, essence: string): "html" | undefined {
  const page = isHtmlType(essence) ? ANY_TAG.test(head) : ANYWHERE.test(head.slice(0, 2048));
  return page ? "html" : undefined;
}

function skipBefore(head: string): number {
  let at = 0;
  for (let count = 0; count < 20; count++) {
    BEFORE.lastIndex = at;
    const found = BEFORE.exec(head);
    if (found === null) break;
    at += found[0].length;
  }
  while (/\s/.test(head[at] ?? "")) at += 1;
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[1];
}
