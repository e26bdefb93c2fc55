import * as z from "zod/mini";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { readAs } from "./schema.ts";

const Invalid = z.strictObject({
  message: z.string(),
  errors: z.catchall(z.object({}), z.array(z.string())),
});
const Debug = z.object({
  message: z.string(),
  exception: z.string(),
  file: z.string(),
  line: z.int(),
  trace: z.array(z.unknown()),
});
const Body = z.union([Invalid, Debug]);

/** Laravel's JSON: a failed validation, or with `APP_DEBUG` an exception and its trace. */
export const laravel = defineDialect({
  name: "laravel",
  media: "json",
  spec: "https://laravel.com/docs/12.x/validation#validation-error-response-format",
  read(evidence) {
    return readAs(Body, evidence.json) !== undefined ? readJsonFacts(evidence, evidence.json) : undefined;
  },
});
