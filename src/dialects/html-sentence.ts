import type { HtmlPage } from "../decode/evidence.ts";
import { isMiss, type Requested } from "../facts/miss.ts";
import { isGeneric, repeatsStatus } from "../facts/readable.ts";
import { isServersMiss } from "../facts/servers-miss.ts";
import { hasTrace } from "../facts/trace.ts";
import { isSignature, isStock, isTelling, leadsWithStatus, withoutStatus } from "./page-words.ts";

const MAX_BLOCKS = 40;
const MAX_HEADS = 6;
/** With more blocks than this a page is a whole site's, whose menus are blocks too. */
const SMALL = 12;

/** A reason that a server labels: `Message: …` (Python, JBoss), `Message …` (Tomcat), `Reason: …` (Jetty). */
const LABELLED =
  /^(?:(?:reason|error|details?|block reason)\s*:|(?:message|error message|error_description|error description|description)\b\s*:?)\s+(?=\S)/i;
/** GlassFish leaves no blank between a label and its words. */
const GLUED = /^(?:message|description|type)(?=[A-Z])/;
/** A label alone in its cell: its value is in the next. */
const LABEL = /^[A-Za-z][\w -]{1,30}:$/;
const MESSAGE_LABEL = /^(?:message|reason|error message|error|description|details?|block reason):$/i;

/** The sentence that a page tells a person, and whether it is a server's own miss. */
export interface PageSentence {
  readonly message: string | undefined;
  readonly miss: boolean;
  /** The message stands in a block of its own, and is no heading. */
  readonly told: boolean;
  /** The title, the headings and the first sentences, for what they say of a crash. */
  readonly words: string;
}

/** What a page says beyond its status: the first sentence that is neither a signature nor stock, else a heading. */
export function readSentenceOf(page: HtmlPage, request: Requested, raw: string): PageSentence {
  const heads = headsOf(page);
  const found = statementsOf(page.blocks.slice(0, MAX_BLOCKS));
  const statements = found.map(({ text }) => text);
  const said = statements.filter((text) => !isGeneric(text));
  const misses = (text: string): boolean => isMiss(text, request) || isServersMiss(text);
  const denied = said.find((text) => deniesEntity(text) && !isStock(text) && !misses(text));
  const reason = found.find(({ text, labelled }) => labelled && !isGeneric(text) && !isStock(text))?.text;
  const chosen = reason ?? chooseOwn(heads, said, page);
  const own = chosen !== undefined && misses(chosen) ? (denied ?? chosen) : chosen;
  const message =
    own ??
    heads.find((text) => !isGeneric(text) && !isStock(text) && !TITLED.test(text)) ??
    heads.find((text) => !isGeneric(text) && !isStock(text)) ??
    statements.find((text) => isGeneric(text)) ??
    heads[0] ??
    said.find((text) => isSentence(text, page)) ??
    said[0];
  const told = own !== undefined && said.includes(own) && isTelling(own);
  const words = [...heads, ...said.slice(0, 4)].join(" ").slice(0, 600);
  if (message !== undefined && misses(message)) return { message, miss: true, told, words };
  if (own !== undefined && (own === reason || deniesEntity(own)))
    return { message, miss: false, told, words };
  const missing = [...heads, ...statements].find(misses);
  if (missing !== undefined)
    return { message: own === undefined || isStock(own) ? missing : own, miss: true, told, words };
  return { message, miss: isStockMiss(heads, said, page, raw), told, words };
}

/** Headings before the title, each without its status and without the site's name behind it. */
function headsOf({ title, headings }: HtmlPage): readonly string[] {
  const parts = title.slice(0, 400).split(/\s+[|·–—›»-]\s+/);
  return [...headings.slice(0, MAX_HEADS), ...(parts.length > 1 ? [title, ...parts.slice(0, 3)] : [title])]
    .map((head) => withoutStatus(head).replace(/ \((?:HTTP )?[1-5]\d\d(?: [\w ]{1,40})?\)$/, ""))
    .filter(
      (head) => head !== "" && !isSignature(head) && !/^(?:http )?(?:error|status)? ?[1-5]\d\d$/i.test(head),
    );
}

