import * as z from "zod/mini";
import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { readAs } from "./schema.ts";

const Body = z.object({
  error: z.string().check(z.regex(/^[a-z][a-z_]{2,60}$/)),
  error_description: z.string(),
});

/** An OAuth 2 error answer (RFC 6749, section 5.2): a name and its description. */
export const oauth = defineDialect({
  name: "oauth",
  media: "json",
  spec: "https://www.rfc-editor.org/rfc/rfc6749#section-5.2",
  read(evidence) {
    const body = readAs(Body, evidence.json);
    if (body === undefined) return undefined;
    const facts = readJsonFacts(evidence, evidence.json);
    const others = facts.codes?.filter(({ value }) => value !== body.error) ?? [];
    return toFacts({ ...facts, codes: [{ value: body.error, vocabulary: "oauth" }, ...others] });
  },
});
