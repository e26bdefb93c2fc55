import * as z from "zod/mini";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";

const Location = z.array(z.union([z.string(), z.number()]));
const Body = z.object({
  detail: z.array(z.object({ loc: Location, msg: z.string(), type: z.string() })).check(z.minLength(1)),
});

/** FastAPI's and pydantic's list of validation errors, each with a location array. */
export const fastapi = defineDialect({
  name: "fastapi",
  media: "json",
  spec: "https://fastapi.tiangolo.com/tutorial/handling-errors/",
  read(evidence) {
    return z.safeParse(Body, evidence.json).success ? readJsonFacts(evidence, evidence.json) : undefined;
  },
});
