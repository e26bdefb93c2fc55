import { Hono } from "hono";
import { streamSSE } from "hono/streaming";

const BAD_GATEWAY = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
<hr><center>nginx/1.22.1</center>
</body>
</html>
`;
const TRACE = `Error: connect ECONNREFUSED 10.0.3.17:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)
    at /srv/api/node_modules/pg-pool/index.js:45:11
    at async listReports (/srv/api/src/reports.js:12:18)
`;
const PER_MINUTE = 3;
const WINDOW_MS = 60_000;
const limited = { opened: 0, count: 0 };

/** What no API means to say: pages, traces, limits, and answers that take their time. */
export const troubles = new Hono();

troubles.get("/", (c) =>
  c.text("The legacy backend. Try /v3/users/8, /orders/1, /reports, /prices, /search?q=x\n"),
);

troubles.get("/prices", (c) => c.html(BAD_GATEWAY, 502, { server: "nginx/1.22.1" }));

troubles.get("/reports", (c) => c.text(TRACE, 500, { "x-powered-by": "Express" }));

/** Three a minute; then a limit that names its end only in `X-RateLimit-Reset`, in epoch seconds. */
troubles.get("/search", (c) => {
  const now = Date.now();
  if (now - limited.opened > WINDOW_MS) Object.assign(limited, { opened: now, count: 0 });
  limited.count += 1;
  const headers = {
    "x-ratelimit-limit": String(PER_MINUTE),
    "x-ratelimit-remaining": String(Math.max(0, PER_MINUTE - limited.count)),
    "x-ratelimit-reset": String(Math.ceil((limited.opened + WINDOW_MS) / 1000)),
  };
  return limited.count > PER_MINUTE
    ? c.json({ message: "API rate limit exceeded" }, 429, headers)
    : c.json({ results: [c.req.query("q") ?? ""] }, 200, headers);
});

/** A failure that says 200. */
troubles.get("/status", (c) => c.json({ success: false, error: "The billing provider is not configured" }));

/** `/slow?s=2` answers after two seconds; the proxy of the demo waits for five. */
troubles.get("/slow", async (c) => {
  const seconds = Math.min(60, Number(c.req.query("s") ?? 10));
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return c.json({ waited: seconds });
});

troubles.get("/events", (c) =>
  streamSSE(c, async (stream) => {
    for (let tick = 1; tick <= 5; tick += 1) {
      await stream.writeSSE({ event: "tick", data: String(tick) });
      await stream.sleep(200);
    }
  }),
);
