import * as z from "zod/mini";
import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { readAs } from "./schema.ts";

const Item = z.looseObject({ message: z.string() });
const Body = z.looseObject({ errors: z.array(Item).check(z.minLength(1)) });

/** A GraphQL answer with errors: under 2xx a failure only where `data` is absent or null. */
export const graphql = defineDialect({
  name: "graphql",
  media: "json",
  spec: "https://spec.graphql.org/October2021/#sec-Errors",
  read(evidence) {
    const body = readAs(Body, evidence.json);
    if (body === undefined) return undefined;
    const own = body.errors.some((item) => "locations" in item || "extensions" in item);
    if (!own && !("data" in body && body.errors.some(({ path }) => Array.isArray(path)))) return undefined;
    const partial = body["data"] !== undefined && body["data"] !== null;
    const errors = body.errors.map(({ path: _path, locations: _locations, ...item }) => item);
    const { certain: _certain, ...facts } = readJsonFacts(evidence, { errors });
    return toFacts({ ...facts, certain: evidence.status < 300 && !partial && !errors.some(isRetried) });
  },
});

/** Automatic persisted queries: a client that gets this sends its query again, whole. */
function isRetried(item: z.infer<typeof Item>): boolean {
  const { extensions } = item;
  const code =
    typeof extensions === "object" && extensions !== null && "code" in extensions ? extensions.code : "";
  return (
    code === "PERSISTED_QUERY_NOT_FOUND" || /^Persisted ?Query ?Not ?Found$/i.test(item.message.slice(0, 40))
  );
}
