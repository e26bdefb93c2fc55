import { expect, test } from "vitest";
import { judgementOf, wordsOf } from "./invariants.ts";

interface Internal {
  readonly what: string;
  readonly text: string;
  /** Pieces of the text that no client may read. */
  readonly hidden: readonly string[];
}

const INTERNALS: readonly Internal[] = [
  {
    what: "a Java trace",
    text: "java.lang.IllegalStateException: pool is drained\n\tat com.acme.shop.Pool.take(Pool.java:41)\n\tat java.base/java.lang.Thread.run(Thread.java:840)\nCaused by: java.io.IOException: closed\n\t... 12 more",
    hidden: ["Pool.java", "com.acme", "java.lang", "12 more"],
  },
  {
    what: "a .NET trace",
    text: "System.NullReferenceException: Object reference not set to an instance of an object.\r\n   at Acme.Shop.Orders.Get(Int32 id) in C:\\build\\Orders.cs:line 31\r\n   at lambda_method4(Closure, Object)",
    hidden: ["Orders.cs", "Acme.Shop", "C:\\build", "Object reference"],
  },
  {
    what: "a Python trace",
    text: "Traceback (most recent call last):\n  File \"/srv/shop/views.py\", line 31, in get\n    return self.orders[key]\nKeyError: 'total'",
    hidden: ["views.py", "Traceback", "self.orders", "/srv"],
  },
  {
    what: "a Ruby trace",
    text: "NoMethodError (undefined method `total' for nil:NilClass):\napp/models/order.rb:31:in `total'\napp/controllers/orders_controller.rb:12:in `show'",
    hidden: ["order.rb", "NilClass", "orders_controller"],
  },
  {
    what: "a PHP trace",
    text: "PHP Fatal error:  Uncaught TypeError: total() must be of type int in /var/www/shop/Order.php:31\nStack trace:\n#0 /var/www/shop/index.php(12): Order->total()\n#1 {main}\n  thrown in /var/www/shop/Order.php on line 31",
    hidden: ["/var/www", "Order.php", "#0", "{main}"],
  },
  {
    what: "a Node trace",
    text: "TypeError: Cannot read properties of undefined (reading 'total')\n    at Orders.get (/srv/shop/orders.js:31:12)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
    hidden: ["orders.js", "/srv/shop", "node:internal", "Cannot read properties"],
  },
  {
    what: "a Go panic",
    text: "panic: runtime error: index out of range [3] with length 3\n\ngoroutine 19 [running]:\nmain.(*Shop).Get(0xc0000b2000)\n\t/go/src/shop/main.go:31 +0x1d",
    hidden: ["goroutine", "main.go", "0xc0000b2000"],
  },
  {
    what: "a Rust panic",
    text: "thread 'main' panicked at src/orders.rs:31:9:\ncalled `Result::unwrap()` on an `Err` value\nstack backtrace:\n   0: rust_begin_unwind\n             at /rustc/90c5418/library/std/src/panicking.rs:645:5",
    hidden: ["orders.rs", "rust_begin_unwind", "/rustc"],
  },
  {
    what: "an Elixir trace",
    text: "** (KeyError) key :total not found in: %{}\n    (shop 0.1.0) lib/shop/orders.ex:31: Shop.Orders.get/1\n    (plug 1.15.3) lib/plug.ex:179: Plug.run/4",
    hidden: ["orders.ex", "Plug.run"],
  },
  {
    what: "a Perl trace",
    text: 'Can\'t locate object method "total" via package "Order" at /srv/shop/Order.pm line 31.\n\tmain::get(9) called at /srv/shop/app.pl line 12',
    hidden: ["Order.pm", "app.pl"],
  },
  {
    what: "a query",
    text: "Could not run: SELECT id, total FROM shop_orders WHERE customer_id = 12",
    hidden: ["shop_orders", "SELECT id"],
  },
  {
    what: "a query in lower case",
    text: 'near "selec": insert into shop_orders (id, total) values (1, 2)',
    hidden: ["shop_orders"],
  },
  {
    what: "a SQLSTATE",
    text: "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'shop.orders_2024' doesn't exist",
    hidden: ["orders_2024", "SQLSTATE"],
  },
  {
    what: "Oracle's words",
    text: "ORA-00942: table or view SHOP.ORDERS_2024 does not exist",
    hidden: ["ORA-00942", "ORDERS_2024"],
  },
  {
    what: "a unique key",
    text: 'duplicate key value violates unique constraint "orders_number_key" DETAIL: Key (number)=(A-77) already exists.',
    hidden: ["orders_number_key"],
  },
  {
    what: "MySQL's words",
    text: "Cannot add or update a child row: a foreign key constraint fails (`shop`.`orders`, CONSTRAINT `fk_user`)",
    hidden: ["fk_user", "`orders`"],
  },
  {
    what: "SQL Server's words",
    text: "Violation of UNIQUE KEY constraint 'UQ_Orders_7'. Cannot insert duplicate key in object 'dbo.Orders'.",
    hidden: ["UQ_Orders_7", "dbo.Orders"],
  },
  {
    what: "a path of a server",
    text: "Cannot open /var/lib/shop/uploads/9.pdf for reading",
    hidden: ["/var/lib/shop"],
  },
  {
    what: "a path of Windows",
    text: "Access to the path 'D:\\inetpub\\shop\\App_Data\\9.pdf' is denied.",
    hidden: ["inetpub", "App_Data"],
  },
  {
    what: "a private address",
    text: "Cannot reach the billing service on 10.12.0.7:8443 right now",
    hidden: ["10.12.0.7"],
  },
  {
    what: "a private IPv6 address",
    text: "Cannot reach the billing service on [fd12:3456:789a::7]:8443 right now",
    hidden: ["fd12:3456"],
  },
  {
    what: "a host of a cluster",
    text: "upstream http://billing.shop.svc.cluster.local:8080/v1/charge did not answer",
    hidden: ["svc.cluster.local"],
  },
  { what: "a host by its port", text: "dial tcp: lookup billing-db:5432 failed", hidden: ["billing-db"] },
  {
    what: "a connection string",
    text: "cannot connect to postgres://shop:example@db-7.shop.example:5432/orders",
    hidden: ["shop:example", "db-7"],
  },
  {
    what: "a connection string of .NET",
    text: "Login failed. Server=sql-7;Database=Shop;User Id=shop;Password=example7;",
    hidden: ["sql-7", "example7"],
  },
  {
    what: "a bearer token",
    text: "The header Authorization: Bearer abc123def456ghi789jkl012 was refused",
    hidden: ["abc123def456ghi789jkl012"],
  },
  {
    what: "a JSON Web Token",
    text: "Bad token eyJhbGciOiJIUzI1NiJ9.eyJleGFtcGxlIjp0cnVlfQ.c2lnbmF0dXJlLW9mLWV4YW1wbGU given",
    hidden: ["eyJhbGci", "c2lnbmF0"],
  },
  {
    what: "an API key",
    text: "The key sk_live_example1234567890 belongs to another account",
    hidden: ["sk_live_example1234567890"],
  },
  {
    what: "a key of AWS",
    text: "The access key AKIAIOSFODNN7EXAMPLE is not allowed",
    hidden: ["AKIAIOSFODNN7EXAMPLE"],
  },
  {
    what: "a named password",
    text: "Bad login: password=example-7! for the account",
    hidden: ["example-7!"],
  },
  {
    what: "a private key",
    text: "Bad key -----BEGIN RSA PRIVATE KEY-----\nRXhhbXBsZQ==\n-----END RSA PRIVATE KEY-----",
    hidden: ["RXhhbXBsZQ", "BEGIN RSA"],
  },
  {
    what: "a card",
    text: "The card 4242 4242 4242 4242 was refused by the bank",
    hidden: ["4242 4242"],
  },
];

