import * as z from "zod/mini";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";
import { readAs } from "./schema.ts";

const Body = z.object({
  timestamp: z.union([z.number(), z.string()]), // epoch ms in Boot 1, ISO 8601 since Boot 2
  status: z.int(),
  error: z.string(),
  path: z.string(),
});

/** What Spring Boot's `BasicErrorController` answers for an unhandled exception. */
export const springBoot = defineDialect({
  name: "spring-boot",
  media: "json",
  spec: "https://docs.spring.io/spring-boot/reference/web/servlet.html#web.servlet.spring-mvc.error-handling",
  read(evidence) {
    const body = readAs(Body, evidence.json);
    // A status that differs from the wire's means a gateway relayed another service's error.
    if (body?.status !== evidence.status) return undefined;
    return readJsonFacts(evidence, evidence.json);
  },
});
