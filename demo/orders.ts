import { Hono } from "hono";

interface Order {
  readonly id: number;
  readonly lines: readonly unknown[];
}

const ORDERS: Order[] = [];

/** The part that a framework validates: what FastAPI says of a body that does not fit. */
export const orders = new Hono();

orders.get("/:id", (c) => {
  const order = ORDERS[Number(c.req.param("id")) - 1];
  return order === undefined
    ? c.json({ detail: `Order ${c.req.param("id")} not found` }, 404)
    : c.json(order);
});

orders.post("/", async (c) => {
  const body: unknown = await c.req.json().catch(() => undefined);
  const lines = (body as { lines?: unknown } | undefined)?.lines;
  if (!Array.isArray(lines))
    return c.json(
      { detail: [{ type: "missing", loc: ["body", "lines"], msg: "Field required", input: null }] },
      422,
    );
  const detail = lines.flatMap((line: { quantity?: unknown } | null, index) =>
    typeof line?.quantity === "number" && line.quantity > 0
      ? []
      : [
          {
            type: "greater_than",
            loc: ["body", "lines", index, "quantity"],
            msg: "Input should be greater than 0",
            input: line?.quantity ?? null,
          },
        ],
  );
  if (detail.length > 0) return c.json({ detail }, 422);
  const order = { id: ORDERS.length + 1, lines };
  ORDERS.push(order);
  return c.json(order, 201);
});
