import * as z from "zod/mini";
import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { readAs } from "./schema.ts";

/** Its numbers are negative and have four digits. */
const Body = z.strictObject({
  code: z.int().check(z.minimum(-9999), z.maximum(-1000)),
  msg: z.string(),
});

/** Binance: a negative number beside `msg`; most of them come under 400. */
export const binance = defineDialect({
  name: "binance",
  media: "json",
  spec: "https://developers.binance.com/docs/binance-spot-api-docs/errors",
  read({ json, status }) {
    const body = readAs(Body, json);
    if (body === undefined) return undefined;
    return toFacts({
      codes: [{ value: String(body.code), vocabulary: "binance" }],
      message: body.msg,
      certain: status < 300,
    });
  },
});
