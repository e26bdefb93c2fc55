import type { HtmlPage } from "../decode/evidence.ts";
import { isMiss, type Requested } from "../facts/miss.ts";
import { isGeneric, repeatsStatus } from "../facts/readable.ts";
import { hasTrace } from "../facts/trace.ts";

const MAX_BLOCKS = 40;
const MAX_SENTENCE = 2000;

/** What names the server, the request or the moment, and says nothing of the failure. */
const SIGNATURE =
  /^(?:nginx|openresty|tengine|apache|microsoft-iis|iis|cloudflare|cloudfront|varnish|nghttpx|caddy|lighttpd|litespeed|haproxy|squid|envoy|traefik|kong|jetty|tomcat|gunicorn|uvicorn|cherrypy|werkzeug|webrick|python|perl|ruby|node|php|glassfish|wildfly|undertow|cups)(?:[/ ][^!?]{0,160})?$|^(?:apache|powered by|generated (?:by|at|on)|proudly|served by)\b.{0,160}$|\bserver at \S+ port \d+|\/v?\d+\.\d+[^ ]{0,30} (?:\([^)]{0,80}\) )?(?:server )?(?:at|port|on) |^(?:xid|ray id|request id|requestid|reference|ref|trace id|correlation id|incident id|error id|support id|session id|transaction id|id|your ip|client ip|ip|host|hostid|url|uri|path|date|time|timestamp|servlet|method|request method|request url|status|type|code|status code|error code|http status|server|node|version)\b\s*[:#=].{0,300}$|^guru meditation|^reference #|^\d{4}-\d\d-\d\dt?\b.{0,40}$|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .{0,40}\d{4}.{0,20}$|^https?:\/\/\S+$|^[^\p{L}]*$|^\[[^\]]{1,30}\]$|^your (?:support|request|incident|client) (?:id|ip)\b|^\d+\.\d+\.\d+ [45]\d\d\b|^©|^copyright\b|^all rights reserved|^hint:|^(?:home|back|go back|go home|log ?in|sign in|contact(?: us)?|search|menu|help|support|documentation|docs|refresh|reload|try again|retry|go to homepage|back to home(?:page)?|return (?:to )?home(?:page)?|learn more|read more)\.?$|^[\w.-]+(?: \/(?: [\w.-]+)?)+$|^[\w.-]+(?: (?:>|»|›) [\w.-]+)+$/iu;

/** Stock words that stand beside the real sentence: true of every failure of their kind, or for the operator alone. */
const STOCK =
  /^(?:\[\w{1,40}\] )?(?:additionally, an? (?:\d+ )?.{0,80} error was encountered|if you (?:entered the url manually|are the (?:administrator|owner|website)|provide content|think this is|believe|would like|report this|have any|continue|need)|please (?:contact|try|check|forward|report|go back|use your|see|note|enable|make sure)|this application has no explicit mapping for|this application is in development mode|there was an unexpected error \(type=|whitelabel error page|the following error was encountered|visit \S+ for |the above error occurred|problem accessing |from rfc \d|try this|something is broken|an error occurred:|the server returned a|oops|may have mistyped|you may have mistyped|maybe you tried|more information about this error|sorry for the inconvenience|you(?:'|’)re seeing (?:this|the)|you are seeing this|using the urlconf defined in|the current path, .{0,300}, matched the|sorry, the requested url .{0,400} caused an error|the full stack trace|the application (?:encountered|could not run|error)|the server encountered an (?:internal|unexpected) (?:error|condition)|an error occurred while (?:processing|the application)|error code explanation|error code:? ?\d|most likely causes|things you can try|detailed error information|what (?:happened|can i do)|for support,|our (?:team|engineers|techs?|staff) (?:has|have) been|we(?:'re| are) (?:sorry|working)|an error occurred on the page you were requesting|faithfully yours|the (?:requested )?resource is (?:described|unavailable)|proxyerror|type (?:status|exception) report|apache tomcat|note the full|vmware|description the|in general, this can occur|try again later|thank you|that(?:'|’)s (?:an error|all we know)|your (?:browser|request) (?:sent|timed)|back to top|reason given for failure|no message available)/i;

/** A reason that a server labels: `Message: …` (Python, JBoss), `Message …` (Tomcat), `Reason: …` (Jetty). */
const LABELLED =
  /^(?:message|reason|error message|error_description|error description|error|details?|description)\b\s*:?\s+(?=\S)/i;
/** `404 - No such project`, `Error 403 Access denied`, `409: Version conflict`. */
const LED =
  /^(?:(?:http )?(?:status |error )*(?:code )?[1-5]\d\d(?:\.\d+)?(?: error)?(?:\s*[-–—:|,.，]+\s*|\s+)|error[:!]\s+(?=\S))(?=\S)/i;

/** The sentence that a page tells a person, and whether it is a server's own miss. */
export interface PageSentence {
  readonly message: string | undefined;
  readonly miss: boolean;
}

/** What a page says beyond its status: the first sentence that is neither a signature nor stock, else a heading. */
export function readSentenceOf(page: HtmlPage, request: Requested, raw: string): PageSentence {
  const blocks = page.blocks
    .slice(0, MAX_BLOCKS)
    .flatMap((block, at) => candidatesOf(block, page.blocks[at + 1]));
  const heads = [...page.headings.slice(0, 6), page.title]
    .map((head) => bare(head))
    .filter((head) => head !== "" && !SIGNATURE.test(head));
  const said = blocks.filter((text) => !isGeneric(text));
  const numbered = page.blocks
    .slice(0, MAX_BLOCKS)
    .find(
      (block) =>
        LED.test(block) &&
        /^[^\n]{0,200}$/.test(block) &&
        !isGeneric(bare(block)) &&
        !SIGNATURE.test(bare(block)) &&
        /^\D{0,8}[45]\d\d\b/.test(block),
    );
  if (numbered !== undefined) return { message: bare(numbered), miss: isMiss(bare(numbered), request) };
  const own = said.find((text) => !STOCK.test(text) && isSentence(text, page));
  if (own !== undefined) return { message: own, miss: isMiss(own, request) };
  const head = heads.find((text) => !isGeneric(text) && !STOCK.test(text));
  const stock = said.find((text) => isSentence(text, page));
  const missing = [head, ...said].find((text) => text !== undefined && isMiss(text, request));
  if (missing !== undefined) return { message: missing, miss: true };
  const message = head ?? blocks.find((text) => isGeneric(text)) ?? stock ?? said[0] ?? heads[0];
  return { message, miss: isStockMiss(page, raw) };
}

function candidatesOf(block: string, next: string | undefined): readonly string[] {
  const text = block.slice(0, MAX_SENTENCE).trim();
  if (hasTrace(text)) return [];
  // A label alone in its cell has its value in the next.
  if (/^(?:message|reason|error message):$/i.test(text) && next !== undefined) return [bare(next)];
  const label = LABELLED.exec(text);
  const value = bare(label === null ? text : text.slice(label[0].length));
  return value === "" || SIGNATURE.test(value) || (label === null && SIGNATURE.test(text)) ? [] : [value];
}

function bare(text: string): string {
  return text.slice(0, MAX_SENTENCE).trim().replace(LED, "").trim();
}

/** A sentence has words; on a whole site's page, where menus are blocks too, a few of them. */
function isSentence(text: string, page: HtmlPage): boolean {
  if (page.blocks.length <= 12) return /\p{L}{2}/u.test(text);
  return (
    (/\S+\s+\S+\s+\S/.test(text) && /[.!?:。]["')»”]?$/.test(text)) ||
    /[\u3040-\u9fff\uac00-\ud7a3]{4}/.test(text)
  );
}

/** A web server's own 404 page: its number and phrase as title and heading, and nothing that anybody wrote. */
function isStockMiss({ title, headings, blocks }: HtmlPage, raw: string): boolean {
  const heads = [title, ...headings].filter((text) => text !== "");
  if (
    heads.length === 0 ||
    !heads.every(
      (text) =>
        repeatsStatus(bare(text)) || /^error$/i.test(text) || repeatsStatus(text) || SIGNATURE.test(text),
    )
  )
    return false;
  const written = blocks.filter((text) => !SIGNATURE.test(text.trim()) && !isGeneric(bare(text)));
  if (written.length > 0) return false;
  return heads.some((text) => /\b404\b/.test(text)) || SERVER.test(raw.slice(0, 4000));
}

const SERVER =
  /\b(?:nginx|openresty|apache|iis|tomcat|lighttpd|litespeed|haproxy|varnish|squid|envoy|caddy|jetty|cloudflare|cups)\b/i;
