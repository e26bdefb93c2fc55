import { Hono } from "hono";
import { orders } from "./orders.ts";
import { receipts } from "./receipts.ts";
import { troubles } from "./troubles.ts";
import { users } from "./users.ts";

/** A backend that grew over ten years: every part of it fails in its own words. */
const backend = new Hono();

backend.route("/v3/users", users);
backend.route("/v1", receipts);
backend.route("/orders", orders);
backend.route("/", troubles);

// What Go's `http.NotFound` says, for the part that was once rewritten.
backend.notFound((c) => c.text("404 page not found\n", 404));

export default backend;
