import { drop, take, type Source, type Taken } from "./take.ts";

/** A content coding that is undone here; `""` is none. */
export type Coding = "" | "gzip" | "deflate" | "br";

/** Small enough that one step of a decompression bomb stays near a megabyte. */
const STEP_BYTES = 1024;

/**
 * The one coding that is left to undo, `""` for none, `undefined` for what cannot be undone (`zstd`, stacked, unknown).
 *
 * @example
 * soleCoding("x-gzip", ["gzip", "br"]); // "gzip"
 */
export function soleCoding(field: string | null, undone: readonly string[]): Coding | undefined {
  const value = (field ?? "").trim();
  if (undone.includes(value)) return "";
  const codings = value
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity" && name !== "none");
  const [coding] = codings;
  if (coding === undefined) return "";
  if (codings.length > 1) return undefined;
  // RFC 9110, section 8.4.1.3: `x-gzip` is `gzip`.
  if (coding === "gzip" || coding === "x-gzip") return "gzip";
  return coding === "deflate" || coding === "br" ? coding : undefined;
}

/** Whether bytes are no text: what a body looks like whose content coding has not been undone. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 64).some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20));
}

/** Reads at most `limit` bytes of what a coded stream decodes to; `broken` for a bad or truncated coding. Never rejects. */
export async function inflate(source: Source, coding: Exclude<Coding, "">, limit: number): Promise<Taken> {
  const broken: Taken = { bytes: new Uint8Array(), whole: false, broken: true };
  try {
    const first = await source.read();
    if (first.done) return { ...broken, whole: true, broken: false };
    const format = formatOf(coding, first.value);
    const plain = steps(source, first.value).pipeThrough(new DecompressionStream(format));
    const reader = (plain as ReadableStream<Uint8Array>).getReader();
    const taken = await take(reader, limit);
    drop(reader);
    return taken.broken ? broken : taken;
  } catch {
    return broken;
  }
}

/** RFC 9110, section 8.4.1.2: `deflate` is zlib, and some servers send it without the zlib header. */
function formatOf(coding: Exclude<Coding, "">, head: Uint8Array): CompressionFormat {
  if (coding === "gzip") return "gzip";
  // workerd's DecompressionStream knows no brotli and throws; the caller counts that as unread.
  if (coding === "br") return "brotli" as CompressionFormat;
  const [cmf = 0, flg = 0] = head;
  const zlib = (cmf & 0x0f) === 8 && ((cmf << 8) | flg) % 31 === 0;
  return zlib ? "deflate" : "deflate-raw";
}

function steps(source: Source, first: Uint8Array): ReadableStream<BufferSource> {
  let rest = first;
  return new ReadableStream<BufferSource>(
    {
      async pull(controller) {
        while (rest.length === 0) {
          const { done, value } = await source.read();
          if (done) return controller.close();
          rest = value;
        }
        controller.enqueue(rest.slice(0, STEP_BYTES));
        rest = rest.subarray(STEP_BYTES);
      },
    },
    { highWaterMark: 0 },
  );
}