type Shell = (text: string) => readonly [type: string, body: string];

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const json = (value: unknown): readonly [string, string] => ["application/json", JSON.stringify(value)];

const SHELLS: Readonly<Record<string, Shell>> = {
  "as text": (text) => ["text/plain", text],
  "after a sentence": (text) => ["text/plain", `Something went wrong.\n${text}`],
  "as JSON's message": (text) => json({ message: text }),
  "as a detail": (text) =>
    [
      "application/problem+json",
      JSON.stringify({ type: "about:blank", title: "Bad", detail: text }),
    ] as const,
  "behind a code": (text) => json({ error: { code: "E_7", message: `Failed: ${text}` } }),
  "as an error that is a string": (text) => json({ error: text }),
  "in a list of errors": (text) => json({ errors: [{ message: text }, { message: "Second" }] }),
  "in a list of strings": (text) => json({ errors: [text, "Second sentence"] }),
  "as a field's message": (text) => json({ errors: { name: [text], age: ["is too low"] } }),
  "as an item's message": (text) => json({ errors: [{ field: "name", message: text }] }),
  "as a field's name": (text) => json({ errors: { [text]: ["is wrong"], age: ["is too low"] } }),
  "as an item's field": (text) => json({ errors: [{ field: text, message: "is wrong" }] }),
  "beside a sentence": (text) => json({ message: "Could not save", detail: text, trace: text, stack: text }),
  "as lines": (text) => json({ message: text.split("\n") }),
  "in a string of JSON": (text) => json({ message: JSON.stringify({ message: text }) }),
  "as a string": (text) => json(text),
  "on one line": (text) => json({ message: text.replace(/\s+/g, " ") }),
  "as a paragraph": (text) => [
    "text/html",
    `<html><head><title>Error</title></head><body><h1>Error</h1><p>${escaped(text)}</p></body></html>`,
  ],
  "as a heading": (text) => ["text/html", `<html><body><h1>${escaped(text)}</h1></body></html>`],
  "as lines of a page": (text) => [
    "text/html",
    `<html><body><pre>${escaped(text).replaceAll("\n", "<br>\n")}</pre></body></html>`,
  ],
  "as a title": (text) => [
    "text/html",
    `<html><head><title>${escaped(text)}</title></head><body></body></html>`,
  ],
  "escaped twice": (text) => json({ message: `<p>${escaped(escaped(text))}</p>` }),
  "in XML": (text) => [
    "application/xml",
    `<?xml version="1.0"?><Error><Code>Bad</Code><Message>${escaped(text)}</Message></Error>`,
  ],
  "in CDATA": (text) => ["text/xml", `<error><message><![CDATA[${text}]]></message></error>`],
  "in a fault": (text) => [
    "text/xml",
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>${escaped(text)}</faultstring></s:Fault></s:Body></s:Envelope>`,
  ],
};

test.for(Object.keys(SHELLS))("%s, nothing internal leaves", (name) => {
  const leaks: string[] = [];
  for (const { what, text, hidden } of INTERNALS) {
    const [type, body] = SHELLS[name]?.(text) ?? ["", ""];
    for (const status of [400, 401, 404, 409, 422, 429, 500, 503]) {
      const judgement = judgementOf(
        {
          target: { method: "POST", path: "/v1/orders" },
          status,
          headers: new Headers({ "content-type": type }),
          body: new TextEncoder().encode(body),
        },
        { messages: "all" },
      );
      const words = judgement === undefined ? "" : wordsOf(judgement);
      const seen = hidden.filter((piece) => words.includes(piece));
      if (seen.length > 0) leaks.push(`${what}, ${status}: ${seen.join(", ")} in ${words}`);
    }
  }
  expect(leaks).toEqual([]);
});

test("a credential in WWW-Authenticate stays behind", () => {
  const headers = new Headers({
    "www-authenticate":
      'Bearer error="invalid_token", error_description="The token eyJhbGciOiJIUzI1NiJ9.eyJleGFtcGxlIjp0cnVlfQ.c2ln expired"',
  });
  const target = { method: "GET", path: "/v1/me" };
  const judgement = judgementOf({ target, status: 401, headers, body: new Uint8Array() });
  expect(judgement?.verdict.message).not.toContain("eyJhbGci");
});

test("the path that the client itself sent may stay", () => {
  const target = { method: "GET", path: "/home/9/orders" };
  const headers = new Headers({ "content-type": "application/json" });
  const body = new TextEncoder().encode(JSON.stringify({ message: "Cannot GET /home/9/orders" }));
  expect(judgementOf({ target, status: 404, headers, body })?.verdict.message).toBe(
    "Cannot GET /home/9/orders",
  );
});
