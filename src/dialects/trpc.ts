import * as z from "zod/mini";
import type { Evidence } from "../decode/evidence.ts";
import { toFacts, type Facts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { readBatch } from "./json-batch.ts";
import { readAs } from "./schema.ts";

const Shape = z.looseObject({
  message: z.string(),
  code: z.int(),
  data: z.looseObject({ code: z.string(), httpStatus: z.optional(z.int()) }),
});
const Plain = z.object({ error: Shape });
const Wrapped = z.object({ error: z.object({ json: Shape }) });

/** tRPC's error shape, plain or as SuperJSON wraps it; of a batch the first call that failed. */
export const trpc = defineDialect({
  name: "trpc",
  media: "json",
  spec: "https://trpc.io/docs/server/error-formatting",
  read(evidence) {
    return readBatch(evidence, (answer) => readAnswer(evidence, answer));
  },
});

function readAnswer(evidence: Evidence, json: unknown): Facts | undefined {
  const error = readAs(Plain, json)?.error ?? readAs(Wrapped, json)?.error.json;
  if (error === undefined) return undefined;
  const { message, data } = error;
  // `data.path` is the procedure's name, `data.stack` a trace, and the number beside the message JSON-RPC's own.
  const { code, httpStatus, path: _path, stack: _stack, ...rest } = data;
  const { fields, message: sentence } = readJsonFacts(evidence, { message, ...rest });
  return toFacts({
    codes: [{ value: code }],
    message: sentence,
    fields,
    // The router's own words for a procedure that it does not serve.
    miss: /^No (?:"\w+"-)?procedure (?:found )?on path /.test(message) ? true : undefined,
    status: httpStatus === evidence.status ? undefined : httpStatus,
    certain: evidence.status < 300,
  });
}
