import { toFacts, type Facts } from "../facts/facts.ts";
import { readJsonFacts } from "./general-json.ts";
import { defineDialect } from "./dialect.ts";

/** What AWS Lambda answers under 200 when the function failed: `X-Amz-Function-Error`. */
export const lambdaError = defineDialect({
  name: "lambda-error",
  media: "any",
  spec: "https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html",
  read(evidence): Facts | undefined {
    if (!evidence.headers.has("x-amz-function-error")) return undefined;
    const facts = evidence.form === "json" ? readJsonFacts(evidence, evidence.json) : {};
    // `Handled` is an error that the function returned, in its own words.
    const crash = evidence.headers.get("x-amz-function-error")?.toLowerCase() !== "handled";
    return toFacts({ ...facts, crash, certain: true });
  },
});
