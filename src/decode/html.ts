import type { HtmlPage } from "./evidence.ts";
import { htmlTokens } from "./html-tokens.ts";

const MAX_BLOCKS = 400;
const MAX_BLOCK_LENGTH = 8000;
const MAX_HEADINGS = 40;
/** A page of 64 KiB that is no attack has fewer. */
const MAX_TOKENS = 8000;

/** Elements that begin and end a block of text. */
const BLOCKS = new Set(
  (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption " +
    "figure footer form frameset h1 h2 h3 h4 h5 h6 head header hr html label legend li main menu nav ol option p pre " +
    "section select summary table tbody td textarea tfoot th thead title tr ul"
  ).split(" "),
);
const HEADINGS = new Set(["h1", "h2", "h3"]);
/** Blocks that a heading may hold; any other that opens inside one ends it, for its end tag is missing. */
const INSIDE_HEADING = new Set(["div", "center", "label", "button", "header", "section"]);
/** Elements whose edges are word boundaries of no one: `S<b>orry</b>` is one word. */
const INLINE = new Set(
  "a abbr b big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup tt u var wbr".split(
    " ",
  ),
);

/**
 * What a person would read of a page: at most 8000 pieces of markup, 400 blocks of 8000 characters; linear, and never throws.
 *
 * White space is folded; a `<br>` and, within `pre`, a line end stay `\n`.
 *
 * @example
 * readHtml("<title>404</title><h1>Not Found</h1><p>No&nbsp;such page").blocks; // ["No such page"]
 */
export function readHtml(html: string): HtmlPage {
  let title = "";
  const headings: string[] = [];
  const blocks: string[] = [];
  let pieces = "";
  let place: "block" | "title" | "heading" = "block";
  let pre = false;
  const flush = (): void => {
    const full = place === "heading" ? headings.length >= MAX_HEADINGS : blocks.length >= MAX_BLOCKS;
    if (full && place !== "title") pieces = "";
    if (pieces === "") return;
    const text = fold(pieces.slice(0, MAX_BLOCK_LENGTH * 4), pre).slice(0, MAX_BLOCK_LENGTH);
    pieces = "";
    if (text === "") return;
    if (place === "title") title ||= text;
    else if (place === "heading") headings.push(text);
    else blocks.push(text);
  };
  let tokens = 0;
  for (const { kind, value } of htmlTokens(html)) {
    tokens += 1;
    if (tokens > MAX_TOKENS) break;
    if (kind === "text") pieces += pre ? value : value.replaceAll("\n", " ");
    else if (value === "br") pieces += "\n";
    else if (!BLOCKS.has(value)) pieces += INLINE.has(value) ? "" : " ";
    else if (place === "heading" && INSIDE_HEADING.has(value)) pieces += " ";
    else {
      flush();
      const opens = kind === "open";
      if (value === "title") place = opens ? "title" : "block";
      else place = opens && HEADINGS.has(value) ? "heading" : "block";
      if (value === "pre" || value === "textarea") pre = opens;
    }
  }
  flush();
  return { title, headings, blocks };
}

/**
 * A fragment of markup as one line of plain text, entities decoded once.
 *
 * @example
 * htmlToText("<p>Hello,<br><b>world</b>!</p>"); // "Hello, world!"
 */
export function htmlToText(fragment: string): string {
  let text = "";
  for (const { kind, value } of htmlTokens(fragment))
    text += kind === "text" ? value : INLINE.has(value) ? "" : " ";
  return text.replace(/\s+/g, " ").trim();
}

/** Lines are folded one by one; empty ones go, and the indent of those within `pre` too. */
function fold(text: string, pre: boolean): string {
  const lines = text.replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n");
  return (pre ? lines : lines.replace(/\n{2,}/g, "\n")).trim();
}
