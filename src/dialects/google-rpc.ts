import * as z from "zod/mini";
import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { readAs } from "./schema.ts";

/** grpc-gateway's own rendering of google.rpc.Status. */
const Status = z.looseObject({
  code: z.int().check(z.minimum(1), z.maximum(16)),
  message: z.string(),
  details: z.array(z.unknown()),
});
/** What Google's HTTP front ends make of it (AIP-193). */
const Answer = z.looseObject({
  error: z.looseObject({
    code: z.int(),
    message: z.string(),
    status: z.string().check(z.regex(/^[A-Z][A-Z_]{1,30}$/)),
  }),
});

/** google.rpc.Status: Google's APIs and grpc-gateway. */
export const googleRpc = defineDialect({
  name: "google-rpc",
  media: "json",
  spec: "https://google.aip.dev/193",
  read(evidence) {
    // A streaming method of Google's answers with an array of one.
    const { json } = evidence;
    const whole: unknown = Array.isArray(json) && json.length === 1 ? json[0] : json;
    const plain = readAs(Status, whole);
    const name = readAs(Answer, whole)?.error.status ?? (plain && String(plain.code));
    if (name === undefined) return undefined;
    const facts = readJsonFacts(evidence, whole);
    const others = facts.codes?.filter(({ value }) => value !== name && !/^\d+$/.test(value)) ?? [];
    return toFacts({ ...facts, codes: [...others, { value: name, vocabulary: "grpc" }] });
  },
});
