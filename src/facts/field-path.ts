/** Where a request keeps its members; a client writes none of these as the front of a field. */
const WRAPPERS = new Set(
  (
    "body query path header headers cookie cookies json form formdata params param requestbody querystring payload " +
    "__root__ request req url uri input_json json_or_form obj"
  ).split(" "),
);
/** Wrappers that hold another wrapper: `request/body/email`, `req.query.page`. */
const OUTER = new Set(["request", "req"]);
/** JSON:API, section "Document structure": what holds a resource's own members. */
const RESOURCE_MEMBERS = new Set(["attributes", "relationships"]);

const MAX_LENGTH = 300;
const NUMERIC_BRACKET = /\[\s*-?\d+\s*\]/;
const QUOTED_BRACKET = /\[\s*(["'])([^"'\]]{1,100})\1\s*\]/g;
const SLASHED = /^[\w$@.~-]+(?:\/[\w$@.~%-]+)+$/;

/** A segment of a location: a member's name or an index. */
export type Segment = string | number;

/**
 * A field named as the client named it: any notation becomes a dotted path with indices, wrappers at its front dropped.
 *
 * Reads a JSON Pointer, a location array, brackets, a dotted path and `$.`. `""` is the whole of the request. Total.
 *
 * @example
 * toFieldPath("/data/attributes/items/0/price"); // "items.0.price"
 * toFieldPath(["body", "items", 0, "price"]); // "items.0.price"
 * toFieldPath("page[size]"); // "page[size]"
 */
export function toFieldPath(location: string | readonly Segment[]): string {
  const structured = typeof location !== "string";
  if (structured)
    return dropWrappers(
      location.slice(0, 64).map((segment) => cleanSegment(String(segment))),
      true,
    );
  const text = unquote(location.slice(0, MAX_LENGTH).trim());
  if (isPointer(text)) return dropWrappers(pointerSegments(text), true);
  const rooted = /^\$(?=$|[.[])/.test(text);
  const dotted = (rooted ? text.slice(1) : text).replace(QUOTED_BRACKET, ".$2").replace(/^\.+/, "");
  return dropWrappers(splitDotted(dotted), false);
}

/**
 * A Go validator's namespace without the struct's name in front.
 *
 * @example
 * toStructField("CreateUser.Items[0].Sku"); // "Items.0.Sku"
 */
export function toStructField(namespace: string): string {
  const segments = splitDotted(namespace.slice(0, MAX_LENGTH));
  return (segments.length > 1 ? segments.slice(1) : segments).join(".");
}

function isPointer(text: string): boolean {
  return text.startsWith("/") || text === "#" || text.startsWith("#/") || SLASHED.test(text);
}

/** RFC 6901, sections 3 and 6: `~1` is `/`, `~0` is `~`; a fragment is percent-encoded. */
function pointerSegments(pointer: string): string[] {
  const path = pointer.replace(/^#?\/?/, "");
  return path
    .split("/")
    .filter((part) => part !== "")
    .map((part) => cleanSegment(decodePart(part)));
}

function decodePart(part: string): string {
  const plain = part.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

function splitDotted(text: string): string[] {
  // With an index in it, every bracket is a step; without one, brackets are the client's own spelling (`page[size]`).
  const steps = NUMERIC_BRACKET.test(text) ? text.replace(/\[\s*([^\]]{0,100}?)\s*\]/g, ".$1") : text;
  return steps
    .split(".")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function dropWrappers(segments: readonly string[], structured: boolean): string {
  let rest = segments;
  const first = (): string => (rest[0] ?? "").toLowerCase();
  if (rest.length > 1 && OUTER.has(first())) {
    const second = (rest[1] ?? "").toLowerCase();
    if (WRAPPERS.has(second)) rest = rest.slice(1);
  }
  // A lone `payload` in a dictionary is a field of that name; a lone `["body"]` is the whole body.
  if (rest.length > 1 ? WRAPPERS.has(first()) && !OUTER.has(first()) : structured && isWhole(first()))
    rest = rest.slice(1);
  if (first() === "__root__" || first() === "$") rest = rest.slice(1);
  if (rest.length > 2 && first() === "data" && RESOURCE_MEMBERS.has(rest[1] ?? "")) rest = rest.slice(2);
  return rest.join(".");
}

function isWhole(name: string): boolean {
  return (
    name === "body" ||
    name === "requestbody" ||
    name === "query" ||
    name === "querystring" ||
    name === "params"
  );
}

function cleanSegment(segment: string): string {
  return segment.slice(0, MAX_LENGTH).trim();
}

function unquote(text: string): string {
  const quote = text[0] ?? "";
  const quoted = text.length > 2 && "\"'`".includes(quote) && quote !== "" && text.endsWith(quote);
  return quoted ? text.slice(1, -1) : text;
}
