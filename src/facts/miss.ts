import { remember, SENTENCE } from "./remember.ts";

/** The request as far as a sentence may name it. */
export interface Requested {
  readonly method: string;
  /** The path as sent, percent-encoding kept. */
  readonly path: string;
}

const MAX_LENGTH = 600;

/** What routers and web servers say whole, folded: lower case, no quotes, no end punctuation, a leading `404` dropped. */
const WHOLE = new Set([
  "page not found", // net/http, fasthttp, Gin, Echo, Laravel
  "we could not find the page", // Mattermost
  "we couldn't find the page",
  "the page you requested was not found",
  "the page you are looking for was not found",
  "the page you were looking for doesn't exist", // Rails
  "the page you were looking for does not exist",
  "the page you are looking for doesn't exist",
  "the page you are looking for does not exist",
  "the page you are looking for could not be found",
  "sorry, the page you are looking for could not be found", // Laravel
  "the requested page could not be found", // Drupal
  "the requested page was not found",
  "requested page not found",
  "this page could not be found", // Next.js
  "page could not be found",
  "no such page", // Python's xmlrpc.server
  "page does not exist",
  "no such url", // BIND
  "url not found",
  "unknown url",
  "invalid url",
  "bad url",
  "path not found",
  "unknown path",
  "invalid path",
  "unsupported path", // fasthttp's router
  "unsupported url",
  "no such path",
  "route not found",
  "no such route",
  "unknown route",
  "invalid route",
  "no route",
  "no route found",
  "no route matched",
  "no routes matched",
  "no matching route",
  "no matching routes",
  "no matching route found",
  "route does not exist",
  "no route matched with those values", // Kong
  "endpoint not found",
  "no such endpoint",
  "unknown endpoint",
  "invalid endpoint",
  "endpoint does not exist",
  "api endpoint not found",
  "api not found",
  "no such api",
  "unknown api endpoint",
  "handler not found",
  "no handler found",
  "controller not found",
  "action not found",
  "no such action",
  "file or directory not found",
  "file not found", // python -m http.server, PHP-FPM, lighttpd
  "no input file specified", // PHP-FPM
  "no such file or directory",
  "default backend - 404", // ingress-nginx
  "nosuchkey", // an S3 website's page
  "static file not found",
  "unable to resolve the request", // Yii
  "unknown request",
  "no such object or method",
  "sorry. no luck finding that resource", // Twisted
  "the requested url was not found on this server", // Apache, nginx, lighttpd
  "the requested url was not found on the server", // Werkzeug
  "the requested resource was not found on this server", // Django
  "requested url not found",
  "requested resource not available",
  "requested route not found",
  "requested endpoint not found",
  "requested path not found",
  "the requested url was not found",
  "the requested route was not found",
  "the requested path was not found",
  "the requested endpoint was not found",
  "the requested endpoint does not exist",
  "the requested url does not exist",
  "the requested route does not exist",
  "the requested api does not exist",
  "this endpoint does not exist",
  "this route does not exist",
  "this url does not exist",
  "unknown site", // Gandi, Fastly and other edges
  "unknown domain",
  "domain not found",
  "no context found for request", // the JDK's HttpServer
  "no such app", // Heroku
  "there's nothing here, yet", // Heroku
  "host not found",
  "unknown host",
  "site not found",
]);

const VERBS =
  "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|PROPFIND|MKCOL|COPY|MOVE|REPORT|SEARCH|QUERY";

