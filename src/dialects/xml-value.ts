import type { XmlElement } from "../decode/evidence.ts";
import { foldedName } from "./xml-walk.ts";

const MAX_DEPTH = 20;

/**
 * An element's content as the JSON value that says the same: children and attributes are members, repeated ones lists.
 *
 * Numbers and booleans become such; an element with nothing but text is a string. A property list reads as what it holds.
 *
 * @example
 * xmlToValue(element); // of <e><code>404</code><message>gone</message></e>: { code: 404, message: "gone" }
 */
export function xmlToValue(element: XmlElement, depth = 0): unknown {
  const text = element.text.trim();
  if (depth >= MAX_DEPTH) return text;
  const name = foldedName(element);
  if (name === "dict" || name === "plist") return propertyList(element, depth);
  if (name === "array" && element.children.length > 0)
    return element.children.map((child) => xmlToValue(child, depth + 1));
  const attributes = Object.entries(element.attributes).filter(([key]) => !IGNORED.has(key.toLowerCase()));
  if (element.children.length === 0 && attributes.length === 0) return toScalar(text);
  // FHIR keeps an element's value in an attribute.
  const [only] = attributes;
  if (only?.[0] === "value" && attributes.length === 1 && text === "" && element.children.length === 0)
    return toScalar(only[1]);
  if (attributes.length === 0 && text === "") {
    const items = itemsOf(element);
    if (items !== undefined) return items.map((child) => xmlToValue(child, depth + 1));
    if (isLoneItem(element)) return [membersOf(element, [], "", depth)];
  }
  return membersOf(element, attributes, text, depth);
}

function membersOf(
  element: XmlElement,
  attributes: readonly (readonly [string, string])[],
  text: string,
  depth: number,
): unknown {
  const members = new Map<string, unknown[]>();
  const add = (key: string, value: unknown): void => {
    const values = members.get(key);
    if (values === undefined) members.set(key, [value]);
    else values.push(value);
  };
  for (const [key, value] of attributes) add(key, toScalar(value));
  for (const child of element.children) add(child.name, xmlToValue(child, depth + 1));
  // The words beside an element's attributes are its sentence: `<error code="7">No such plan</error>`.
  if (text !== "" && !members.has("message")) add("message", text);
  return Object.fromEntries(
    [...members].map(([key, values]) => [key, values.length === 1 ? values[0] : values]),
  );
}

/** Names that an item of a list has when its list names it for nothing. */
const ITEMS = new Set(["i", "item", "items", "entry", "element", "li", "row", "object", "listitem"]);
const LISTS = /(?:errors|violations|issues|faults|problems|messages|failures|params|parameters|details)$/;
const LOCATORS = new Set([
  "field",
  "fieldname",
  "path",
  "propertypath",
  "property",
  "param",
  "parameter",
  "pointer",
  "attribute",
  "key",
  "name",
]);
const SENTENCES = new Set(["message", "reason", "detail", "description", "title"]);

/** The children that make an element a list: `errors` of `error`, `invalid-params` of `i`. */
function itemsOf(element: XmlElement): readonly XmlElement[] | undefined {
  const { children } = element;
  const [first] = children;
  if (first === undefined) return undefined;
  const names = children.map((child) => foldedName(child));
  const own = foldedName(element);
  const single = names[0] ?? "";
  const lists = LISTS.test(own);
  if (names.every((name) => name === single) && single !== own) {
    if (ITEMS.has(single)) return children;
    if (
      own === `${single}s` ||
      (lists && /(?:error|item|entry|violation|message|detail|fault)$/.test(single))
    )
      return isListed(first) ? children : undefined;
  }
  // `messages` that hold a code beside each `message`
  const listed = children.filter((child) => own === `${foldedName(child)}s` && child.children.length > 0);
  return lists && listed.length > 0 ? listed : undefined;
}

/** Symfony's encoder writes a list of one as the one itself: a `violations` that has a path and a message. */
function isLoneItem(element: XmlElement): boolean {
  const names = element.children.map((child) => foldedName(child));
  const located = names.some((name) => LOCATORS.has(name)) && names.some((name) => SENTENCES.has(name));
  return located && LISTS.test(foldedName(element)) && new Set(names).size === names.length;
}

/** One of a list has members or words of its own. */
function isListed(child: XmlElement): boolean {
  return child.children.length > 0 || child.text.trim() !== "" || Object.keys(child.attributes).length > 0;
}

/** Attributes that speak of the markup. */
const IGNORED = new Set([
  "lang",
  "space",
  "schemalocation",
  "nonamespaceschemalocation",
  "encodingstyle",
  "base",
]);

function toScalar(text: string): unknown {
  if (/^(?:0|-?[1-9]\d{0,8})$/.test(text)) return Number(text);
  if (/^true$/i.test(text)) return true;
  return /^false$/i.test(text) ? false : text;
}

/** Apple's property lists name a value by the `key` before it. */
function propertyList(element: XmlElement, depth: number): unknown {
  const [only] = element.children;
  if (foldedName(element) === "plist") return only === undefined ? "" : xmlToValue(only, depth + 1);
  const members: [string, unknown][] = [];
  let key: string | undefined;
  for (const child of element.children) {
    const name = foldedName(child);
    if (name === "key") key = child.text.trim();
    else if (key !== undefined) {
      members.push([
        key,
        name === "true" || name === "false" ? name === "true" : xmlToValue(child, depth + 1),
      ]);
      key = undefined;
    }
  }
  return Object.fromEntries(members);
}
