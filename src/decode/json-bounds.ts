/** Levels of nesting that readers may recurse over. */
export const MAX_DEPTH = 64;
/** Values of any kind in one body. */
export const MAX_NODES = 20_000;

/** A number, or its digits as text where a double says something else. */
export function exactNumber(value: number, source: string): number | string {
  if (source === "" || (Number.isFinite(value) && source.length < 16)) return value;
  return String(value) === source ? value : source;
}
