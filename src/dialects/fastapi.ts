import * as z from "zod/mini";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { readAs } from "./schema.ts";

const Location = z.array(z.union([z.string(), z.number()]));
const Item = z.looseObject({ loc: Location, msg: z.string(), type: z.string() });
const Body = z.looseObject({ detail: z.array(Item).check(z.minLength(1)) });
/** `json_invalid` (pydantic 2), `value_error.jsondecode` (1): the location is an offset into the text, and no field. */
const BROKEN = /^(?:json_invalid|value_error\.jsondecode)$/;

/** FastAPI's and pydantic's list of validation errors, each with a location array. */
export const fastapi = defineDialect({
  name: "fastapi",
  media: "json",
  spec: "https://fastapi.tiangolo.com/tutorial/handling-errors/",
  read(evidence) {
    const body = readAs(Body, evidence.json);
    if (body === undefined) return undefined;
    const detail = body.detail.map((item) => (BROKEN.test(item.type) ? { ...item, loc: ["body"] } : item));
    return readJsonFacts(evidence, { ...body, detail });
  },
});
