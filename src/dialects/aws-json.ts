import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { readJsonFacts } from "./general-json.ts";

/** AWS's JSON protocols: the exception's name in `__type` or in `x-amzn-errortype`. */
export const awsJson = defineDialect({
  name: "aws-json",
  media: "any",
  spec: "https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization",
  read(evidence) {
    if (evidence.form !== "json" && evidence.form !== "empty") return undefined;
    const { json } = evidence;
    const named = typeof json === "object" && json !== null && "__type" in json ? json.__type : undefined;
    const type = evidence.headers.get("x-amzn-errortype") ?? named;
    if (typeof type !== "string" || !/^[\w.#:/-]{1,200}$/.test(type)) return undefined;
    // `com.amazonaws.dynamodb.v20120810#Name` and `Name:http://internal.amazon.com/coral/…`
    const name = type.replace(/^.*#/, "").replace(/:.*$/s, "");
    const facts = evidence.form === "json" ? readJsonFacts(evidence, json) : {};
    const others = facts.codes?.filter(({ value }) => value !== name && !type.includes(value)) ?? [];
    return toFacts({ ...facts, codes: [{ value: name, vocabulary: "aws" }, ...others] });
  },
});
