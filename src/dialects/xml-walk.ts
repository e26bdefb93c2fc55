import type { XmlElement } from "../decode/evidence.ts";

const MAX_DEPTH = 12;
const MAX_TEXT = 8000;

/** An element's name as it is compared: lower case, no separators. */
export function foldedName({ name }: XmlElement): string {
  return name.toLowerCase().replace(/[_.-]/g, "");
}

/** The first child of one of these names (lower case, no separators). */
export function childOf(
  element: XmlElement | undefined,
  ...names: readonly string[]
): XmlElement | undefined {
  return element?.children.find((child) => names.includes(foldedName(child)));
}

/** The first element of one of these names among an element's descendants, breadth first, at most 12 levels down. */
export function findOf(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  let level: readonly XmlElement[] = [element];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const found = level.find((one) => names.includes(foldedName(one)));
    if (found !== undefined) return found;
    level = level.flatMap(({ children }) => children);
  }
  return undefined;
}

/** An element's text and its descendants', folded at the edges, at most 8000 characters; `""` for none. */
export function textOf(element: XmlElement | undefined): string {
  if (element === undefined) return "";
  const pieces: string[] = [];
  collect(element, pieces, 0);
  return pieces.join(" ").slice(0, MAX_TEXT).trim();
}

function collect(element: XmlElement, pieces: string[], depth: number): void {
  const own = element.text.trim();
  if (own !== "") pieces.push(own.slice(0, MAX_TEXT));
  if (depth < MAX_DEPTH && pieces.length < 200)
    for (const child of element.children) collect(child, pieces, depth + 1);
}
