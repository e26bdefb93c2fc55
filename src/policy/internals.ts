/** Something that no client may read, by what it is; each pattern is bounded, and run over bounded text only. */
interface Internal {
  readonly name: string;
  readonly pattern: RegExp;
}

/** The roots of a server's file system; a client's own paths (`/v1/users`, SCIM's `/Users/42`) begin or end otherwise. */
const ROOTS =
  "usr|var|home|srv|etc|opt|tmp|root|mnt|proc|private/(?:var|tmp|etc)|Users/[\\w.-]{1,60}|vercel|nix";
const SOURCES =
  "php\\d?|phtml|pyc?|rb|erb|jsx?|mjs|cjs|tsx?|java|class|jar|go|cs|cshtml|vb|aspx?|ascx|pl|pm|cgi|jsp|cfm|exs?|rs|kt|scala|lua|sql|dll|conf|ini|ya?ml|env|log|db|sqlite3?";
const TLDS = "internal|local|localdomain|lan|corp|intranet|svc|cluster|consul|private|home\\.arpa|localhost";
const STORE_PORTS = "5432|3306|6379|27017|9200|9300|5672|9092|2181|11211|1521|1433|8500|2379|4222";
const HTTP_PORTS = "8080|8081|8443|8000|8888|9000|9090|50051|5984|3000|5000";
const SERVICES =
  "[a-z\\d]{1,40}(?:-[a-z\\d]{1,40}){1,5}|backend|upstream|api|app|web|service|server|gateway|auth|proxy";
const SCHEME = "(?:\\b[a-z]{2,12}://)?";

/** Hosts and addresses of a private network. */
export const HOSTS: readonly Internal[] = [
  {
    name: "private address",
    pattern:
      /(?:\b[a-z]{2,12}:\/\/)?(?<![\d.])(?:127\.\d{1,3}|10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|0\.0)\.\d{1,3}\.\d{1,3}(?!\d)/,
  },
  {
    name: "private address",
    pattern: /(?<![\w:])(?:::1|f[cd][\da-f]{2}:[\da-f:]{2,40}|fe80:[\da-f:]{2,40})(?![\w:])/i,
  },
  {
    name: "internal host",
    pattern: new RegExp(
      `${SCHEME}\\blocalhost\\b|${SCHEME}\\b[a-z\\d][\\w-]{0,62}(?:\\.[\\w-]{1,62}){0,6}\\.(?:(?:${TLDS})\\b(?!\\.\\w)|(?:internal|intranet|corp|lan|svc)(?:\\.[\\w-]{1,62}){0,3}\\.(?:com|net|org|io|dev|app|cloud|example)\\b)`,
      "i",
    ),
  },
  {
    name: "host and port",
    pattern: new RegExp(
      `${SCHEME}\\b[a-z][\\w.-]{1,100}:(?:${STORE_PORTS})\\b|\\b(?:${SERVICES}):(?:${HTTP_PORTS})\\b`,
      "i",
    ),
  },
  {
    name: "connection string",
    pattern:
      /\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|kafka|jdbc:\w{2,20}|sqlserver|mssql|ldaps?|memcached|nats|sqlite)(?::\w{1,20})?:\/\/|\b(?:Data Source|Server|Initial Catalog|User ID|Uid)=[^;\s]{1,100};/i,
  },
];

