/** What a debug text throws: the exception's class as printed, and its sentence. */
export interface Thrown {
  readonly name: string;
  readonly message: string;
}

const MAX_TEXT = 65_536;
const MAX_LINE = 400;
/** A sentence of 500 characters comes from no more lines than this. */
const MAX_LINES = 1000;
const MAX_INLINE = 8192;
const NUMBERED = /:\d|line \d|\) in \S|most recent|[Ss]tack trace:|stack backtrace:|#0 |goroutine \d/;
/** What every frame has; most lines of prose have none of it. */
const MARKED =
  /[:(@]|\bline \d|^(?:at|bei|à|en|em|in|from|#\d|\.{3} |---|stack|backtrace|traceback|\[previous|note:|created by)/i;
const MAX_THROWN = 8;
/** A line that is folded from a whole trace is longer than any frame: only its head is matched. */
const FRAMES: readonly RegExp[] = [
  // Java: `at com.acme.Shop.buy(Shop.java:12)`, `at java.base/java.lang.Thread.run(Unknown Source)`
  /^at (?:[\w.$-]{1,80}\/)*[\w.$<>]{1,200}\([^()]{0,200}\)/,
  // Tomcat's page: `com.acme.Shop.buy(Shop.java:12)`
  /^(?:[\w.$-]{1,80}\/)*[\w.$<>]{1,200}\([\w$-]{1,120}\.(?:java|kt|scala|groovy|clj):\d+\)$/,
  // .NET: `at Acme.Shop.Buy(Int32 id) in C:\src\Shop.cs:line 12`, and in German, French, Spanish
  /^(?:at|bei|à|en|em|in) [\w.$<>`[\],+|&*-]{3,300}\([^()]{0,300}\)(?: (?:in|dans|en) .{1,200}:(?:line|Zeile|ligne|línea) \d+)?/,
  // Node: `at async buy (file:///srv/app.js:1:2)`, `at /srv/app.js:1:2`, `at <anonymous>`, `at Array.map (<anonymous>)`
  /^at (?:[^()\n]{1,200} \()?(?:[a-z]{2,12}:|\/|[A-Z]:\\|[\w@.-]{1,80}[/\\])[^()\s]{0,300}:\d+(?::\d+)?\)?/,
  /^at (?:[\w.$ [\]<>]{1,200} \((?:<anonymous>|native(?: code)?|index \d+)[^)]{0,40}\)|<anonymous>$|(?:async |new )?[\w.$<>]{1,120}$)/,
  // Firefox and Safari: `buy@https://acme.example/app.js:1:2`
  /^[\w.$/<>]{0,120}@[a-z]{2,10}:\/\/[^\s]{1,300}:\d+:\d+$/,
  // Python
  /^File "[^"]{1,300}", line \d+/,
  // Ruby: `/srv/app.rb:12:in 'buy'`, `from app.rb:12:in 'buy'`, `app.rb:12:in ...`
  /^(?:from )?[^\s:]{1,300}\.(?:rb|ru|erb|rake|haml|slim):\d+(?::in\b|$)/,
  // PHP: `#0 /srv/app.php(12): buy()`, `#1 {main}`, `#2 [internal function]: …`
  /^#\d{1,4} (?:\{main\}|\[internal function\]|[^\s(]{1,300}\(\d+\)|.{1,300}\.php\b)/,
  // Go: `/srv/main.go:12 +0x1d`, `main.buy(0xc000, …)`, `created by net/http…`
  /^[^\s:]{1,300}\.go:\d+(?: \+0x[\da-f]+)?$/,
  /^(?:goroutine \d+ \[[^\]]{1,80}\]|created by [\w./*()-]{3,200}(?: in goroutine \d+)?$)/,
  /^[\w./-]{1,200}\.[\w.*()]{1,200}\((?:0x[\da-f]+|\{0x|\.\.\.)[^\n]{0,200}\)$/,
  // Rust: `12: acme::buy`, `at ./src/main.rs:12:5`
  /^\d{1,4}:\s{1,8}(?:0x[\da-f]{4,16} - )?<?[\w$]{1,80}(?:::|$)/,
  /^at [^\s]{1,300}\.(?:rs|c|cc|cpp|h|swift|kt|dart|zig|cr|nim|hs|ml|scala|clj)(?::\d+){1,2}/,
  // Perl: `main::buy(12) called at /srv/app.pl line 12`
  /^[\w:]{1,200}\(.{0,200}\) called at \S{1,300} line \d+/,
  /^(?:.{0,200} )?at (?:\(eval \d+\)|[^\s]{1,300}\.(?:pl|pm|cgi|psgi|t)) line \d+\b/,
  // Elixir and Erlang: `(shop 0.1.0) lib/shop.ex:12: Shop.buy/1`
  /^\([\w.-]{1,80}(?: [\w.-]{1,40})?\) [^\s:]{1,200}:(?:\d+:)? /,
  /^[^\s:]{1,200}\.(?:ex|exs|eex|heex|leex|erl):\d+: /,
  // Symfony's page: `in vendor/acme/Shop.php (line 12)`
  /^in \S{1,300}\.\w{1,5} \(line \d+\)/,
  // What stands between frames
  /^(?:\.{3} \d+ (?:more|common frames omitted|frames? )|--- End of |Stack ?trace:?$|stack backtrace:?$|Backtrace:?$|Traceback \(most recent call last\)|\[previous exception|note: run with `RUST_BACKTRACE)/i,
];

/** Where a trace begins in a text that is not split into lines, or in the middle of one. */
const STARTS =
  /\s(?:at (?:[\w.$<>/-]{1,200}\([\w.$<> /-]{1,120}\.(?:java|kt|scala|groovy|clj):\d+\)|[^()\n]{0,60}\(?(?:file:\/\/|node:|webpack|\/|[A-Z]:\\)[^()\s]{1,300}:\d+:\d+|[\w.$<>`[\],+]{3,200}\([^()\n]{0,200}\) in \S)|Traceback \(most recent|File "[^"\n]{1,300}", line \d|Stack trace:|#0 (?:\/|\[internal|\{main|[A-Z]:)|goroutine \d+ \[|stack backtrace:|thrown in \S+ on line \d|from [^\s:]{1,200}\.rb:\d+:in|[^\s:]{1,300}\.rb:\d+:in [`']|in \/\S{1,300}\.php(?::\d+| on line \d+))|[,;[({"'](?:Traceback \(most recent|File "[^"\n]{1,300}", line \d|Stack trace:|goroutine \d+ \[|stack backtrace:)/;

/**
 * Whether a line is a frame of a stack trace, or one of the rules between frames; only its first 400 characters count.
 *
 * Java, .NET, Node, Python, Ruby, PHP, Go, Rust, Perl and Elixir.
 *
 * @example
 * isFrame("    at com.acme.Shop.buy(Shop.java:12)"); // true
 */
export function isFrame(line: string): boolean {
  const bare = line.slice(0, MAX_LINE).trim();
  return MARKED.test(bare) && FRAMES.some((frame) => frame.test(bare));
}

/** One line of a folded trace is as long as a message may be; no trace has neither a line's number nor its own heading. */
function inlineStart(text: string): number | undefined {
  const head = text.slice(0, MAX_INLINE);
  return NUMBERED.test(head) ? STARTS.exec(` ${head}`)?.index : undefined;
}

/** What Perl appends to every sentence that a program dies with. */
const DIED = /^(.{1,300}?) at (?:\(eval \d+\)|[^\s]{1,300}\.(?:pl|pm|cgi|psgi|t)) line \d+(?:\.|$|,)/;

/** Where a stack trace begins in a text (of which 64 KiB count), in or between lines; `undefined` when it has none. */
function traceStart(text: string): number | undefined {
  const bounded = text.slice(0, MAX_TEXT);
  const inline = inlineStart(bounded);
  const mayDie = bounded.includes(" line ");
  let at = 0;
  for (const line of bounded.split("\n", MAX_LINES)) {
    if (inline !== undefined && inline <= at) return inline;
    const died = mayDie ? DIED.exec(line.slice(0, MAX_LINE)) : null;
    if (died !== null) return at + (died[1] ?? "").length;
    if (isFrame(line)) return at;
    at += line.length + 1;
  }
  return inline;
}

/**
 * Whether a text contains a stack trace or a part of one.
 *
 * @example
 * hasTrace("Oops\n  File \"/srv/app.py\", line 3, in buy"); // true
 */
export function hasTrace(text: string): boolean {
  return traceStart(text) !== undefined;
}

/**
 * What stands before a trace, trimmed: the whole text when there is none, `""` when it opens with one.
 *
 * @example
 * beforeTrace("Out of stock\n    at Shop.buy (/srv/shop.js:1:2)"); // "Out of stock"
 */
export function beforeTrace(text: string): string {
  const at = traceStart(text);
  return (at === undefined ? text : text.slice(0, at)).trim();
}

const CRASH: readonly RegExp[] = [
  /\b(?:PHP )?(?:Fatal|Parse|Catchable fatal|Recoverable fatal) error:? {1,2}\S/,
  /\bUncaught (?:[\w\\]{0,80}(?:Exception|Error)|PHP Exception)\b/,
  /^panic: \S/m,
  /\bpanicked at /,
  /\bgoroutine \d+ \[/,
  /\b(?:unhandled|uncaught) (?:exception|error|promise rejection)\b/i,
  /\bSegmentation fault\b/,
];

/**
 * Whether a text shows a crash: a stack trace, a PHP fatal error, a panic, an unhandled exception.
 *
 * @example
 * isCrash("<b>Fatal error</b>:  Uncaught TypeError".replace(/<[^>]*>/g, "")); // true
 */
export function isCrash(text: string): boolean {
  const bounded = text.slice(0, MAX_TEXT);
  return CRASH.some((sign) => sign.test(bounded)) || hasTrace(bounded);
}

const CLASS = String.raw`(?:[A-Za-z_$][\w$]{0,80}(?:\.|\\|::|\/|\+|->))*[A-Za-z_$][\w$]{0,80}`;
const SUFFIX =
  /(?:Exception|Error|Fault|Failure|Panic|Interrupt|Exit|Warning|NotFound|Invalid|Timeout|Refused|Denied)$/;
const PREFIX =
  /^(?:\[\w+\] )?(?:(?:PHP )?(?:Fatal|Parse|Catchable fatal) error: {1,2}|Uncaught (?:PHP Exception )?|Caused by: |Suppressed: |Unhandled exception\. |Exception in thread "[^"]{0,80}" |\[?previous exception\]? |(?:--->|Wrapped by:) )+/i;
const NAMED = new RegExp(String.raw`^\[?(${CLASS})(?: \[[^\]]{1,80}\]| \(\w{1,40}\))?(?:\]: |: |\]$|:?$)`);
const ELIXIR = /^\*\* \(([\w.]{1,120})\) (.{0,2000})/s;
const RAILS = new RegExp(String.raw`^(${CLASS}) \((.{1,400})\):?$`);
const PANIC = /^(?:panic: |fatal error: |thread '[^']{0,80}' panicked at )(.{1,2000})/s;

/**
 * The exceptions that a debug text names, in its order, the outermost first; at most 8, causes included.
 *
 * @example
 * readThrown("java.lang.IllegalStateException: no stock\n\tat A.b(A.java:1)"); // [{ name: "java.lang.IllegalStateException", message: "no stock" }]
 */
export function readThrown(text: string): readonly Thrown[] {
  const found: Thrown[] = [];
  const lines = text.slice(0, MAX_TEXT).split("\n", MAX_LINES);
  for (const [at, line] of lines.entries()) {
    if (found.length >= MAX_THROWN) break;
    // .NET prints the whole chain in one line.
    for (const part of line.slice(0, 4000).split(" ---> ")) {
      const thrown = readLine(part.trim());
      if (thrown === undefined) continue;
      // Symfony prints the sentence in the line below the class and its colon.
      const below = thrown.message === "" && part.trimEnd().endsWith(":") ? (lines[at + 1] ?? "").trim() : "";
      found.push(below === "" || isFrame(below) ? thrown : { name: thrown.name, message: prose(below) });
    }
  }
  return found;
}

function readLine(line: string): Thrown | undefined {
  const died = DIED.exec(line.slice(0, MAX_LINE));
  if (died !== null) return { name: "die", message: died[1] ?? "" };
  if (line === "" || isFrame(line)) return undefined;
  const bare = line.replace(PREFIX, "");
  const panic = PANIC.exec(bare);
  if (panic !== null) return { name: "panic", message: prose(panic[1] ?? "") };
  const paired = ELIXIR.exec(bare) ?? RAILS.exec(bare.slice(0, 1000));
  if (paired !== null && (bare.startsWith("**") || SUFFIX.test(paired[1] ?? "")))
    return { name: paired[1] ?? "", message: prose(paired[2] ?? "") };
  const named = NAMED.exec(bare.slice(0, 1000));
  const name = named?.[1] ?? "";
  const qualified = /^[a-z][\w]*(?:\.[a-z]\w*)+\.[A-Z]|^[A-Z]\w*(?:(?:\\|::)[A-Z]\w*)+$/.test(name);
  if (named === null || !(SUFFIX.test(name) || qualified)) return undefined;
  const rest = bare.slice(named[0].length);
  // ASP.NET's page puts the whole line in brackets.
  return { name, message: prose(bare.startsWith("[") && rest.endsWith("]") ? rest.slice(0, -1) : rest) };
}

/** Python prints what an exception was made of: `(404, 'Order 12 is not known')`, `(400, None)`. */
const TUPLE = /^\([1-5]\d\d, (?:None|(["'])(.{0,600})\1)\)$/;

/** An exception's sentence without the trace and the place that follow it. */
function prose(message: string): string {
  const tuple = TUPLE.exec(message.slice(0, 700).trim());
  return beforeTrace(tuple === null ? message : (tuple[2] ?? ""))
    .replace(/ in \/?\S{1,300}\.\w{1,5}(?::\d+| on line \d+)\.?$/, "")
    .trim();
}
