import * as fc from "fast-check";
import { describe, test } from "vitest";
import { beforeTrace, hasTrace, isCrash, isFrame, readThrown } from "../../src/facts/trace.ts";

const FRAMES = [
  { from: "Java", line: "\tat com.acme.shop.Cart.add(Cart.java:42)" },
  { from: "Java module", line: "\tat java.base/java.lang.Thread.run(Thread.java:833)" },
  { from: "Java native", line: "at sun.reflect.NativeMethodAccessorImpl.invoke0(Native Method)" },
  { from: "Java omitted", line: "\t... 23 more" },
  { from: ".NET", line: "   at Acme.Shop.Cart.Add(Int32 id) in C:\\src\\Cart.cs:line 42" },
  {
    from: ".NET without symbols",
    line: "   at System.Data.SqlClient.SqlConnection.OnError(SqlException exception, Boolean breakConnection)",
  },
  { from: ".NET, German", line: "   bei Acme.Shop.Cart.Add(Int32 id)" },
  { from: ".NET rule", line: "--- End of inner exception stack trace ---" },
  {
    from: "Node",
    line: "    at Layer.handle [as handle_request] (/srv/node_modules/express/lib/router/layer.js:95:5)",
  },
  { from: "Node, bare", line: "    at /srv/app.js:12:9" },
  { from: "Node, async", line: "    at async Server.<anonymous> (file:///srv/app.mjs:12:9)" },
  {
    from: "Node, internal",
    line: "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
  },
  { from: "Node, builtin", line: "    at Array.map (<anonymous>)" },
  { from: "Python", line: '  File "/srv/app.py", line 12, in add' },
  { from: "Python head", line: "Traceback (most recent call last):" },
  { from: "Ruby", line: "/srv/app/models/cart.rb:12:in `add'" },
  { from: "Ruby 3.4", line: "app/models/cart.rb:12:in 'Cart#add'" },
  { from: "PHP", line: "#0 /srv/www/cart.php(12): Cart->add(42)" },
  { from: "PHP main", line: "#3 {main}" },
  { from: "Go", line: "\t/srv/main.go:12 +0x1d" },
  { from: "Go head", line: "goroutine 18 [running]:" },
  { from: "Go call", line: "main.(*Cart).Add(0xc0000b2000, 0x2a)" },
  { from: "Rust", line: "   4: acme::cart::add" },
  { from: "Rust place", line: "             at ./src/cart.rs:12:5" },
  { from: "Perl", line: "Cart::add(42) called at /srv/cart.pl line 12" },
  { from: "Perl die", line: "no stock at /srv/lib/Cart.pm line 12." },
  { from: "Elixir", line: "    (shop 0.1.0) lib/shop/cart.ex:12: Shop.Cart.add/2" },
];
const PROSE = [
  "",
  "Meet us at the office (second floor)",
  "The value at index 3 is wrong",
  "Order 12 not found",
  "1: choose a size",
  "at least one item is required",
  "from 2026-01-01 to 2026-02-01",
  "Contact support@acme.example",
  "#3 is not a valid colour",
  "in total (with tax) it is too much",
  "File is too large, line 3 was cut",
];

describe("isFrame", () => {
  test.for(FRAMES)("$from", ({ line }, { expect }) => {
    expect(isFrame(line)).toBe(true);
  });
  test.for(PROSE)("prose: %s", (line, { expect }) => {
    expect(isFrame(line)).toBe(false);
  });
});

describe("hasTrace and beforeTrace", () => {
  test.for([
    {
      text: "Out of stock\n    at buy (/srv/shop.js:1:2)\n    at main (/srv/app.js:3:4)",
      before: "Out of stock",
    },
    {
      text: "Error: Out of stock at buy (/srv/shop.js:1:2) at main (/srv/app.js:3:4)",
      before: "Error: Out of stock",
    },
    { text: 'Oops Traceback (most recent call last): File "/a.py", line 1, in b', before: "Oops" },
    { text: "Division by zero in /srv/www/a.php:12 Stack trace: #0 {main}", before: "Division by zero" },
    { text: "no stock at /srv/lib/Cart.pm line 12.", before: "no stock" },
    { text: "goroutine 1 [running]:\nmain.main()", before: "" },
  ])("cuts $text", ({ text, before }, { expect }) => {
    expect([hasTrace(text), beforeTrace(text)]).toEqual([true, before]);
  });
  test.for(PROSE)("leaves prose: %s", (text, { expect }) => {
    expect([hasTrace(text), beforeTrace(text)]).toEqual([false, text]);
  });
});

