import { Hono } from "hono";
import { proxy } from "hono/proxy";

const app = new Hono<{ Bindings: { readonly UPSTREAM_URL: string } }>();

app.all("*", async ({ req, env }) => {
  const { pathname, search } = new URL(req.url);
  return await proxy(env.UPSTREAM_URL + pathname + search, req.raw);
});

/** What a user of Hono would write: its proxy helper, which strips connection fields too. */
export default app;
