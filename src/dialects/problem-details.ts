import * as z from "zod/mini";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { isMembers } from "./json-walk.ts";
import { lenient, readAs } from "./schema.ts";

/** Frameworks that forget the media type still write a type URI and a title. */
const Shaped = z.object({
  type: z.string().check(z.regex(/^(?:about:blank$|https?:|urn:|tag:|\/)/i)),
  title: z.string(),
  status: lenient(z.number()),
  detail: lenient(z.string()),
});

/** RFC 9457: by its media type, or by the members that no other format has together. */
export const problemDetails = defineDialect({
  name: "problem-details",
  media: "json",
  spec: "https://www.rfc-editor.org/rfc/rfc9457",
  read(evidence) {
    if (evidence.mediaType === "application/problem+json") {
      if (!isMembers(evidence.json)) return undefined;
    } else {
      const problem = readAs(Shaped, evidence.json);
      if ((problem?.status ?? problem?.detail) === undefined) return undefined;
    }
    return readJsonFacts(evidence, evidence.json);
  },
});