describe("isCrash", () => {
  test.for([
    { text: "PHP Fatal error:  Uncaught TypeError: x in /a.php:1", crash: true },
    { text: "panic: runtime error: index out of range", crash: true },
    { text: "thread 'main' panicked at src/main.rs:1:2", crash: true },
    { text: "An unhandled exception occurred", crash: true },
    { text: "There was a fatal error", crash: false },
    { text: "Do not panic: call us", crash: false },
    { text: "Out of stock", crash: false },
  ])("$text", ({ text, crash }, { expect }) => {
    expect(isCrash(text)).toBe(crash);
  });
});

describe("readThrown", () => {
  test.for([
    {
      text: "java.lang.RuntimeException: failed\n\tat A.b(A.java:1)\nCaused by: java.net.ConnectException: Connection refused\n\t... 3 more",
      thrown: [
        ["java.lang.RuntimeException", "failed"],
        ["java.net.ConnectException", "Connection refused"],
      ],
    },
    {
      text: "System.Exception: outer ---> System.Data.SqlException: Timeout expired",
      thrown: [
        ["System.Exception", "outer"],
        ["System.Data.SqlException", "Timeout expired"],
      ],
    },
    { text: "[SqlException (0x80131904): Login failed]", thrown: [["SqlException", "Login failed"]] },
    {
      text: "Traceback (most recent call last):\n  File \"/a.py\", line 1, in b\n    x()\nKeyError: 'id'",
      thrown: [["KeyError", "'id'"]],
    },
    {
      text: "PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] in /srv/a.php:12",
      thrown: [["PDOException", "SQLSTATE[HY000]"]],
    },
    {
      text: "Acme\\NotFoundException:\nUser 7 not found\n\n  at /srv/a.php:4",
      thrown: [["Acme\\NotFoundException", "User 7 not found"]],
    },
    {
      text: "Acme\\NotFoundException:\n  at /srv/a.php:4",
      thrown: [["Acme\\NotFoundException", ""]],
    },
    { text: "** (RuntimeError) no stock", thrown: [["RuntimeError", "no stock"]] },
    {
      text: "ActiveRecord::RecordNotFound (Couldn't find Cart):",
      thrown: [["ActiveRecord::RecordNotFound", "Couldn't find Cart"]],
    },
    { text: "no stock at /srv/lib/Cart.pm line 12.", thrown: [["die", "no stock"]] },
    { text: "panic: no stock", thrown: [["panic", "no stock"]] },
    { text: "Note: this is prose\nHello: world", thrown: [] },
  ])("$text", ({ text, thrown }, { expect }) => {
    expect(readThrown(text).map(({ name, message }) => [name, message])).toEqual(thrown);
  });
});

test("any text reads without throwing, and a cut never grows", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
      readThrown(text);
      isCrash(text);
      return beforeTrace(text).length <= text.length;
    }),
  );
});

test.for([
  "at ",
  "a.",
  "(",
  "#0 ",
  'File "',
  "x\\",
  "at a.b(",
  "::",
  " at /",
  "--->",
  "\n1: a::",
  "in /a.php",
])("work stays linear on a repeated %s", (piece, { expect }) => {
  const text = piece.repeat(Math.ceil(65_536 / piece.length));
  // A pattern that backtracks without bound would not come back from 64 KiB at all.
  expect(beforeTrace(text).length + readThrown(text).length).toBeGreaterThanOrEqual(0);
  expect(isCrash(text)).toBeTypeOf("boolean");
});
