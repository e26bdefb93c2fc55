import * as z from "zod/mini";
import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { readAs } from "./schema.ts";

const Body = z.strictObject({
  error: z.object({ error_code: z.int().check(z.minimum(1)), error_msg: z.string() }),
});

/** VK: `error_code` beside `error_msg`, always under 200. */
export const vk = defineDialect({
  name: "vk",
  media: "json",
  spec: "https://dev.vk.com/en/reference/errors",
  read({ json, status }) {
    const error = readAs(Body, json)?.error;
    if (error === undefined) return undefined;
    return toFacts({
      codes: [{ value: String(error.error_code), vocabulary: "vk" }],
      message: error.error_msg,
      certain: status < 300,
    });
  },
});
