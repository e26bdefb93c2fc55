import { toFacts, type Facts, type FieldError, type MachineCode } from "../facts/facts.ts";
import { toFieldPath } from "../facts/field-path.ts";
import { isCrash } from "../facts/trace.ts";
import { defineDialect } from "./dialect.ts";
import { foldedName, textOf } from "./xml-walk.ts";

/** What the codes of OWS Common (table 25) and WMS say in the common vocabulary. */
const MEANS: Readonly<Record<string, string>> = {
  OperationNotSupported: "UNIMPLEMENTED",
  OptionNotSupported: "INVALID_ARGUMENT",
  MissingParameterValue: "INVALID_ARGUMENT",
  InvalidParameterValue: "INVALID_ARGUMENT",
  OperationParsingFailed: "INVALID_ARGUMENT",
  VersionNegotiationFailed: "INVALID_ARGUMENT",
  InvalidFormat: "INVALID_ARGUMENT",
  InvalidCRS: "INVALID_ARGUMENT",
  InvalidSRS: "INVALID_ARGUMENT",
  InvalidPoint: "INVALID_ARGUMENT",
  InvalidDimensionValue: "INVALID_ARGUMENT",
  MissingDimensionValue: "INVALID_ARGUMENT",
  StyleNotDefined: "INVALID_ARGUMENT",
  LayerNotQueryable: "INVALID_ARGUMENT",
  LayerNotDefined: "INVALID_ARGUMENT",
  NotFound: "NOT_FOUND",
  OperationProcessingFailed: "INTERNAL",
  NoApplicableCode: "",
};
/** Locators that name the whole request, not a parameter of it. */
const WHOLE = new Set(["request", "service", "noapplicablecode", "unknown"]);

/** The exception documents of OGC services: `ExceptionReport` (OWS) and `ServiceExceptionReport` (WMS, older WFS). */
export const ogcException = defineDialect({
  name: "ogc-exception",
  media: "xml",
  spec: "https://docs.ogc.org/is/06-121r9/06-121r9.html",
  read({ xml }): Facts | undefined {
    if (xml === undefined || !/^(?:service)?exceptionreport$/.test(foldedName(xml))) return undefined;
    const exceptions = xml.children.filter((child) => /^(?:service)?exception$/.test(foldedName(child)));
    if (exceptions.length === 0) return undefined;
    const sentences = exceptions.map((one) => textOf(one));
    const codes = exceptions.flatMap(({ attributes }): readonly MachineCode[] => {
      const code = attributes["exceptionCode"] ?? attributes["code"] ?? "";
      if (code === "" || MEANS[code] === "") return [];
      const common = Object.hasOwn(MEANS, code) ? MEANS[code] : undefined;
      return [{ value: code }, ...(common === undefined ? [] : [{ value: common }])];
    });
    const fields = exceptions.flatMap(({ attributes }, at): readonly FieldError[] => {
      const field = toFieldPath(attributes["locator"] ?? "");
      const message = sentences[at] ?? "";
      const names =
        field !== "" && message !== "" && !/[\s:\\]/.test(field) && !WHOLE.has(field.toLowerCase());
      return names && !/Processing|NoApplicable/.test(attributes["exceptionCode"] ?? "")
        ? [{ field, message }]
        : [];
    });
    return toFacts({
      codes,
      message: sentences.find((sentence) => sentence !== ""),
      fields,
      crash: sentences.some((sentence) => isCrash(sentence)),
      certain: true,
    });
  },
});
