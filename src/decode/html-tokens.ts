import { decodeEntities } from "./entities.ts";

/** A piece of markup: decoded text, or a tag by its lower-case name. */
export interface HtmlToken {
  readonly kind: "text" | "open" | "close";
  /** The text, or the tag's name. */
  readonly value: string;
  /** The tag has attributes (of an `open` only). */
  readonly dressed?: boolean;
}

/** Elements whose content no person reads. */
const SKIPPED = new Set(["script", "style", "svg", "template", "noscript", "iframe", "object", "math"]);
const TAG = /<(\/?)([A-Za-z][\w:.-]{0,99})/y;

/**
 * Splits markup into text and tags; comments, declarations and scripts are left out, entities decoded once.
 *
 * Linear in the length, tolerant of anything: a `<` that opens nothing is text, what is never closed runs to the end.
 *
 * @example
 * [...htmlTokens("<b>a &lt; b</b>")].map((token) => token.value); // ["b", "a < b", "b"]
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  let from = 0;
  // A quote that is never closed is met once; after it quotes count for nothing, or each tag would scan to the end.
  let quoted = true;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1) break;
    TAG.lastIndex = open;
    const tag = TAG.exec(html);
    const special = tag === null ? skipSpecial(html, open) : undefined;
    if (tag === null && special === undefined) {
      at = open + 1;
      continue;
    }
    if (open > from) yield { kind: "text", value: decodeEntities(html.slice(from, open)) };
    if (tag === null) {
      at = from = special ?? html.length;
      continue;
    }
    const nameEnd = open + tag[0].length;
    let end = tagEnd(html, nameEnd, quoted);
    if (end === undefined) {
      quoted = false;
      end = tagEnd(html, nameEnd, false) ?? html.length;
    }
    const name = (tag[2] ?? "").toLowerCase();
    at = from = end;
    if (tag[1] === "/") {
      yield { kind: "close", value: name };
      continue;
    }
    if (SKIPPED.has(name) && html[end - 2] !== "/") {
      at = from = elementEnd(html, end, name);
      continue;
    }
    const dressed = end > nameEnd + 1 && /[^\s/>]/.test(html.slice(nameEnd, Math.min(end, nameEnd + 20)));
    yield { kind: "open", value: name, dressed };
  }
  if (from < html.length) yield { kind: "text", value: decodeEntities(html.slice(from)) };
}

/** Where a comment, a declaration or an instruction ends; `undefined` when none begins here. */
function skipSpecial(html: string, open: number): number | undefined {
  if (html.startsWith("<!--", open)) return after(html, "-->", open + 2);
  if (html.startsWith("<![CDATA[", open)) return after(html, ">", open);
  const next = html[open + 1] ?? "";
  return next === "!" || next === "?" || next === "/" ? after(html, ">", open) : undefined;
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at === -1 ? html.length : at + mark.length;
}

const TAG_BREAK = /[>"']/g;

function tagEnd(html: string, from: number, quoted: boolean): number | undefined {
  if (!quoted) return after(html, ">", from);
  TAG_BREAK.lastIndex = from;
  for (let found = TAG_BREAK.exec(html); found !== null; found = TAG_BREAK.exec(html)) {
    if (found[0] === ">") return found.index + 1;
    const close = html.indexOf(found[0], found.index + 1);
    if (close === -1) return undefined;
    TAG_BREAK.lastIndex = close + 1;
  }
  return undefined;
}

/** Where an element's own end tag ends. */
function elementEnd(html: string, from: number, name: string): number {
  for (let at = html.indexOf("</", from); at !== -1; at = html.indexOf("</", at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return after(html, ">", at);
  }
  return html.length;
}
