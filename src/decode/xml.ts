import { SaxesParser } from "saxes";
import type { XmlElement } from "./evidence.ts";
import { NAMED } from "./entities.ts";

const MAX_DEPTH = 64;
/** A failure of 100 field errors, ten elements each, has room; what reads them costs a microsecond or two an element. */
const MAX_ELEMENTS = 1000;
/** Where reading ends: the parser makes an `Error` for whatever is wrong, and for every element that is left open. */
const HOSTILE_DEPTH = 1000;
const MAX_ERRORS = 100;

/** A reading of XML; `cut` when the document ended or broke before its root was closed, or was beyond the bounds. */
export interface XmlReading {
  readonly root: XmlElement;
  readonly cut: boolean;
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Open[];
  text: string;
}

/**
 * Reads an XML document by its local names; a broken one yields what was read, one without any element `undefined`.
 *
 * A document type's entities are never expanded. At most 64 levels and 1000 elements are kept.
 *
 * @example
 * readXml("<a:Error><Code>NoSuchKey</Code></a:Error>")?.root.children[0]?.text; // "NoSuchKey"
 */
export function readXml(text: string): XmlReading | undefined {
  const parser = new SaxesParser({ position: false });
  // Pages that are XML by name only use HTML's entities.
  Object.assign(parser.ENTITIES, NAMED);
  const stack: (Open | undefined)[] = [];
  let root: Open | undefined;
  let elements = 0;
  let cut = false;
  let closed = false;
  const append = (words: string): void => {
    const open = stack.at(-1);
    if (open !== undefined) open.text += words;
  };
  let errors = 0;
  parser.on("error", (error) => {
    errors += 1;
    if (errors > MAX_ERRORS) throw error;
  });
  parser.on("text", append);
  parser.on("cdata", append);
  parser.on("opentag", (tag) => {
    elements += 1;
    if (elements > MAX_ELEMENTS || stack.length > HOSTILE_DEPTH) throw new RangeError("Too much markup");
    const parent = stack.at(-1);
    const wanted = stack.length < MAX_DEPTH && !closed && (root === undefined || parent !== undefined);
    if (!wanted) cut = true;
    const open = wanted
      ? {
          name: localName(tag.name),
          attributes: toAttributes(tag.attributes as Record<string, string>),
          children: [],
          text: "",
        }
      : undefined;
    if (open !== undefined) parent?.children.push(open);
    root ??= open;
    stack.push(open);
  });
  parser.on("closetag", () => {
    stack.pop();
    closed ||= root !== undefined && stack.length === 0;
  });
  try {
    parser.write(text).close();
  } catch {
    cut = true;
  }
  return root === undefined ? undefined : { root, cut: cut || !closed };
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

function toAttributes(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(attributes).filter(
    ([name]) => name !== "xmlns" && !name.startsWith("xmlns:"),
  );
  return Object.fromEntries(entries.map(([name, value]) => [localName(name), value]));
}
