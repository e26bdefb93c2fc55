import * as z from "zod/mini";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { lenient } from "./schema.ts";

const Members = z.object({
  type: lenient(z.string()),
  title: lenient(z.string()),
  status: lenient(z.number()),
  detail: lenient(z.string()),
});

/** RFC 9457: by its media type, or by the members that no other format has together. */
export const problemDetails = defineDialect({
  name: "problem-details",
  media: "json",
  spec: "https://www.rfc-editor.org/rfc/rfc9457",
  read(evidence) {
    const problem = z.safeParse(Members, evidence.json).data;
    if (problem === undefined) return undefined;
    const { type, title, status, detail } = problem;
    // Frameworks that forget the media type still write a type URI and a title.
    const shaped =
      type !== undefined &&
      /^(?:about:blank$|https?:|urn:|tag:|\/)/i.test(type.slice(0, 20)) &&
      title !== undefined;
    if (evidence.mediaType !== "application/problem+json" && !(shaped && (status ?? detail) !== undefined))
      return undefined;
    return readJsonFacts(evidence, evidence.json);
  },
});
