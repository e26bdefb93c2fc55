import * as fc from "fast-check";
import { describe, test } from "vitest";
import { generalHtml } from "../../src/dialects/general-html.ts";
import { evidenceOf, type MarkupRow } from "./markup.ts";

const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html><head><title>${title}</title><style>p{}</style></head><body>${body}</body></html>`;
const apache = (title: string, sentence: string): string =>
  page(
    title,
    `<h1>${title.slice(4)}</h1><p>${sentence}</p><hr><address>Apache/2.4.57 Server at a.internal Port 80</address>`,
  );
const tomcat = (title: string, message: string, trace = ""): string =>
  page(
    title,
    `<h1>${title}</h1><hr/><p><b>Type</b> Status Report</p><p><b>Message</b> ${message}</p><p><b>Description</b> The server refuses.</p>${trace}<hr/><h3>Apache Tomcat/10.1.60</h3>`,
  );

interface Told {
  readonly name: string;
  readonly status: number;
  readonly body: string;
  readonly message: string | undefined;
}

const told: readonly Told[] = [
  {
    name: "Werkzeug: the description",
    status: 404,
    body: page("404 Not Found", "<h1>Not Found</h1><p>Order 12 does not exist</p>"),
    message: "Order 12 does not exist",
  },
  {
    name: "Apache: not its signature",
    status: 403,
    body: apache("403 Forbidden", "You don't have permission to access this resource."),
    message: "You don't have permission to access this resource.",
  },
  {
    name: "Tomcat: the labelled message",
    status: 401,
    body: tomcat("HTTP Status 401 – Unauthorized", "Bad credentials"),
    message: "Bad credentials",
  },
  {
    name: "Tomcat 7: glued to its heading",
    status: 403,
    body: page(
      "Apache Tomcat/7.0.70 - Error report",
      "<h1>HTTP Status 403 - Your plan is too small</h1><hr><p><b>type</b> Status report</p><p><b>message</b> <u>Your plan is too small</u></p><h3>Apache Tomcat/7.0.70</h3>",
    ),
    message: "Your plan is too small",
  },
  {
    name: "Jetty: a label and its value in two cells",
    status: 409,
    body: page(
      "Error 409 Already shipped",
      "<h2>HTTP ERROR 409 Already shipped</h2><table><tr><th>URI:</th><td>/v3/orders/12</td></tr><tr><th>STATUS:</th><td>409</td></tr><tr><th>MESSAGE:</th><td>Already shipped</td></tr><tr><th>SERVLET:</th><td>jersey</td></tr></table><hr/><a>Powered by Jetty:// 12.0.14</a>",
    ),
    message: "Already shipped",
  },
  {
    name: "Google: not that it is an error",
    status: 400,
    body: page(
      "Error 400 (Bad Request)!!1",
      "<p><b>400.</b> <ins>That’s an error.</ins><p>Your client has issued a malformed request.  <ins>That’s all we know.</ins>",
    ),
    message: "Your client has issued a malformed request. That’s all we know.",
  },
  {
    name: "Rails: the heading, not the advice",
    status: 422,
    body: page(
      "The change you wanted was rejected (422)",
      "<h1>The change you wanted was rejected.</h1><p>Maybe you tried to change something you didn't have access to.</p><p>If you are the application owner check the logs for more information.</p>",
    ),
    message: "The change you wanted was rejected.",
  },
  {
    name: "Yii: the heading below the status",
    status: 404,
    body: page(
      "Not Found (#404)",
      "<h1>Not Found (#404)</h1><h2>Object not found: 12</h2><p>The above error occurred while the Web server was processing your request.</p><p>Please contact us if you think this is a server error. Thank you.</p>",
    ),
    message: "Object not found: 12",
  },
  {
    name: "WebOb: what the application said below",
    status: 409,
    body: page(
      "409 Conflict",
      "<h1>409 Conflict</h1>There was a conflict when trying to complete your request.<br/><br/>\nThe name is taken\n",
    ),
    message: "The name is taken",
  },
  {
    name: "Nexus: not the product's name",
    status: 404,
    body: page(
      "404 - Nexus Repository Manager",
      "<div>Nexus Repository Manager</div><div>OSS 3.60.0-02</div><div>Error 404</div><div>Not Found</div><div>Repository not found</div>",
    ),
    message: "Repository not found",
  },
  {
    name: "Drupal: not the menus",
    status: 403,
    body: page(
      "Access denied | Shop",
      `<a>Skip to main content</a><ul>${"<li>Menu</li>".repeat(14)}</ul><h1>Access denied</h1><div>You are not authorized to access this page.</div>`,
    ),
    message: "You are not authorized to access this page.",
  },
  {
    name: "CherryPy: below 500 the page, not the trace",
    status: 400,
    body: page(
      "400 Bad Request",
      `<h2>400 Bad Request</h2><p>Missing parameters: a</p><pre>Traceback (most recent call last):\n  File "/usr/lib/a.py", line 8, in b\nTypeError: b() missing 1 argument: 'a'\n</pre>`,
    ),
    message: "Missing parameters: a",
  },
  {
    name: "entities decoded, tags dropped",
    status: 400,
    body: page("Error", "<p>S<b>ize</b> &lt; 3 &amp; caf&eacute;&nbsp;closed</p>"),
    message: "Size < 3 & café closed",
  },
  {
    name: "a status alone",
    status: 403,
    body: page("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx/1.27.0</center>"),
    message: "Forbidden",
  },
  {
    name: "nothing to read",
    status: 400,
    body: "<html><script>var a = 'Order not found';</script></html>",
    message: undefined,
  },
];

describe("the sentence of a page", () => {
  test.for(told)("$name", ({ status, body, message }, { expect }) => {
    expect(generalHtml.read(evidenceOf({ status, body }))?.message).toBe(message);
  });
});

const MISSES: readonly { readonly name: string; readonly body: string }[] = [
  {
    name: "nginx",
    body: page("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>openresty</center>"),
  },
  { name: "Apache", body: apache("404 Not Found", "The requested URL was not found on this server.") },
  {
    name: "IIS",
    body: page(
      "404 - File or directory not found.",
      "<h1>Server Error</h1><h2>404 - File or directory not found.</h2><h3>The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.</h3>",
    ),
  },
  {
    name: "HTTP.sys",
    body: page(
      "Not Found",
      "<h2>Not Found</h2><hr><p>HTTP Error 404. The requested resource is not found.</p>",
    ),
  },
  {
    name: "Tomcat",
    body: tomcat(
      "HTTP Status 404 – Not Found",
      "The requested resource [&#47;v3&#47;orders&#47;12] is not available",
    ),
  },
  {
    name: "Tomcat 6",
    body: page(
      "Apache Tomcat/6.0.53 - Error report",
      "<h1>HTTP Status 404 - /v3/orders/12</h1><p><b>type</b> Status report</p><p><b>message</b> <u>/v3/orders/12</u></p><p><b>description</b> <u>The requested resource is not available.</u></p>",
    ),
  },
  {
    name: "GlassFish",
    body: page(
      "GlassFish - Error report",
      "<h1>HTTP Status 404 - Not Found</h1><hr/><p><b>type</b> Status report</p><p><b>message</b>Not Found</p><p><b>description</b>The requested resource is not available.</p>",
    ),
  },
  {
    name: "Jetty",
    body: page(
      "Error 404 Not Found",
      "<h2>HTTP ERROR 404 Not Found</h2><table><tr><th>URI:</th><td>http://localhost:8080/v3</td></tr><tr><th>STATUS:</th><td>404</td></tr><tr><th>MESSAGE:</th><td>Not Found</td></tr></table>",
    ),
  },
  {
    name: "WebLogic",
    body: page(
      "Error 404--Not Found",
      "<h2>Error 404--Not Found</h2><h3>From RFC 2068 <i>HTTP/1.1</i>:</h3><p>The server has not found anything matching the Request-URI. No indication is given of whether the condition is temporary or permanent.</p>",
    ),
  },
  {
    name: "Liberty",
    body: page(
      "Error 404: Not Found",
      "<h1>Context Root Not Found</h1><p>The server cannot find a web application associated with this URL.</p>",
    ),
  },
  {
    name: "LiteSpeed",
    body: page(
      " 404 Not Found\r\n",
      "<h1>404</h1><h2>Not Found\r\n</h2><p>The resource requested could not be found on this server!</p>",
    ),
  },
  {
    name: "Traffic Server",
    body: page(
      "Not Found on Accelerator",
      "<h1>Not Found on Accelerator</h1><hr><b>Description: Your request on the specified host was not found. Check the location and try again.</b>",
    ),
  },
  {
    name: "Pyramid",
    body: page(
      "404 Not Found",
      "<h1>404 Not Found</h1>The resource could not be found.<br/><br/>\n/v3/orders/12\n",
    ),
  },
  {
    name: "Rails 8",
    body: page(
      "The page you were looking for doesn’t exist (404 Not found)",
      "<p><strong>The page you were looking for doesn’t exist.</strong> You may have mistyped the address.</p>",
    ),
  },
  {
    name: "WordPress",
    body: page(
      "Page not found &#8211; My Shop",
      "<h1>Oops! That page can&rsquo;t be found.</h1><p>It looks like nothing was found at this location.</p>",
    ),
  },
  {
    name: "Netlify",
    body: page("Page not found", "<h1>Page not found</h1><p>Looks like you’ve followed a broken link.</p>"),
  },
  {
    name: "Next.js",
    body: page(
      "404: This page could not be found.",
      "<h1>404</h1><h2>This page could not be found<!-- -->.</h2>",
    ),
  },
  {
    name: "Symfony's debug page",
    body: page(
      "No route found for &quot;GET http://localhost/v3/orders/12&quot; (404 Not Found)",
      "<h1>Symfony Exception</h1><h2>NotFoundHttpException</h2><h1>No route found for &quot;GET http://localhost/v3/orders/12&quot;</h1>",
    ),
  },
  { name: "Express", body: page("Error", "<pre>Cannot GET /v3/orders/12</pre>") },
  {
    name: "Play",
    body: page("Action Not Found", "<h1>Action Not Found</h1><p>For request 'GET /v3/orders/12'</p>"),
  },
];

describe("a 404 page that is a server's own miss", () => {
  test.for(MISSES)("$name", ({ body }, { expect }) => {
    expect(generalHtml.read(evidenceOf({ status: 404, body }))?.miss).toBe(true);
  });

  test.for([
    {
      name: "an application under Werkzeug",
      body: page("404 Not Found", "<h1>Not Found</h1><p>Order 12 does not exist</p>"),
    },
    {
      name: "an application under Tomcat",
      body: tomcat("HTTP Status 404 – Not Found", "Order 12 is unknown"),
    },
    {
      name: "an application under Pyramid",
      body: page(
        "404 Not Found",
        "<h1>404 Not Found</h1>The resource could not be found.<br/><br/>\nNo order 12\n",
      ),
    },
    {
      name: "an application under Jetty",
      body: page(
        "Error 404 No such order",
        "<h2>HTTP ERROR 404 No such order</h2><table><tr><th>URI:</th><td>/v3/orders/12</td></tr><tr><th>MESSAGE:</th><td>No such order</td></tr></table>",
      ),
    },
    { name: "a wiki's page", body: page("Error", "<h1>Trac Error</h1><p>Ticket 99 does not exist.</p>") },
    {
      name: "a site whose title says not found",
      body: page("Page not found", "<p>No customer with the id 7</p>"),
    },
    { name: "a bare phrase without a server's name", body: "<html><body><h1>Not Found</h1></body></html>" },
  ])("not: $name", ({ body }, { expect }) => {
    expect(generalHtml.read(evidenceOf({ status: 404, body }))?.miss).toBeUndefined();
  });
});

const crashes: readonly MarkupRow[] = [
  {
    name: "the outermost exception and its last cause",
    from: "Tomcat 10",
    status: 500,
    body: tomcat(
      "HTTP Status 500 – Internal Server Error",
      "failed",
      "<pre>jakarta.servlet.ServletException: failed\n\tTC.doGet(TC.java:5)\n</pre><pre>java.sql.SQLException: ORA-00942: table or view does not exist\n\tTC.doGet(TC.java:5)\n</pre>",
    ),
    facts: {
      message: "failed",
      words:
        "jakarta.servlet.ServletException: failed java.sql.SQLException: ORA-00942: table or view does not exist",
      crash: true,
    },
  },
  {
    name: "labels of a debug page",
    from: "Django",
    status: 500,
    body: page(
      "OperationalError at /v3/orders/12",
      "<h1>OperationalError at /v3/orders/12</h1><pre>no such table: orders</pre><table><tr><th>Exception Type:</th><td>OperationalError</td></tr><tr><th>Exception Value:</th><td>no such table: orders</td></tr></table>",
    ),
    facts: {
      message: "no such table: orders",
      words: "OperationalError: no such table: orders OperationalError: ",
      crash: true,
    },
  },
  {
    name: "the title of a page that names no exception",
    from: "CodeIgniter 3",
    status: 500,
    body: page(
      "Database Error",
      "<h1>A Database Error Occurred</h1><p>Error Number: 1146</p><p>SELECT * FROM orders</p>",
    ),
    facts: {
      message: "Error Number: 1146",
      words:
        "Error Number: 1146 A Database Error Occurred Database Error Error Number: 1146 SELECT * FROM orders",
    },
  },
];

describe("a crash's page", () => {
  test.for(crashes)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(generalHtml.read(evidenceOf(answer))).toMatchObject(facts ?? {});
  });
});

test("any markup is read without throwing", () => {
  const piece = fc.constantFrom(
    "<",
    ">",
    "</",
    "<p>",
    "<h1>",
    "<title>",
    "<pre>",
    "<br>",
    "&",
    "&lt;",
    "\n",
    " ",
    "at a.b(C.java:1)",
    "Message:",
    "404",
    "not found",
    "Error: x",
    '"',
    "é",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.constantFrom(404, 500, 200), (pieces, status) => {
      generalHtml.read(evidenceOf({ status, body: `<html>${pieces.join("")}` }));
    }),
  );
});
