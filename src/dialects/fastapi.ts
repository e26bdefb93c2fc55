import * as z from "zod/mini";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { readAs } from "./schema.ts";

const Location = z.array(z.union([z.string(), z.number()]));
const Body = z.object({
  detail: z.array(z.object({ loc: Location, msg: z.string(), type: z.string() })).check(z.minLength(1)),
});

const Loose = z.looseObject({ detail: z.array(z.unknown()) });
/** `json_invalid` (pydantic 2), `value_error.jsondecode` (1): the location is an offset into the text, and no field. */
const Broken = z.looseObject({
  type: z.string().check(z.regex(/^(?:json_invalid|value_error\.jsondecode)$/)),
});

function withoutOffset(item: unknown): unknown {
  return readAs(Broken, item) !== undefined ? { ...z.parse(Broken, item), loc: ["body"] } : item;
}

/** FastAPI's and pydantic's list of validation errors, each with a location array. */
export const fastapi = defineDialect({
  name: "fastapi",
  media: "json",
  spec: "https://fastapi.tiangolo.com/tutorial/handling-errors/",
  read(evidence) {
    if (readAs(Body, evidence.json) === undefined) return undefined;
    const { detail, ...rest } = z.parse(Loose, evidence.json);
    return readJsonFacts(evidence, { detail: detail.map(withoutOffset), ...rest });
  },
});
