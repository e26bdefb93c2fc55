import * as z from "zod/mini";
import { toFacts, type FieldError } from "../facts/facts.ts";
import { toFieldPath } from "../facts/field-path.ts";
import { defineDialect } from "./dialect.ts";
import { lenient, readAs } from "./schema.ts";
import { v4 } from "./v4.ts";

const Messages = z.union([
  z.array(z.string()),
  z.pipe(
    z.string(),
    z.transform((text) => [text]),
  ),
]);
const Field = z.object({ name: z.string(), messages: Messages });
const Detail = z.object({ field: z.string(), message: z.string() });

const Body = z.object({
  error: z.object({
    type: z.enum(["request", "resource", "logical", "internal"]),
    code: z.string(),
    message: lenient(z.string()),
    details: lenient(z.array(lenient(Detail))), // v4
  }),
  _meta: lenient(z.object({ fields: lenient(z.array(lenient(Field))) })), // v3
});

/** Qonversion's v3, and a v4 envelope with a member too many: `{"error": {type, code, message}, "_meta": {"fields": […]}}`. */
export const qonversionV3 = defineDialect({
  name: "qonversion-v3",
  media: "json",
  spec: "https://documentation.qonversion.io/reference/errors",
  read(evidence) {
    const { json, status } = evidence;
    const body = readAs(Body, json);
    if (body === undefined || v4.read(evidence) !== undefined) return undefined;
    const { error, _meta } = body;
    const fields: readonly FieldError[] = [
      ...(error.details ?? []).flatMap((detail) => (detail === undefined ? [] : [detail])),
      ...(_meta?.fields ?? []).flatMap((field) =>
        field === undefined ? [] : field.messages.map((message) => ({ field: field.name, message })),
      ),
    ].map(({ field, message }) => ({ field: toFieldPath(field), message }));
    return toFacts({
      codes: [{ value: error.code, vocabulary: "v4" }],
      message: error.message?.trim(),
      fields,
      certain: status < 300,
    });
  },
});
