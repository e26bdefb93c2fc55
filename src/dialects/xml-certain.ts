import type { XmlElement } from "../decode/evidence.ts";
import { childOf, foldedName, textOf } from "./xml-walk.ts";

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
/** An envelope whose only content is an error: by its root's name, or by an `error` child beside nothing of its own. */
export function isErrorDocument(root: XmlElement): boolean {
  if (/^feed|^rss|^html$|^urlset/.test(foldedName(root))) return false;
  const inner = answerOf(root);
  if (inner !== undefined) return isErrorDocument(inner);
  if (ERROR_ROOT.test(foldedName(root)))
    return (
      textOf(root) !== "" ||
      Object.keys(root.attributes).some((name) => !/count|total|size|number/i.test(name))
    );
  if (statesSuccess(root)) return false;
  if (isFlagged(root)) return true;
  // Enom and Namecheap count their errors, and answer the rest of the document all the same.
  const counted = root.children.some(
    (child) => /^err(?:or)?count$/.test(foldedName(child)) && /^[1-9]\d{0,3}$/.test(child.text.trim()),
  );
  if (counted && childOf(root, "errors", "error") !== undefined) return true;
  const errors = root.children.filter(
    (child) => /^(?:errors?|err|fault|exception|diagnostics)$/.test(foldedName(child)) && !isCodedNone(child),
  );
  const says = errors.some(
    (error) =>
      !NOTHING.test(textOf(error)) ||
      Object.keys(error.attributes).some((name) => /^(?:code|msg|message|info)$/i.test(name)),
  );
  return (
    says &&
    root.children.every(
      (child) => errors.includes(child) || FRAME.has(foldedName(child)) || OF_FRAME.test(foldedName(child)),
    )
  );
}

/** Whether a document's own status says that all went well. */
export function statesSuccess(root: XmlElement): boolean {
  return root.children.some((child) => STATES.has(foldedName(child)) && PASSED.test(child.text.trim()));
}

/** What a frame's members end in, whoever coined their front (UPS: `ResponseStatusDescription`). */
const OF_FRAME = /(?:status(?:code|text|description)?|reference)$/;

/** The answer in a SOAP body, or the one element that a document wraps its response in. */
function answerOf(root: XmlElement): XmlElement | undefined {
  const holder = foldedName(root) === "envelope" ? childOf(root, "body") : root;
  const children = holder?.children ?? [];
  const [only, ...others] =
    children.length === 1 ? children : children.filter((child) => !NUMBER.test(child.text.trim()));
  if (only === undefined || others.length > 0) return undefined;
  return holder !== root || /(?:response|result|reply|answer)$/.test(foldedName(only)) ? only : undefined;
}

/** How long it took, or how many there are: nothing of the answer itself. */
const NUMBER = /^\d+(?:\.\d+)?$/;
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
const PASSED = /^(?:ok|okay|success|successful|succeeded|true|passed)$/i;
/** What an `error` says where there is none. */
const NOTHING = /^(?:|none|no|no error|0|ok|false|null|nil|success)$/i;
const FAILED = /^(?:fail|failed|failure|error|false|nok|ko)$/i;
/** Elements whose own status is the answer's, not a resource's. */
const HEADS = /^(?:\w{0,20}(?:meta|header|status|system|messages))$/;
const WORDS =
  /^(?:\w{0,20}(?:message|messages|error|errors|errtext|errmsg|msg|description|reason|detail|text))$/;

/** An `error` whose code is zero tells that there was none. */
function isCodedNone(error: XmlElement): boolean {
  return /^0+$/.test(childOf(error, "code", "errorcode")?.text.trim() ?? "");
}

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
  if (states(root) && childOf(root, "errors", "error") !== undefined && speaks(root)) return true;
  return heads.some((head) => states(head) && speaks(head));
}

function states(one: XmlElement): boolean {
  return (
    one.children.some((child) => STATES.has(foldedName(child)) && FAILED.test(child.text.trim())) ||
    Object.entries(one.attributes).some(
      ([name, value]) => STATES.has(name.toLowerCase()) && FAILED.test(value),
    )
  );
}

function speaks(one: XmlElement): boolean {
  return one.children.some((child) => WORDS.test(foldedName(child)) && textOf(child) !== "");
}
