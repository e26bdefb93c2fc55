import * as z from "zod/mini";
import { toFacts, type Facts } from "../facts/facts.ts";
import { isGeneric } from "../facts/readable.ts";
import type { Evidence } from "../decode/evidence.ts";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { readBatch } from "./json-batch.ts";
import { readAs } from "./schema.ts";

const Failure = z.looseObject({ code: z.int(), message: z.string(), data: z.optional(z.unknown()) });
const Answer = z.looseObject({
  jsonrpc: z.literal(["2.0", "1.0", "1.1"]),
  error: Failure,
});
/** Version 1.0 names no version, and has its three members always. */
const First = z.strictObject({ result: z.literal(null), error: Failure, id: z.unknown() });
/** The draft of 1.1 calls it `version`. */
const Draft = z.looseObject({
  version: z.literal("1.1"),
  error: z.looseObject({
    name: z.literal("JSONRPCError"),
    code: z.int(),
    message: z.string(),
    data: z.optional(z.unknown()),
  }),
});
/** Numbers of the specification's own range; the others are the application's. */
const RESERVED = /^-32[0-7]\d\d$/;

/** JSON-RPC 2.0, section 5.1, and 1.0; of a batch that leaves with a failure status the first member that failed. */
export const jsonRpc = defineDialect({
  name: "json-rpc",
  media: "json",
  spec: "https://www.jsonrpc.org/specification#error_object",
  read(evidence) {
    return readBatch(evidence, (answer) => readAnswer(evidence, answer));
  },
});

function readAnswer(evidence: Evidence, json: unknown): Facts | undefined {
  const error = (readAs(Answer, json) ?? readAs(First, json) ?? readAs(Draft, json))?.error;
  if (error === undefined) return undefined;
  const { code, message, data } = error;
  const inner = data === undefined || data === null ? {} : readJsonFacts(evidence, data);
  const number = String(code);
  const own = { value: number, ...(RESERVED.test(number) && { vocabulary: "json-rpc" as const }) };
  return toFacts({
    ...inner,
    // What the data names is more specific than the protocol's own number.
    codes: [...(inner.codes ?? []), own],
    message: isVague(message) && !isThrown(data) ? (inner.message ?? message) : message,
    certain: evidence.status < 300,
  });
}

const Thrown = z.object({ type: z.string().check(z.regex(/^[\w.]{1,80}(?:Error|Exception)$/)) });

/** Data that describe an exception (`{ type: "TypeError", args, message }`): a program's words, not the client's. */
function isThrown(data: unknown): boolean {
  return readAs(Thrown, data) !== undefined;
}

/** The specification's own words, and what servers say in their place. */
function isVague(message: string): boolean {
  return (
    isGeneric(message) ||
    /^(?:parse error|invalid (?:request|params|parameters?)|method not found|(?:\S+ )?server error)\.?$/i.test(
      message.slice(0, 100).trim(),
    )
  );
}
