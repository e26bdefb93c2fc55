import { readJsonFacts } from "./general-json.ts";
import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";

/** gRPC over HTTP whose trailers came as the only header section: `grpc-status` and `grpc-message`. */
export const grpc = defineDialect({
  name: "grpc",
  media: "any",
  spec: "https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md",
  read(evidence) {
    const number = evidence.headers.get("grpc-status")?.trim();
    if (number === undefined || !/^(?:[1-9]|1[0-6])$/.test(number)) return undefined;
    const facts = evidence.form === "json" ? readJsonFacts(evidence, evidence.json) : {};
    const sentence = evidence.headers.get("grpc-message")?.slice(0, 4000).trim();
    return toFacts({
      ...facts,
      codes: [{ value: number, vocabulary: "grpc" }, ...(facts.codes ?? [])],
      message: sentence === undefined || sentence === "" ? facts.message : decoded(sentence),
    });
  },
});

/** The protocol percent-encodes what is not printable ASCII; broken escapes stay as they are. */
function decoded(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}
