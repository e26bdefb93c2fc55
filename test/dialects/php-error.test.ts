import { describe, test } from "vitest";
import { phpError } from "../../src/dialects/php-error.ts";
import { evidenceOf, type MarkupRow } from "./markup.ts";

const crash = (words: string): MarkupRow["facts"] => ({ words, crash: true, certain: true });

const rows: readonly MarkupRow[] = [
  {
    name: "an uncaught exception in HTML",
    from: "PHP 8.2",
    status: 200,
    body: "<br />\n<b>Fatal error</b>:  Uncaught DomainException: Order 12 is out of stock in /srv/a.php:3\nStack trace:\n#0 {main}\n  thrown in <b>/srv/a.php</b> on line <b>3</b><br />\n",
    facts: crash("DomainException: Order 12 is out of stock"),
  },
  {
    name: "behind half a page",
    from: "PHP 8.2",
    status: 500,
    body: "<html><body><h1>Shop</h1><br />\n<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted in <b>/srv/a.php</b> on line <b>44</b><br />",
    facts: crash("Fatal error: Allowed memory size of 134217728 bytes exhausted"),
  },
  {
    name: "plain text",
    from: "PHP 8.2, html_errors=0",
    status: 500,
    type: "text/plain",
    body: "PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /srv/db.php:3\nStack trace:\n#0 {main}",
    facts: crash("PDOException: SQLSTATE[HY000] [2002] Connection refused"),
  },
  {
    name: "a parse error",
    from: "PHP 7.4",
    status: 200,
    body: "\nParse error: syntax error, unexpected '}' in /srv/a.php on line 12\n",
    facts: crash("Parse error: syntax error, unexpected '}'"),
  },
  {
    name: "a table",
    from: "Xdebug 3",
    status: 500,
    body: "<font size='1'><table class='xdebug-error'><tr><th colspan=\"5\"><span>( ! )</span> Fatal error: Uncaught PDOException: SQLSTATE[42S02]: no table in /srv/a.php on line <i>12</i></th></tr></table></font>",
    facts: crash("PDOException: SQLSTATE[42S02]: no table"),
  },
  {
    name: "a warning beside an answer",
    from: "PHP 8.2",
    status: 200,
    body: "<br />\n<b>Warning</b>:  Undefined variable $a in <b>/srv/a.php</b> on line <b>3</b><br />\n<h1>Welcome</h1>",
    facts: undefined,
  },
  {
    name: "an article about errors",
    from: "made up",
    status: 200,
    body: "<h1>How to fix a PHP Fatal error</h1><p>When PHP says &quot;Fatal error: Uncaught Error&quot; the script stops.</p>",
    facts: undefined,
  },
  {
    name: "a quotation without a place",
    from: "made up",
    status: 200,
    body: "<p><b>Fatal error</b>: it is the end</p>",
    facts: undefined,
  },
  {
    name: "JSON that quotes one",
    from: "made up",
    status: 500,
    type: "application/json",
    body: '{"error":"Fatal error: x in /srv/a.php on line 3"}',
    facts: undefined,
  },
];

describe("phpError.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...row }, { expect }) => {
    expect(phpError.read(evidenceOf(row))).toEqual(facts);
  });
});
