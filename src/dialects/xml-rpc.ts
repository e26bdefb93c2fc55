import { toFacts, type Facts } from "../facts/facts.ts";
import { isCrash, readThrown } from "../facts/trace.ts";
import { readCrash } from "./general-text.ts";
import { defineDialect } from "./dialect.ts";
import { childOf, findOf, foldedName, textOf } from "./xml-walk.ts";

/** What Python's server writes before an exception's words. */
const CLASS = /^<class '([\w.]{1,120})'>:\s?/;

/** An XML-RPC `fault`: a number and a sentence. */
export const xmlRpc = defineDialect({
  name: "xml-rpc",
  media: "xml",
  spec: "https://xmlrpc.com/spec.md",
  read({ xml }): Facts | undefined {
    if (xml === undefined || foldedName(xml) !== "methodresponse") return undefined;
    const fault = childOf(xml, "fault");
    const struct = fault === undefined ? undefined : findOf(fault, "struct");
    if (struct === undefined) return undefined;
    const members = new Map(
      struct.children.map((member) => [textOf(childOf(member, "name")), textOf(childOf(member, "value"))]),
    );
    const code = members.get("faultCode") ?? "";
    const said = members.get("faultString") ?? "";
    const thrown = CLASS.exec(said)?.[1];
    const bare = said.replace(CLASS, "");
    const wrong =
      /\bmethod\b.{0,200}\b(?:not (?:found|supported|exist)|missing|does not exist|unknown)|\b(?:unknown|no such) method/i;
    const number = Number(code);
    const trace = thrown === undefined && isCrash(said) ? readThrown(said) : [];
    return toFacts({
      // The specification reserves no numbers; the interoperability draft's are JSON-RPC's.
      codes: [
        ...(wrong.test(bare) && code !== "-32601"
          ? [{ value: "-32601", vocabulary: "json-rpc" as const }]
          : []),
        ...(code === ""
          ? []
          : [/^-3\d{4}$/.test(code) ? { value: code, vocabulary: "json-rpc" as const } : { value: code }]),
      ],
      message: bare,
      words: thrown === undefined ? readCrash(trace).words : `${thrown}: ${bare}`,
      status: number >= 400 && number <= 599 ? number : undefined,
      crash: isCrash(said) || thrown !== undefined || said.startsWith("Uncaught exception "),
      certain: true,
    });
  },
});
