import * as z from "zod/mini";
import { toFacts } from "../facts/facts.ts";
import { toFieldPath } from "../facts/field-path.ts";
import { defineDialect } from "./dialect.ts";
import { readAs } from "./schema.ts";

const Body = z.strictObject({
  error: z.strictObject({
    type: z.enum(["request", "resource", "logical", "internal"]),
    code: z.string(),
    message: z.string(),
    details: z.optional(z.array(z.strictObject({ field: z.string(), message: z.string() }))),
  }),
});

/** The v4 envelope itself: an upstream that has been migrated, or one whose status or headers do not fit yet. */
export const v4 = defineDialect({
  name: "v4",
  media: "json",
  spec: "https://documentation.qonversion.io/reference/errors",
  read({ json, status }) {
    const error = readAs(Body, json)?.error;
    if (error === undefined) return undefined;
    return toFacts({
      codes: [{ value: error.code, vocabulary: "v4" }],
      message: error.message.trim(),
      fields: error.details?.map(({ field, message }) => ({ field: toFieldPath(field), message })),
      certain: status < 300,
    });
  },
});
