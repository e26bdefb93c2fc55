import type { XmlElement } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";
import { isMiss } from "../facts/miss.ts";
import { isCrash, readThrown } from "../facts/trace.ts";
import { readJsonFacts } from "./general-json.ts";
import { defineDialect } from "./dialect.ts";
import { isCertain } from "./json-certain.ts";
import { childOf, foldedName, textOf, toFacts } from "./xml-walk.ts";
import { xmlToValue } from "./xml-value.ts";

/** Roots that say by their name that the document is an error. */
const ERROR_ROOT =
  /^(?:(?:\w{0,40}(?:error|errors|exception|fault|failure|errorresponse|errormessage|errorinfo|errordetails?))|err|problem)$/;
/** Children that carry nothing of an answer's own. */
const FRAME = new Set(
  (
    "version numberofrecords echoedsearchretrieverequest requestid hostid resource responsedate request timestamp version status statuscode code message msg success ok date time " +
    "servername generator correlationid traceid meta metadata header"
  ).split(" "),
);
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
      certain: status < 300 && (isErrorDocument(xml) || isCertain(evidence, value)),
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

/** An envelope whose only content is an error: by its root's name, or by an `error` child beside nothing of its own. */
function isErrorDocument(root: XmlElement): boolean {
  if (/^feed|^rss|^html$|^urlset/.test(foldedName(root))) return false;
  if (ERROR_ROOT.test(foldedName(root)))
    return (
      textOf(root) !== "" ||
      Object.keys(root.attributes).some((name) => !/count|total|size|number/i.test(name))
    );
  if (isFlagged(root)) return true;
  const errors = root.children.filter((child) =>
    /^(?:errors?|err|fault|exception|diagnostics)$/.test(foldedName(child)),
  );
  const says = errors.some(
    (error) =>
      textOf(error) !== "" ||
      Object.keys(error.attributes).some((name) => /^(?:code|msg|message|info)$/i.test(name)),
  );
  return says && root.children.every((child) => errors.includes(child) || FRAME.has(foldedName(child)));
}

const STATES = new Set([
  "status",
  "ack",
  "stat",
  "state",
  "result",
  "resultcode",
  "success",
  "issuccess",
  "outcome",
]);
const FAILED = /^(?:fail|failed|failure|error|false|nok|ko)$/i;
/** Elements whose own status is the answer's, not a resource's. */
const HEADS = /^(?:\w{0,20}(?:meta|header|status|system|response|result|messages|operation|answer))$/;
const WORDS =
  /^(?:\w{0,20}(?:message|messages|error|errors|errtext|errmsg|msg|description|reason|detail|text))$/;

/** A status of failure beside words, at the root or in its head, and no content of the answer's own. */
function isFlagged(root: XmlElement): boolean {
  const heads = root.children.filter((child) => HEADS.test(foldedName(child)));
  const content = root.children.filter(
    (child) =>
      !heads.includes(child) &&
      !FRAME.has(foldedName(child)) &&
      !WORDS.test(foldedName(child)) &&
      child.children.length > 0,
  );
  if (content.length > 0) return false;
  const states = (one: XmlElement): boolean =>
    one.children.some((child) => STATES.has(foldedName(child)) && FAILED.test(child.text.trim())) ||
    Object.entries(one.attributes).some(
      ([name, value]) => STATES.has(name.toLowerCase()) && FAILED.test(value),
    );
  const speaks = (one: XmlElement): boolean =>
    one.children.some((child) => WORDS.test(foldedName(child)) && textOf(child) !== "");
  if (states(root) && childOf(root, "errors", "error") !== undefined && speaks(root)) return true;
  return heads.some((head) => states(head) && speaks(head));
}
