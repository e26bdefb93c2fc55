import * as z from "zod/mini";
import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { readAs } from "./schema.ts";

const Body = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    code: z.int(),
    fbtrace_id: z.string(), // only Meta traces so
    error_user_msg: z.optional(z.string()),
  }),
});

/** Meta's Graph API (Facebook, Instagram, WhatsApp): the number decides, under 400 and 403 alike. */
export const facebookGraph = defineDialect({
  name: "facebook-graph",
  media: "json",
  spec: "https://developers.facebook.com/docs/graph-api/guides/error-handling",
  read({ json, status }) {
    const error = readAs(Body, json)?.error;
    if (error === undefined) return undefined;
    return toFacts({
      codes: [{ value: String(error.code), vocabulary: "facebook" }],
      message: error.error_user_msg ?? error.message,
      certain: status < 300,
    });
  },
});
