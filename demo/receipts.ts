import { Hono } from "hono";

const SUBSCRIPTIONS = new Map([["sub-1", { id: "sub-1", product: "premium", renews: true }]]);
const SEEN = new Set<string>();

/** The API's first version: `success` and a number, and hardly a status but 200 and 400. */
export const receipts = new Hono();

receipts.get("/subscriptions/:id", (c) => {
  const found = SUBSCRIPTIONS.get(c.req.param("id"));
  return found === undefined
    ? c.json({ success: false, data: { code: 10005, message: "Subscription id is unknown" } }, 400)
    : c.json({ success: true, data: found });
});

receipts.delete("/subscriptions/:id", (c) => {
  if (c.req.header("authorization") === undefined)
    return c.json({ success: false, data: { code: 10002, message: "Access token is missing" } }, 400);
  SUBSCRIPTIONS.delete(c.req.param("id"));
  return c.body(null, 204);
});

receipts.post("/receipts", async (c) => {
  const { receipt } = await c.req.json<{ receipt?: unknown }>().catch(() => ({ receipt: undefined }));
  // A failure that says 200: only with `SOFT_ERRORS` is it seen.
  if (typeof receipt !== "string")
    return c.json({ success: false, data: { code: 10004, message: "Receipt is missing" } });
  if (SEEN.has(receipt))
    return c.json({ success: 0, data: { code: 20110, message: "Receipt belongs to another purchase" } }, 400);
  SEEN.add(receipt);
  return c.json({ success: true, data: { receipt } });
});
