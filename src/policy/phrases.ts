import type { Code } from "../contract/codes.ts";

const MAX_LINE = 600;

interface Phrase {
  readonly code: Code;
  /** Lower case; matched against a folded, lower-cased line. */
  readonly when: RegExp;
  readonly unless?: RegExp;
}

/** A socket, a resolver or a clock that ran out: it decides even where a database is spoken of. */
const CONNECTION_LOST =
  /\be(?:connrefused|connreset|connaborted|timedout|sockettimedout|hostunreach|hostdown|netunreach|notfound|ai_again|pipe)\b|\beai_again\b|sqlstate[[(= :]{1,3}08\w{3}\b|connection (?:was )?(?:refused|reset|timed out|timeout)|timed? ?out\b|could not connect|unable to connect|can't connect|cannot connect|failed to connect|connect failed|network is unreachable|no route to host|host is unreachable|name or service not known|temporary failure in name resolution|getaddrinfo|no such host|dial tcp|\[2002\]|server has gone away|lost connection|i\/o timeout|deadline exceeded|server closed the connection/;

/** What only a store says of itself. */
const DATABASE =
  /\bsqlstate\b|\bora-\d{5}\b|\ber_[a-z_]{4,}|\bsqlite_[a-z]+|\bdeadlock|\bpq: |\bpg::|\bpdoexception\b|\bpsycopg|\bmysqli?\b|\bpostgres(?:ql)?\b|\bsqlite3?\b|\bmariadb\b|\bmongo(?:db|server|error|network)?\b|\bredis\b|\bcassandra\b|\belasticsearch\b|\bodbc\b|\bole db\b|\bjdbc\b|\bhibernate\b|\bactiverecord::statementinvalid\b|\bsequelizedatabaseerror\b|\bqueryfailederror\b|\bqueryexception\b|\bprisma(?:client)?\b|\bdatabase\b|\bdata ?base error|\bdb error\b|\bd1_error\b|\bstorage (?:error|failure|is full)|\b(?:could not|couldn't|cannot|can't|unable to|failed to) (?:save|persist|store|write to|commit|insert|open database|execute (?:query|statement))\b|\bfailed query\b|\bquery failed\b|\bdisk (?:is )?full\b|\bno space left\b|\bdisk quota\b|\bdata could not be saved\b|\bconstraint failed\b|\bconstraint violation\b|\bviolates [\w-]+ constraint\b|\bduplicate (?:entry|key)\b|\bno such table\b|\brelation "[^"]{1,80}" does not exist|\btable '?[\w.]{1,80}'? doesn'?t exist|\bunknown column\b|\bno such column\b|\btoo many connections\b|\bpassword authentication failed for user\b|\baccess denied for user\b|\berror in your sql syntax\b|\bsyntax error at or near\b|\btransaction (?:was )?(?:aborted|rolled back)|\block wait timeout\b|\bcould not serialize access\b|\bsql (?:error|exception|server)\b|\bsqlexception\b|\boperationalerror\b|\bdbi connect|\bdbd::/;

/** What speaks of another service. */
const NETWORK =
  /\bupstream\b|\bbad gateway\b|\bgateway time|\bservice (?:is )?(?:temporarily )?unavailable\b|\bnetwork (?:error|failure|connection lost|is down)|\bconnection (?:lost|closed|aborted|failed|error|reset|was closed)\b|\bsocket (?:hang up|closed|error|exception)|\bbroken pipe\b|\bssl (?:error|handshake|routines)|\btls handshake|\bfetch failed\b|\bcould not reach\b|\bunreachable\b|\bunable to reach\b|\bfailed to reach\b|\bcould not resolve\b|\bno healthy\b|\bremote (?:server|host|service|end)\b|\bbackend (?:fetch|server|service)|\bconnectexception\b|\bconnectionerror\b|\bconnectionrefused|\bconnectionreset|\bsockettimeout|\btimeout(?:error|exception)?\b|\bcertificate (?:has expired|verify failed)|\bself[- ]signed certificate|\bhttp client error\b|\b(?:trying to|could not) proxy\b|\bproxy error\b|\bdependency (?:failed|unavailable)|\bcircuit ?breaker\b/;

/** Words that a status leaves open are chosen by; the first row that matches wins. */
const CONFLICTS: readonly Phrase[] = [
  {
    code: "already_exists",
    when: /\balready (?:exists?|taken|registered|in use|used|been taken|been used|been registered|claimed|present|a member)\b|\balready (?:has|have) (?:an? )?\w+ with (?:this|that|the same)|\bduplicate|\bmust be unique\b|\bnot unique\b|\b(?:is|are|been|was) taken\b|\b(?:name|email|username|login|slug|number) taken\b|\bnot available because it is taken\b|\bunique (?:constraint|violation|index|key)|\be1100[01]\b|\bsame (?:name|id|key|email|slug) (?:already|exists)|\bexists already\b|\bexists with (?:the |this )?same\b|\bya existe|\bexiste déjà|\bexiste deja|\bexistiert bereits|\bbereits vergeben|\bjá existe|\besiste già|\bbestaat al\b|уже существует|已存在|既に(?:存在|登録|使用)|^[\w ".'-]{1,80} exists\.?$/,
    unless:
      /\b(?:cannot|can't|can not|could not|unable to) (?:be )?delete|\bdependent|\bdepend(?:s|ing|encies)\b|\bcannot (?:be )?remove|\bno longer exists\b|\b(?:does not|doesn't|not) exist|\bidempotency[- ]key\b|\bduplicate request\b/,
  },
];

const UNPROCESSABLE: readonly Phrase[] = [
  {
    code: "purchase_fraud",
    when: /\b(?:card|payment|transaction|charge|purchase)(?: \w+){0,3} (?:declined|refused by)|\bdeclined (?:the|your|this) (?:card|payment|transaction)|\bcard (?:has|is|was) (?:expired|stolen|lost)|\binsufficient funds\b|\bfraud(?:ulent)?\b|\bdo not honou?r\b|\b(?:receipt|purchase(?: token)?)(?: \w+){0,2} (?:is|was|are) (?:invalid|not valid|malformed)|\b(?:invalid|malformed) (?:receipt|purchase token)\b|\b(?:receipt|purchase)(?: \w+){0,3} (?:could not be|cannot be|can't be|failed to be) (?:validated|verified|authenticated)|\b(?:receipt|purchase) (?:validation|verification) failed/,
  },
  {
    code: "relation_not_found",
    when: /\bforeign[- ]key\b|\b(?:related|referenced|associated|linked|parent) (?:\w+ ){1,3}(?:was |were |is |could )?(?:not (?:be )?found|does not exist|doesn't exist|do not exist)|\brelation(?:ship)?(?: \S{1,60}){0,3} (?:was )?not found|\b(?:references?|refers to|pointing to) an? (?:non-?existent|unknown|missing)\b/,
  },
];

const CARDS: readonly Phrase[] = [
  {
    code: "purchase_fraud",
    when: /\bdeclined\b|\binsufficient funds\b|\bcard (?:has|is|was|number|cannot|could not)(?: \w+){0,3} (?:expired|invalid|incorrect|rejected|charged|stolen)|\bexpired card\b|\b(?:card|payment|transaction|charge)(?: \w+){0,3} (?:failed|refused|rejected|unsuccessful)|\bdo not honou?r\b|\bfraud/,
  },
];

const RATE =
  /\brate[- ]?limit|\btoo many (?:requests|attempts|calls)|\bslow ?down\b|\bthrottl|\b(?:requests?|calls?|quota|limit)\b.{0,60}\bper (?:second|minute|hour|day)|\bquota\b.{0,60}\b(?:exceeded|exhausted|reached)|\bexceeded\b.{0,60}\b(?:limit|quota)\b|\blimit\b.{0,40}\b(?:exceeded|reached)\b|\babuse detection\b|\breduce your request rate\b/;

const pick = (phrases: readonly Phrase[], line: string): Code | undefined =>
  phrases.find(({ when, unless }) => when.test(line) && unless?.test(line) !== true)?.code;

/**
 * The line that phrases are searched in: a text's first one, folded, in lower case, cut to 600 characters.
 *
 * @example
 * phraseLine("Name  Taken\n at A.b(A.java:1)"); // "name taken"
 */
export function phraseLine(text: string): string {
  const line =
    text
      .slice(0, MAX_LINE * 4)
      .trimStart()
      .split("\n", 1)[0] ?? "";
  return line.replace(/\s+/g, " ").trim().slice(0, MAX_LINE).toLowerCase();
}

/**
 * The code that a line chooses among those which a status leaves open, or `undefined`.
 *
 * @example
 * phraseCode(409, "name already taken"); // "already_exists"
 */
export function phraseCode(status: number, line: string): Code | undefined {
  if (line === "") return undefined;
  if (status === 409 || status === 412 || status === 423 || status === 424) return pick(CONFLICTS, line);
  if (status === 422) return pick(UNPROCESSABLE, line);
  if (status === 402) return pick(CARDS, line);
  if (status === 500) {
    if (CONNECTION_LOST.test(line)) return "network_error";
    if (DATABASE.test(line)) return "storage_error";
    return NETWORK.test(line) ? "network_error" : undefined;
  }
  if (status === 503) return DATABASE.test(line) && !CONNECTION_LOST.test(line) ? "storage_error" : undefined;
  return undefined;
}

/** Whether a line speaks of a rate limit; beside an exhausted rate-limit field it decides a 403 or a 503. */
export function speaksOfRate(line: string): boolean {
  return RATE.test(line);
}
