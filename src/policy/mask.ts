import { stripSecrets } from "./secrets.ts";

/** The roots of a server's file system; a client's own paths (`/v1/users`) begin otherwise. */
const ROOTS = "usr|var|home|srv|etc|opt|tmp|root|mnt|proc|private|Users|Library|Applications|vercel|nix|snap";
const SOURCES =
  "php\\d?|phtml|pyc?|rb|erb|jsx?|mjs|cjs|tsx?|java|class|jar|go|cs|vb|aspx?|ascx|pl|pm|cgi|jsp|cfm|exs?|rs|kt|scala|lua|sql|dll|conf|ini|ya?ml|env|log|db|sqlite3?";
const TLDS = "internal|local|localdomain|lan|corp|intranet|svc|cluster|consul|private|home\\.arpa|localhost";
const PORTS =
  "5432|3306|6379|27017|9200|9300|5672|9092|2181|11211|1521|1433|8080|8081|8443|8000|9000|50051|5984|8500|2379|3000|4222";

interface Unsafe {
  readonly name: string;
  readonly pattern: RegExp;
}

/** What no client may read, by what it is; each pattern is bounded, and run over bounded text only. */
const UNSAFE: readonly Unsafe[] = [
  {
    name: "SQL",
    pattern:
      /\bSELECT\s.{1,300}?\sFROM\s|\bINSERT\s+INTO\s|\bUPDATE\s\S{1,80}\sSET\s|\bDELETE\s+FROM\s|\b(?:CREATE|ALTER|DROP|TRUNCATE)\s+(?:TABLE|INDEX|DATABASE|VIEW)\b|\(SQL: /,
  },
  {
    name: "SQL",
    pattern:
      /\bselect\s.{1,200}?\sfrom\s\S{1,80}(?:\s(?:where|limit|order by|group by|as|inner|left|join)\s|;|\))|\binsert\s+into\s\S{1,80}\s?\(|\bupdate\s\S{1,80}\sset\s\S{1,80}\s?=|\bdelete\s+from\s\S{1,80}\swhere\s/i,
  },
  { name: "file path", pattern: new RegExp(`(?<![\\w.:/-])/(?:${ROOTS})/[\\w.@-]`) },
  {
    name: "file path",
    pattern: new RegExp(
      `(?<![\\w])(?:[\\w.@-]{0,60}/){1,12}[\\w.@-]{1,80}\\.(?:${SOURCES})(?=$|[\\s:;,)'"(\\]])`,
    ),
  },
  {
    name: "file path",
    pattern: new RegExp(
      `\\b[\\w.@-]{1,80}\\.(?:${SOURCES})(?::\\d{1,6}\\b| on line \\d| line \\d|\\(\\d{1,6}\\)|\\?:)`,
    ),
  },
  { name: "file path", pattern: /(?<![A-Za-z])[A-Za-z]:\\{1,2}[\w $.(]|\\\\[\w.$-]{1,60}\\\w|\bfile:\/\// },
  {
    name: "private address",
    pattern:
      /(?<![\d.])(?:127\.\d{1,3}|10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|0\.0)\.\d{1,3}\.\d{1,3}(?!\d)/,
  },
  {
    name: "private address",
    pattern: /(?<![\w:])(?:::1|f[cd][\da-f]{2}:[\da-f:]{2,40}|fe80:[\da-f:]{2,40})(?![\w:])/i,
  },
  {
    name: "internal host",
    pattern: new RegExp(
      `(?:\\b[a-z]{2,12}://)?\\blocalhost\\b|(?:\\b[a-z]{2,12}://)?\\b[a-z\\d][\\w-]{0,62}(?:\\.[\\w-]{1,62}){0,6}\\.(?:${TLDS})\\b(?!\\.\\w)`,
      "i",
    ),
  },
  {
    name: "internal host",
    pattern: new RegExp(`(?:\\b[a-z]{2,12}://)?\\b[a-z][\\w.-]{1,100}:(?:${PORTS})\\b`, "i"),
  },
  {
    name: "connection string",
    pattern:
      /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|kafka|jdbc:\w{2,20}|sqlserver|mssql|ldaps?|memcached|nats|sqlite)(?::\w{1,20})?:\/\/|\b(?:Data Source|Server|Initial Catalog|User ID|Uid)=[^;\s]{1,100};/i,
  },
  {
    name: "exception",
    pattern:
      /\b(?:[a-z_][\w$]{0,60}\.){1,12}[A-Z][\w$]{0,80}(?:Exception|Error|Fault)\b|\b[A-Z]\w{0,60}(?:\\[A-Z]\w{0,60}){1,10}\b|\b[A-Z]\w{0,60}(?:::[A-Z]\w{0,60}){1,10}\b|\b[A-Z][a-z]\w{0,80}Exception\b|\b(?:java|javax|kotlin|scala|org|com|net|io|jakarta|sun)\.(?:[a-z_]\w{0,60}\.){1,10}[A-Z$]\w{0,80}|\bSystem\.(?:[A-Z]\w{0,60}\.?){1,6}\b|\bMicrosoft\.(?:[A-Z]\w{0,60}\.?){1,6}\b/,
  },
  {
    name: "exception",
    pattern:
      /\b(?:Type|Reference|Range|Syntax|Key|Value|Attribute|Index|Name|Assertion|Runtime|Argument|NoMethod|Unbound\w{0,10}|ZeroDivision|Import|ModuleNotFound|Unicode\w{2,10}|Recursion|OS|IO|Lookup|Arithmetic)Error\b|\bNilClass\b|\bNoneType\b|\bundefined method\b|\bCannot read propert(?:y|ies) of\b|\bis not a function\b|\bis not defined$|\bnil pointer dereference\b|\bObject reference not set\b|\bnull pointer\b|\bUndefined (?:variable|index|offset|array key|property)\b|\bCall to (?:a member function|undefined)\b|\bFatal error\b|\bUncaught \w|\bsegmentation fault\b/i,
  },
  {
    name: "driver text",
    pattern:
      /\bSQLSTATE\b|\bORA-\d{5}\b|\bER_[A-Z_]{4,}|\bSQLITE_[A-Z]+|\bpq: |\bPG::|\bPDO\w{0,20}\b|\bpsycopg2?\b|\bE1100[01]\b|\bduplicate key (?:value|error)\b|\bDuplicate entry '.{0,200}?' for key\b|\b(?:UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed\b|\bviolates (?:unique|foreign key|check|not-null|exclusion) constraint\b|\brelation "[^"]{1,80}" does not exist|\bcolumn "?[\w.]{1,80}"? (?:does not exist|of relation)|\bno such (?:table|column):|\bUnknown column '|\bTable '[\w.]{1,100}' doesn't exist|\bOLE DB\b|\bODBC\b|\bcom_mysql\b|\bpassword authentication failed for user\b|\bAccess denied for user '|\bin your SQL syntax\b|\bsyntax error at or near\b|\bInvalid `?prisma\.|\bD1_ERROR\b|\bFailed query: |\bCannot deserialize value of type\b|\bcom\.fasterxml\b|\bTracingId\b/i,
  },
  {
    name: "driver text",
    pattern:
      /\bE(?:CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NOTFOUND|NOENT|ACCES|PERM|PIPE|AI_AGAIN|MFILE|NOSPC|ADDRINUSE)\b|\bgetaddrinfo\b|\bdial (?:tcp|udp|unix)\b|\bconnect\(2\)|\bErrno::|\bnode_modules\b|\bnode:internal\b|\bsite-packages\b|\bdist-packages\b|\b(?:vendor|gems)\/[\w.-]+\/|\bat line \d+ of\b.*\bin\b|\b0x[\da-f]{8,16}\b|\bin <(?:module|main|anonymous)>|@INC\b/,
  },
];

const MIN_PROSE = 8;

/** A leading exception class, which names the software; what follows it is the sentence. */
const THROWN =
  /^(?:Uncaught )?(?:[A-Za-z_$][\w$]{0,60}(?:\.|\\|::)){0,10}[A-Z][\w$]{0,80}(?:Exception|Error|Fault)(?: \[\w{1,60}\])?: {1,3}(?=\S)|^(?:Error|Exception): {1,3}(?=\S)/;
/** `[App\Models\Order]` is a class; its last name says what the sentence is about. */
const NAMESPACED = /\b(?:[A-Z]\w{0,60}\\{1,2}){1,10}(?!\w{0,60}(?:Exception|Error)\b)([A-Z]\w{0,60})/g;

/**
 * A folded sentence without what no client may read: the safe words before it, or `undefined` when none are left.
 *
 * SQL, file paths, private hosts and addresses, connection strings, exception classes and driver texts go; a secret
 * becomes `***`. `own` is what the client itself sent (its path), which may stay.
 *
 * @example
 * mask("Could not save. SQLSTATE[HY000]: General error"); // "Could not save."
 */
export function mask(text: string, own?: string): string | undefined {
  let bare = stripSecrets(text);
  for (let rounds = 0; rounds < 3 && THROWN.test(bare); rounds++) bare = bare.replace(THROWN, "");
  bare = bare.replace(NAMESPACED, "$1");
  const searched = own !== undefined && own.length > 1 ? bare.replaceAll(own, "_".repeat(own.length)) : bare;
  const at = firstUnsafe(searched);
  if (at === undefined) return bare;
  return proseBefore(bare, at);
}

function firstUnsafe(text: string): number | undefined {
  let first: number | undefined;
  for (const { pattern } of UNSAFE) {
    const at = pattern.exec(text)?.index;
    if (at !== undefined && (first === undefined || at < first)) first = at;
  }
  return first;
}

/** The sentences, or else the clause, that end before a place; a clause needs two words to say something. */
function proseBefore(text: string, at: number): string | undefined {
  const head = text.slice(0, at);
  const sentence = /^.*[.!?](?=\s)/s.exec(head)?.[0];
  if (sentence !== undefined && sentence.length >= MIN_PROSE) return sentence;
  const clause = /^(.*?)\s?(?:[:;]\s|[([{–—]|\s-\s|,\s)[^;([{–—]*$/s.exec(head)?.[1]?.trim();
  return clause !== undefined &&
    clause.length >= MIN_PROSE &&
    /\p{L}\S*\s+\S*\p{L}/u.test(clause) &&
    firstUnsafe(clause) === undefined
    ? clause
    : undefined;
}
