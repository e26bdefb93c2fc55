import type { XmlElement } from "../decode/evidence.ts";
import { toFacts, type Facts } from "../facts/facts.ts";
import { isMiss } from "../facts/miss.ts";
import { isCrash, readThrown } from "../facts/trace.ts";
import { readJsonFacts } from "./general-json.ts";
import { defineDialect } from "./dialect.ts";
import { isCertain } from "./json-certain.ts";
import { isErrorDocument, statesSuccess } from "./xml-certain.ts";
import { childOf, foldedName, textOf } from "./xml-walk.ts";
import { xmlToValue } from "./xml-value.ts";

/** Elements that hold a program's trace. */
const DEBUG = new Set([
  "trace",
  "stacktrace",
  "stack",
  "file",
  "line",
  "exceptionstacktrace",
  "backtrace",
  "traces",
]);

/** Any XML that no dialect claims, read by the names of its elements and attributes as JSON is by its members. */
export const generalXml = defineDialect({
  name: "general-xml",
  media: "xml",
  spec: "https://www.w3.org/TR/xml/",
  read(evidence): Facts | undefined {
    const { xml, request, status } = evidence;
    if (xml === undefined) return undefined;
    const root = aliased(contentOf(xml), 0);
    const content = xmlToValue(root);
    const value = typeof content === "object" ? content : { error: content };
    const { crash, certain: _, ...facts } = readJsonFacts(evidence, value);
    const thrown = readThrown(`${exceptionOf(xml)}\n${facts.message ?? ""}`);
    const message = facts.message ?? (facts.fields === undefined ? onlySentence(root) : undefined);
    return toFacts({
      ...facts,
      message,
      words: thrown.length > 0 ? thrown.map((one) => `${one.name}: ${one.message}`).join(" ") : undefined,
      miss: status === 404 && message !== undefined && isMiss(message, request),
      crash: crash === true || thrown.length > 0 || hasTraceElement(xml, 0) || isCrash(facts.message ?? ""),
      certain:
        status < 300 &&
        !statesSuccess(xml) &&
        (isErrorDocument(xml) || (value === content && isCertain(evidence, value))),
    });
  },
});

/** An Atom feed's error is its one entry (arXiv). */
function contentOf(root: XmlElement): XmlElement {
  const entries =
    foldedName(root) === "feed" ? root.children.filter((child) => foldedName(child) === "entry") : [];
  const [entry] = entries;
  return entry !== undefined && entries.length === 1 ? entry : root;
}

/** Names that XML alone uses, as the ones that the reader of members knows. */
function aliased(element: XmlElement, depth: number): XmlElement {
  const name = ALIASES[foldedName(element)] ?? element.name;
  if (depth > 20) return { ...element, name, children: [] };
  const children = element.children
    .filter((child) => !DEBUG.has(foldedName(child)))
    .map((child) => aliased(child, depth + 1));
  return { ...element, name, children };
}

const ALIASES: Readonly<Record<string, string>> = {
  humanreadable: "message", // mod_dav (draft-ietf-webdav)
  responsedescription: "message", // RFC 4918, section 14.25
  err: "error", // Flickr's `<rsp stat="fail"><err code="1" msg="…"/>`
  serviceexception: "error",
  exceptiontext: "message",
  errtext: "message", // Plesk
  diagnostics: "errors", // SRU
  diagnostic: "error",
};

function exceptionOf(root: XmlElement): string {
  const holder =
    foldedName(root) === "exception"
      ? root
      : (childOf(root, "exception", "exceptions") ?? childOf(childOf(root, "error"), "exception"));
  if (holder === undefined) return "";
  const name = textOf(childOf(holder, "type", "class", "classname", "name")) || holder.text.trim();
  const message = textOf(childOf(holder, "message"));
  return message === "" ? name : `${name}: ${message}`;
}

/** A document of one sentence and no known name: `<string>Order not found</string>`. */
function onlySentence(root: XmlElement): string | undefined {
  const text = textOf(root);
  return text === "" || text.length > 500 || !/\s/.test(text) || root.children.length > 3 ? undefined : text;
}

function hasTraceElement(element: XmlElement, depth: number): boolean {
  if (DEBUG.has(foldedName(element)) && /trace|stack/.test(foldedName(element)))
    return textOf(element) !== "";
  return depth < 6 && element.children.some((child) => hasTraceElement(child, depth + 1));
}
