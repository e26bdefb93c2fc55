import { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

interface User {
  readonly id: string;
  readonly email: string;
  readonly entitlements: readonly string[];
}

const USERS = new Map<string, User>([
  ["7", { id: "7", email: "ada@example.com", entitlements: ["premium"] }],
]);

/** The API's third version: the envelope that v4 came from, with `_meta` for the fields. */
export const users = new Hono();

users.get("/:id", (c) => {
  const user = USERS.get(c.req.param("id"));
  return user === undefined
    ? c.json(failure("resource", "not_found", "User not found"), 404)
    : c.json({ data: user });
});

users.post("/", async (c) => {
  const given: unknown = await c.req.json().catch(() => undefined);
  const { id, email } = (typeof given === "object" && given !== null ? given : {}) as Record<string, unknown>;
  const fields = [
    ...(typeof id === "string" && id !== "" ? [] : [{ name: "id", messages: ["This field is required"] }]),
    ...(typeof email === "string" && email.includes("@")
      ? []
      : [{ name: "email", messages: ["Must be an e-mail address", "Must not be empty"] }]),
  ];
  if (fields.length > 0)
    return c.json(failure("request", "invalid_data", "The request has invalid fields", fields), 400);
  if (USERS.has(String(id)))
    return c.json(failure("resource", "already_exists", `User ${String(id)} already exists`), 409);
  const user: User = { id: String(id), email: String(email), entitlements: [] };
  USERS.set(user.id, user);
  return c.json({ data: user }, 201);
});

users.put("/:id/entitlements/:name", (c) => {
  const user = USERS.get(c.req.param("id"));
  if (user === undefined) return c.json(failure("resource", "not_found", "User not found"), 404);
  // A code of v3's own, which v4 does not have.
  return c.json(
    failure("logical", "invalid_entitlement_data", "The entitlement has no active product"),
    422 satisfies ContentfulStatusCode,
  );
});

function failure(
  type: string,
  code: string,
  message: string,
  fields?: readonly { readonly name: string; readonly messages: readonly string[] }[],
): object {
  return {
    error: { type, code, message },
    _meta: { ...(fields !== undefined && { fields }), reference: "https://api.example.com/docs/errors" },
  };
}