/** What a program says of itself; a public link is not searched. */
export const INTERNALS: readonly Internal[] = [
  {
    name: "SQL",
    pattern:
      /\bSELECT\s.{1,300}?\sFROM\s|\bINSERT\s+INTO\s|\bUPDATE\s\S{1,80}\sSET\s|\bDELETE\s+FROM\s|\b(?:CREATE|ALTER|DROP|TRUNCATE)\s+(?:TABLE|INDEX|DATABASE|VIEW)\b|\(SQL: |\[WHERE\s/,
  },
  {
    name: "SQL",
    pattern:
      /\bselect\s.{1,200}?\sfrom\s\S{1,80}(?:\s(?:where|limit|order by|group by|as|inner|left|join)\s|;|\))|\binsert\s+into\s\S{1,80}\s?\(|\bupdate\s\S{1,80}\sset\s\S{1,80}\s?=|\bdelete\s+from\s\S{1,80}\swhere\s/i,
  },
  { name: "file path", pattern: new RegExp(`(?<![\\w.:/-])/(?:${ROOTS})/[\\w.@\\u0080-\\uffff-]`) },
  {
    name: "file path",
    pattern: new RegExp(
      `(?<![\\w./:-])\\.{0,2}(?:/[\\w.@-]{1,80}){2,20}\\.(?:${SOURCES})(?=$|[\\s:;,)'"(\\]])`,
    ),
  },
  {
    name: "file path",
    pattern: new RegExp(
      `\\b[\\w./@-]{1,200}\\.(?:${SOURCES})(?::\\d{1,6}\\b| on line \\d| line \\d|\\(\\d{1,6}\\)|\\?:)`,
    ),
  },
  {
    name: "file path",
    pattern:
      /(?<![A-Za-z])[A-Za-z]:\\{1,2}[\w $.(]|\\\\[\w.$-]{1,60}\\\w|\bfile:\/\/|\b(?:node_modules|site-packages|dist-packages)\b|\bnode:internal\b/,
  },
  {
    name: "exception",
    pattern:
      /\b(?:[A-Za-z_][\w$]{0,60}\.){1,12}[A-Z][\w$]{0,80}(?:Exception|Error)\b|\b[A-Z]\w{0,60}(?:\\[A-Z]\w{0,60}){1,10}\b|\b(?!AWS::)[A-Z]\w{0,60}(?:::[A-Z]\w{0,60}){0,10}::[A-Z]\w{0,60}(?:Error|Exception|NotFound|Invalid|Refused|Timeout|Denied|Failure|Fault)\b|\b[A-Z][a-z]\w{0,80}Exception\b|\bnested exception is\b|\bat \[Source: |\(through reference chain: |\b(?:com|org|net|io|java|javax|jakarta)\.(?:[a-z_]\w{0,40}\.){1,8}[A-Z]\w{0,80}\b/,
  },
  {
    name: "exception",
    pattern:
      /\b(?:Type|Reference|Range|Syntax|Key|Value|Attribute|Index|Name|Assertion|Runtime|Argument|NoMethod|UnboundLocal|ZeroDivision|Import|ModuleNotFound|UnicodeDecode|UnicodeEncode|Recursion|OS|IO|Lookup|Arithmetic|Unhandled)Error\b|\bNilClass\b|\bNoneType\b|\bundefined method\b|\bCannot read propert(?:y|ies) of\b|\bis not a function\b|\bnil pointer dereference\b|\bObject reference not set\b|\bnull pointer\b|\bUndefined (?:index|offset|array key)\b|\bCall to (?:a member function|undefined)\b|\bFatal error\b|\bUncaught \w|\bsegmentation fault\b|\bin <(?:module|main|anonymous)>|@INC\b|\b(?:at|\() ?0x[\da-f]{8,16}\b/i,
  },
  {
    name: "driver text",
    pattern:
      /\bSQLSTATE\b|\bORA-\d{5}\b|\bER_[A-Z_]{4,}|\bSQLITE_[A-Z]+|\bpq: |\bPG::|\bPDO(?:Exception|Statement)?\b|\bpsycopg2?\b|\bE1100[01]\b|\bduplicate key (?:value|error)\b|\bKey \([^()]{1,100}\)=\(|\bDuplicate entry '.{0,200}?' for key\b|\b(?:UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed\b|\bviolates (?:unique|foreign key|check|not-null|exclusion) constraint\b|\brelation "[^"]{1,80}" does not exist|\bcolumn "?[\w.]{1,80}"? (?:does not exist|of relation)|\bno such (?:table|column):|\bUnknown column '|\bTable '[\w.]{1,100}' doesn't exist|\bOLE DB\b|\bODBC\b|\bpassword authentication failed for user\b|\bAccess denied for user '|\bin your SQL syntax\b|\bsyntax error at or near\b|\bInvalid `?prisma\.|\bD1_ERROR\b|\bFailed query: |\bCannot (?:deserialize (?:value|instance) of|construct instance of)\b|\bcom\.fasterxml\b|\bcould not execute (?:statement|query|batch)\b|\bSQL \[/i,
  },
  {
    name: "driver text",
    pattern:
      /\bforeign key constraint fails\b|\bCannot (?:add or update a child|delete or update a parent) row\b|`[\w$]{1,64}`\.`[\w$]{1,64}`|\bViolation of (?:UNIQUE|PRIMARY) KEY constraint\b|\bCannot insert (?:duplicate key row in object|the value NULL into column)\b|\b(?:INSERT|UPDATE|DELETE|MERGE) statement conflicted with the\b|\bInvalid (?:object|column) name '|\bfor column '?[`"\w.]{1,130}'? at row \d|\bDeadlock found when trying\b|\bwas deadlocked on\b|\bLock wait timeout exceeded\b|\bWRONGTYPE Operation\b|\bdbo\.\w/i,
  },
  {
    name: "driver text",
    pattern:
      /\bE(?:CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NOTFOUND|NOENT|ACCES|PERM|PIPE|AI_AGAIN|MFILE|NOSPC|ADDRINUSE)\b|\bgetaddrinfo\b|\bdial (?:tcp|udp|unix)\b|\bconnect\(2\)|\bErrno::/,
  },
];
