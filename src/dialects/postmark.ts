import * as z from "zod/mini";
import { defineDialect } from "./dialect.ts";
import { readAs } from "./schema.ts";

const Body = z.strictObject({ ErrorCode: z.int().check(z.minimum(1)), Message: z.string() });

/** Postmark: its numbers run from 10 to 1302 and are no statuses, though 400 to 460 look like some. */
export const postmark = defineDialect({
  name: "postmark",
  media: "json",
  spec: "https://postmarkapp.com/developer/api/overview#error-codes",
  read({ json, status }) {
    const body = readAs(Body, json);
    return status < 400 || body === undefined ? undefined : { message: body.Message };
  },
});
