import * as z from "zod/mini";
import { toFieldPath } from "../facts/field-path.ts";
import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { lenient, readAs } from "./schema.ts";

const Cause = z.object({ field: z.string(), message: z.string() });

const Body = z.object({
  kind: z.literal("Status"),
  status: z.literal("Failure"),
  apiVersion: z.string(),
  message: lenient(z.string()),
  reason: lenient(z.string()),
  code: lenient(z.int()),
  details: lenient(z.object({ causes: lenient(z.array(lenient(Cause))) })),
});

/** The `Status` of the Kubernetes API and of what imitates it; its causes are field errors. */
export const kubernetesStatus = defineDialect({
  name: "kubernetes-status",
  media: "json",
  spec: "https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/",
  read({ json, status }) {
    const body = readAs(Body, json);
    if (body === undefined) return undefined;
    const causes = body.details?.causes?.filter((cause) => cause !== undefined) ?? [];
    return toFacts({
      codes: body.reason === undefined || body.reason === "" ? [] : [{ value: body.reason }],
      message: body.message,
      fields: causes.map(({ field, message }) => ({ field: toFieldPath(field), message })),
      status: body.code === status ? undefined : body.code,
      certain: status < 300,
    });
  },
});
