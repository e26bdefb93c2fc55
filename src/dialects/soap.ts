import type { XmlElement } from "../decode/evidence.ts";
import { toFacts, type Facts, type FieldError, type MachineCode } from "../facts/facts.ts";
import { isCrash, readThrown } from "../facts/trace.ts";
import { readJsonFacts } from "./general-json.ts";
import { defineDialect } from "./dialect.ts";
import { childOf, findOf, foldedName, textOf } from "./xml-walk.ts";
import { xmlToValue } from "./xml-value.ts";

/** What a server says when it means nothing: a detail's own sentence says more. */
const VAGUE =
  /^(?:server was unable to process request|internal (?:server )?error|fault|error|exception|server error|an error (?:has )?occurred|soap fault|unspecified|general error|unknown error|.{0,80}see the detail.{0,80}|the creator of this fault did not specify a reason|fault (?:occurred|happened)(?: while \w+)?|[A-Za-z]{1,40}(?:Error|Exception|Fault))\.?$/i;
/** Members of a fault's detail that only debuggers read. */
const DEBUG = new Set([
  "stacktrace",
  "stack",
  "trace",
  "hostname",
  "exceptiondetail",
  "innerexception",
  "helplink",
]);

/** A SOAP 1.1 or 1.2 fault, in an envelope or bare. */
export const soap = defineDialect({
  name: "soap",
  media: "xml",
  spec: "https://www.w3.org/TR/soap12-part1/#soapfault",
  read(evidence): Facts | undefined {
    const { xml } = evidence;
    if (xml === undefined) return undefined;
    const fault = faultOf(xml);
    if (fault === undefined) return undefined;
    const detail = childOf(fault, "detail");
    const said = reasonOf(fault);
    const inner = detail === undefined ? {} : readJsonFacts(evidence, xmlToValue(withoutDebug(detail)));
    const vague = said === "" || VAGUE.test(said);
    const message = vague && inner.message !== undefined ? inner.message : said;
    const fields = (inner.fields ?? []).filter(({ field }) => field !== "");
    const thrown = readThrown(said)[0];
    return toFacts({
      codes: [...codesOf(fault), ...(inner.codes ?? []).filter(({ value }) => !/^\d{1,3}$/.test(value))],
      message,
      fields: fields.length > 0 ? fields : namedField(detail, message),
      // The detail's exceptions say what the reason leaves out (WCF, Axis, CXF).
      words:
        vague || thrown !== undefined || (evidence.status >= 500 && textOf(detail) !== "")
          ? [said, inner.message, textOf(detail).slice(0, 300)].filter(Boolean).join(" ")
          : undefined,
      crash: isCrash(said) || isCrash(textOf(detail)),
      certain: true,
    });
  },
});

/** `Fault` in a body (or alone); an envelope that has a body with anything else is an answer. */
function faultOf(root: XmlElement): XmlElement | undefined {
  const name = foldedName(root);
  if (name === "envelope") return childOf(childOf(root, "body"), "fault");
  if (name !== "fault") return undefined;
  // oVirt's `fault` has a reason and a detail, and is none of SOAP's.
  const own = childOf(root, "faultcode", "faultstring") ?? (childOf(root, "reason") && childOf(root, "code"));
  return own === undefined ? undefined : root;
}

function reasonOf(fault: XmlElement): string {
  const reason = childOf(fault, "faultstring") ?? childOf(fault, "reason");
  const texts = reason?.children.filter((child) => foldedName(child) === "text") ?? [];
  const english = texts.find(({ attributes }) => /^en\b/i.test(attributes["lang"] ?? ""));
  return textOf(english ?? texts[0] ?? reason);
}

/** The deepest subcode first, then the fault's own: `Sender` says only whose fault it was. */
function codesOf(fault: XmlElement): readonly MachineCode[] {
  const flat = textOf(childOf(fault, "faultcode"));
  if (flat !== "") {
    const local = flat.slice(flat.indexOf(":") + 1);
    return [{ value: local, vocabulary: "soap" }];
  }
  const codes: MachineCode[] = [];
  for (
    let code = childOf(fault, "code");
    code !== undefined && codes.length < 5;
    code = childOf(code, "subcode")
  ) {
    const value = textOf(childOf(code, "value"));
    const local = value.slice(value.indexOf(":") + 1);
    if (local !== "")
      codes.unshift(codes.length === 0 ? { value: local, vocabulary: "soap" } : { value: local });
  }
  return codes;
}

/** A detail whose `field` names what the fault's own sentence is about. */
function namedField(detail: XmlElement | undefined, message: string): readonly FieldError[] | undefined {
  const found =
    detail === undefined ? undefined : findOf(detail, "field", "fieldname", "parameter", "parametername");
  const field = textOf(found);
  return field === "" || /\s/.test(field) || message === "" ? undefined : [{ field, message }];
}

function withoutDebug(element: XmlElement): XmlElement {
  return {
    ...element,
    children: element.children
      .filter((child) => !DEBUG.has(foldedName(child)))
      .map((child) => withoutDebug(child)),
  };
}
