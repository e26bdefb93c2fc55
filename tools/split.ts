/** A piece longer than this is skipped: no failure's body is, and memory stays flat. */
export const PIECE_LIMIT = 32 * 1024 * 1024;

/** A piece of a stream, or that one was left out for its length. */
export type Piece = Uint8Array | "too-long";

/** The lines of a byte stream, without their ends; empty ones are left out. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  limit = PIECE_LIMIT,
): AsyncGenerator<Piece> {
  const gather = gatherer(limit);
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
      gather.add(chunk.subarray(start, end));
      start = end + 1;
      const line = gather.take();
      if (line !== undefined) yield line;
    }
    gather.add(chunk.subarray(start));
  }
  const last = gather.take();
  if (last !== undefined) yield last;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x7b, 0x5b]);
const CLOSE = new Set([0x7d, 0x5d]);

/**
 * The objects of the array under `log.entries` of a HAR file, each as its bytes, without holding the file.
 *
 * Only the nesting is looked at: an object that is no JSON is for its reader to find.
 */
export async function* entriesOf(
  chunks: AsyncIterable<Uint8Array>,
  limit = PIECE_LIMIT,
): AsyncGenerator<Piece> {
  const gather = gatherer(limit);
  // The root object is depth 1, `log` 2, `entries` 3, an entry 4.
  let depth = 0;
  let inString = false;
  let escaped = false;
  let key: number[] | undefined;
  let name = "";
  let within = false;
  for await (const chunk of chunks) {
    let start = within && depth >= 4 ? 0 : -1;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          inString = false;
          if (key !== undefined) name = String.fromCharCode(...key);
          key = undefined;
        } else if (key !== undefined && key.length < 16) key.push(byte);
      } else if (byte === QUOTE) {
        inString = true;
        // Names are read at the one depth where `entries` can stand; a value there overwrites none that matters.
        key = depth === 2 ? [] : undefined;
      } else if (OPEN.has(byte)) {
        depth += 1;
        if (depth === 3) within = byte === 0x5b && name === "entries";
        if (within && depth === 4) start = at;
      } else if (CLOSE.has(byte)) {
        if (within && depth === 4) {
          gather.add(chunk.subarray(Math.max(start, 0), at + 1));
          start = -1;
          const entry = gather.take();
          if (entry !== undefined) yield entry;
        }
        depth -= 1;
        if (depth < 3) within = false;
      }
    }
    if (start >= 0) gather.add(chunk.subarray(start));
  }
}

interface Gatherer {
  readonly add: (part: Uint8Array) => void;
  readonly take: () => Piece | undefined;
}

/** Joins the parts of one piece; past the limit it lets them go. */
function gatherer(limit: number): Gatherer {
  let parts: Uint8Array[] = [];
  let size = 0;
  return {
    add(part) {
      size += part.length;
      if (size > limit) parts = [];
      else if (part.length > 0) parts.push(part);
    },
    take() {
      const taken = parts;
      const long = size > limit;
      const [only] = taken;
      [parts, size] = [[], 0];
      if (long) return "too-long";
      if (only === undefined) return undefined;
      return taken.length === 1 ? only : Buffer.concat(taken);
    },
  };
}