function chooseOwn(heads: readonly string[], said: readonly string[], page: HtmlPage): string | undefined {
  const numbered = page.blocks
    .slice(0, MAX_BLOCKS)
    .filter(
      (block) => leadsWithStatus(block) && /^[^\n]{0,200}$/.test(block) && /^\D{0,8}[45]\d\d\b/.test(block),
    )
    .map((block) => withoutStatus(block))
    .find((text) => !isGeneric(text) && !isSignature(text) && !isStock(text));
  if (numbered !== undefined) return numbered;
  const full = heads.find((text) => /^\S+(?: \S+){3,}[.!]$/.test(text) && !isGeneric(text) && !isStock(text));
  const candidates = said.filter((text) => !isStock(text) && isSentence(text, page));
  // What ends in a colon leads to the sentence below it.
  const told =
    candidates.find((text) => isTelling(text) && !text.endsWith(":")) ??
    candidates.find((text) => isTelling(text));
  // A heading that is a whole sentence says it before the advice that follows.
  if (full !== undefined && (told === undefined || !deniesEntity(told))) return full;
  return told ?? (heads.some((text) => !isGeneric(text) && isTelling(text)) ? undefined : candidates[0]);
}

interface Statement {
  readonly text: string;
  /** The server calls it its message or reason. */
  readonly labelled: boolean;
}

/** The pieces of a page that say something, a labelled one without its label. */
function statementsOf(blocks: readonly string[]): readonly Statement[] {
  const statements: Statement[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const text = (blocks[at] ?? "").slice(0, 2000).trim();
    if (LABEL.test(text)) {
      const value = blocks[at + 1];
      const tells = MESSAGE_LABEL.test(text);
      if (value !== undefined && !LABEL.test(value) && (tells || isSignature(text))) {
        at += 1;
        if (tells && !hasTrace(value)) statements.push(...statementOf(value, true));
        continue;
      }
    }
    if (hasTrace(text)) continue;
    const [first = "", ...rest] = text.split(/(?<=[.!?])\n/, 20);
    // WebOb explains the status, and what the application said is below.
    const explained = rest.length > 0 && (isServersMiss(first) || isStock(first));
    if (!explained) statements.push(...statementOf(text, false));
    else
      statements.push(
        ...statementOf(first, false),
        ...rest.flatMap((part) => statementOf(part, !isStock(part))),
      );
  }
  return statements;
}

function statementOf(text: string, labelled: boolean): readonly Statement[] {
  const bare = text.slice(0, 2000).trim();
  const label = LABELLED.exec(bare) ?? GLUED.exec(bare);
  const value = withoutStatus(label === null ? bare : bare.slice(label[0].length));
  if (value === "" || isSignature(value) || (label === null && isSignature(bare))) return [];
  return [
    {
      text: value,
      labelled: labelled || (label !== null && /^(?:message\b|(?:block )?reason\s*:)/i.test(label[0])),
    },
  ];
}

/** A sentence has words; on a whole site's page a few of them. */
function isSentence(text: string, page: HtmlPage): boolean {
  if (page.blocks.length <= SMALL) return /\p{L}{2}/u.test(text);
  return (
    (/\S+\s+\S+\s+\S/.test(text) && /[.!?:。]["')»”]?$/.test(text)) ||
    /[\u3040-\u9fff\uac00-\ud7a3]{4}/.test(text)
  );
}

/** A debug screen's own title, above the sentence: `Routing Error`. */
const TITLED = /^(?:[A-Z][\w:]* ){1,3}(?:Error|Exception|Missing|caught)$/;

const DENIES =
  /\bnot (?:be )?(?:found|exist)|\bno such\b|\b(?:does|do|did) ?n(?:o|'|’)t exist|\bno longer exists?\b|\bunknown\b|\b(?:could ?n(?:o|'|’)t|can ?not|can(?:'|’)t) (?:be )?(?:found|find|locate)|\bno \w+ (?:with\b|for\b|found\b|matches\b|#?\d)|\bhas been (?:deleted|removed)\b|\bis gone\b/i;

/** Whether a sentence says of something that it is not there. */
function deniesEntity(text: string): boolean {
  return DENIES.test(text);
}

/** A web server's own 404 page: its number and phrase as title and heading, and nothing that anybody wrote. */
function isStockMiss(
  heads: readonly string[],
  said: readonly string[],
  { title, headings }: HtmlPage,
  raw: string,
): boolean {
  if (title === "" && headings.length === 0) return false;
  if (said.length > 0 || !heads.every((text) => repeatsStatus(text) || /^error$/i.test(text))) return false;
  return [title, ...headings].some((text) => /\b404\b/.test(text)) || SERVER.test(raw.slice(0, 4000));
}

const SERVER =
  /\b(?:nginx|openresty|apache|iis|tomcat|lighttpd|litespeed|haproxy|varnish|squid|envoy|caddy|jetty|cloudflare|cups|glassfish|payara)\b/i;