/** What a router says around the path, matched against the text as printed; each names its emitter. */
const PARTS: readonly RegExp[] = [
  new RegExp(`\\bcan ?not (?:${VERBS}) \\S`, "i"), // Express, Nest, LoopBack: `Cannot GET /x`
  new RegExp(`\\broute \\[?(?:${VERBS})\\b.{1,300}\\bnot found`, "i"), // Fastify: `Route GET:/x not found`
  /\broute \[?[/"'][^ ]{0,300}\]? (?:was |could |is )?not (?:be )?found/i,
  /\bthe route .{1,300} could not be found/i, // Laravel
  /\bno route(?:s)? (?:match|found (?:for|matching)|for|to match)/i, // Rails, Symfony, Phoenix, Elixir Plug
  /\bno matching (?:route|handler|endpoint|operation|resource method|controller)\b/i,
  /\bapi call you (?:tried|attempted) to make (?:was|is) not defined\b/i, // hug
  /\bpredicate mismatch for view\b/i, // Pyramid
  /\bno (?:static resource|endpoint|handler found for|handler for|mapping (?:found )?for|mapping for)\b/i, // Spring
  /\bno (?:http resource|action|type|controller|matching action) was found (?:on the controller|that match)/i, // ASP.NET Web API
  /\bthe controller for path\b/i, // ASP.NET MVC
  /\bthe action .{1,100} could not be found for\b/i, // Rails
  /\bpublic action method .{1,200} was not found on controller/i,
  /\bunrecogni[sz]ed request url\b/i, // Stripe
  /\bunknown (?:request|api) (?:url|path|endpoint|route)\b/i,
  /\brequested (?:url|uri|path|route|endpoint|page)\b.{0,400}\b(?:was |is |were )?(?:not (?:be )?(?:found|available|recogni[sz]ed|exist|valid|mapped|served|supported)|(?:could|can)(?:n't| ?not) be found|unknown|no longer|doesn't exist|does not exist)/i,
  /\bthe (?:url|uri|path|page|address) (?:you )?(?:requested|entered|typed|specified|are looking for|were looking for|tried to access)?.{0,300}\b(?:not (?:be )?found|does not exist|doesn't exist|cannot be found|no longer exists)/i,
  /\bresource you are looking for (?:has been removed|\(or one of its dependencies\))/i, // IIS, ASP.NET
  /\bnothing matches the given uri\b/i, // Python's http.server
  /\bthe requested resource .{0,300}\bis not available/i, // Tomcat
  /\borigin server did not find a current representation for the target resource\b/i, // Tomcat, Jetty
  /\bthe server has not found anything matching the (?:request(?:ed)?[ -])?ur[il]\b/i, // RFC 2616's words: WebLogic, IBM
  /\bcould not find (?:any )?(?:a )?(?:resource for full path|a? ?matching (?:route|handler)|the requested (?:page|url|route|endpoint))/i, // RESTEasy
  /\b(?:unable|failed) to (?:find|match|locate) (?:an? )?(?:matching )?(?:route|handler|endpoint|controller|action)\b/i,
  // A quoted word that is no path is a resource of the name: `URL "abc" not found`, `the file for this URL was not found`.
  /(?<!\bfor (?:this|the|that) )\b(?:url|path|endpoint|route) (?!["'`][^"'`/]{1,200}["'`]).{1,300} (?:was not found|not found|does not exist|doesn't exist|is not defined|could not be found)(?: on this server)?\b/i,
  /\bno (?:such )?(?:url|route|endpoint|page|handler|operation) (?:is |was )?(?:registered|defined|configured|exists|found|matches|available)\b(?! with\b| by\b)/i,
  /^requesting "\S+ .{1,300}" on servlet\b/i, // Scalatra
  /\bdid not match any of (?:these|the) (?:urls?|routes?|patterns?)|\bdidn.t match any of these\b/i, // Django's debug page
  /\bthe site configured at this address does not contain\b/i, // GitHub Pages
  /\bSRVE0190E\b|\bFile not found: \//, // WebSphere
  /\bno webroot|\bno context on this server matched\b/i, // Jetty
  /\bfault filter abort|\bno healthy route\b/i,
  /\bunable to match incoming request to an operation\b/i, // Azure API Management
  /\bservice rules for the path non-existent\b/i, // Google's load balancer
  /\bcan'?(?:t| ?not) find (?:a |any )?(?:matching )?(?:route|path|endpoint|controller|handler)\b/i, // CodeIgniter, h3
  /\bweb ?group\/virtual host to handle \S{1,300} has not been defined\b/i, // WebSphere
  /\bno (?:api|service|resource|backend|listener|rule)(?: \w{1,20}){0,2} (?:found|matched|matches) (?:for|the|with)? ?(?:the |this )?(?:given |incoming )?(?:request|path|url|uri|host|route)\b/i,
];

const DENIALS =
  /\bnot (?:be )?(?:found|exist|match|mapped|defined|supported|recogni[sz]ed|known|registered|available|handled|a valid)|\bcannot\b|\bcan't\b|\bcould not\b|\bunknown\b|\bno (?:such|route|handler|match|method|resource|endpoint)|\bdoes ?n.t (?:exist|match)|\bunable\b|\bunmatched\b|\binvalid (?:url|path|route|endpoint)|\bmissing\b|\bnothing\b|\bnone of (?:these|the|our)\b|\bis undefined\b/i;

/**
 * Whether a 404's sentence is a router's or a web server's own miss: a fixed text, or one that names the request's path or method.
 *
 * `Order 12 not found` is none, nor is a bare `Not Found` (the caller knows whether a stock page or `X-Cascade` says more).
 * Only the first 600 characters count.
 *
 * @example
 * isMiss("Cannot GET /v3/nope", { method: "GET", path: "/v3/nope" }); // true
 */
export function isMiss(sentence: string, requested: Requested): boolean {
  return isFixedMiss(sentence) || namesRequest(oneLine(sentence), requested);
}

/** A miss by its text, whatever was asked for. */
const isFixedMiss = remember((sentence) => {
  const text = oneLine(sentence);
  return WHOLE.has(foldSentence(text)) || PARTS.some((part) => part.test(text));
}, SENTENCE);

/** A sentence's head as one line, with straight quotes. */
export function oneLine(sentence: string): string {
  return sentence
    .slice(0, MAX_LENGTH)
    .replace(/\s+/g, " ")
    .replace(/[\u2018\u2019]/g, "'")
    .trim();
}

/** Whether a text names the request's own path, or denies its method by name. */
function namesRequest(text: string, { method, path }: Requested): boolean {
  if (!DENIALS.test(text)) return false;
  if (path.length > 1 && (namesPath(text, path) || namesPath(text, decoded(path)))) return true;
  const at = /^[A-Z]{3,20}$/.test(method) ? text.indexOf(method) : -1;
  if (at === -1) return false;
  const before = text[at - 1] ?? " ";
  const after = text[at + method.length] ?? " ";
  return !/[\w-]/.test(before) && /[\s:"'`/).,]/.test(after);
}

/** A path counts where it stands by itself or ends a URL, not as the head of a longer one. */
function namesPath(text: string, path: string): boolean {
  for (
    let at = text.indexOf(path), tries = 0;
    at !== -1 && tries < 20;
    at = text.indexOf(path, at + 1), tries++
  ) {
    if (!/^(?:[\w%-]|\/\w)/.test(text.slice(at + path.length, at + path.length + 2))) return true;
  }
  return false;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function foldSentence(text: string): string {
  return text
    .toLowerCase()
    .replace(/["`]/g, "")
    .replace(/^(?:http |error |status )*(?:code )?404[\s:,.|-]*(?:not found[\s:,.|-]+)?(?=.)/, "")
    .replace(/^(?:sorry|oops|whoops)[!,.]{1,3} (?:but )?(?=the |this |we )/, "")
    .replace(/[\s.!:;]+$/, "");
}
