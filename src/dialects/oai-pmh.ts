import { toFacts, type Facts, type MachineCode } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { foldedName, textOf } from "./xml-walk.ts";

/** What the protocol's codes say in the common vocabulary (OAI-PMH 2.0, section 3.6). */
const MEANS: Readonly<Record<string, string>> = {
  badArgument: "INVALID_ARGUMENT",
  badResumptionToken: "INVALID_ARGUMENT",
  badVerb: "INVALID_ARGUMENT",
  cannotDisseminateFormat: "INVALID_ARGUMENT",
  idDoesNotExist: "NOT_FOUND",
  noRecordsMatch: "NOT_FOUND",
  noMetadataFormats: "NOT_FOUND",
  noSetHierarchy: "INVALID_ARGUMENT",
};

/** An OAI-PMH answer that is an error; the protocol sends it under 200. */
export const oaiPmh = defineDialect({
  name: "oai-pmh",
  media: "xml",
  spec: "https://www.openarchives.org/OAI/openarchivesprotocol.html#ErrorConditions",
  read({ xml }): Facts | undefined {
    if (xml === undefined || foldedName(xml) !== "oaipmh") return undefined;
    const errors = xml.children.filter((child) => foldedName(child) === "error");
    if (errors.length === 0) return undefined;
    const codes = errors.flatMap(({ attributes }): readonly MachineCode[] => {
      const code = attributes["code"];
      if (code === undefined) return [];
      const common = Object.hasOwn(MEANS, code) ? MEANS[code] : undefined;
      return [{ value: code }, ...(common === undefined ? [] : [{ value: common }])];
    });
    return toFacts({
      codes,
      message: errors.map((error) => textOf(error)).find((text) => text !== ""),
      certain: true,
    });
  },
});
