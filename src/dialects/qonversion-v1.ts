import * as z from "zod/mini";
import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { readAs } from "./schema.ts";

const Body = z.object({
  success: z.union([z.literal(false), z.literal(0)]),
  data: z.object({ code: z.int(), message: z.string() }),
});

/** Qonversion's v1: `{"success": false, "data": {"code": 10003, "message": …}}` under any status, 200 included. */
export const qonversionV1 = defineDialect({
  name: "qonversion-v1",
  media: "json",
  spec: "https://documentation.qonversion.io/reference/errors",
  read({ json, status }) {
    const data = readAs(Body, json)?.data;
    if (data === undefined) return undefined;
    return toFacts({
      codes: [{ value: String(data.code), vocabulary: "qonversion-v1" }],
      message: data.message.trim(),
      certain: status < 300,
    });
  },
});
