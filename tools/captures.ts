import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseCapture } from "../src/capture/parse-capture.ts";
import type { Capture, Parsed } from "../src/capture/raw-message.ts";
import { toHarEntry, toPair } from "./capture-json.ts";
import { entriesOf, linesOf, type Piece } from "./split.ts";

/** What has been read so far, for whoever shows progress. */
export interface Progress {
  /** Bytes of all sources; `undefined` for standard input. */
  total: number | undefined;
  read: number;
}

const RAW = /^(?:\s*HTTP\/\d|\s*[A-Z]{3,10} \S+ HTTP\/\d|[<>*] )/;

/** Every exchange in a HAR file, a folder of raw messages, NDJSON or one raw message; told apart by what is in them. */
export async function* readCaptures(
  source: string | AsyncIterable<Uint8Array>,
  progress: Progress,
): AsyncGenerator<Parsed> {
  if (typeof source !== "string") {
    yield* readStream(source, "", progress);
    return;
  }
  const found = await stat(source);
  if (!found.isDirectory()) {
    progress.total = (progress.total ?? 0) + found.size;
    yield* readStream(createReadStream(source, { highWaterMark: 1 << 20 }), source, progress);
    return;
  }
  const files = (await readdir(source, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(?:http|har|ndjson|jsonl)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of files) {
    if (/\.http$/i.test(file)) yield parseCapture(await readFile(file));
    else yield* readCaptures(file, progress);
  }
}

async function* readStream(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  progress: Progress,
): AsyncGenerator<Parsed> {
  const chunks = counted(stream, progress);
  const first = await chunks.next();
  if (first.done === true) return;
  const head = new TextDecoder().decode(first.value.subarray(0, 4096)).replace(/^\uFEFF/, "");
  const whole = (async function* again() {
    yield first.value;
    yield* chunks;
  })();
  if (/\.har$/i.test(name) || /^\s*\{\s*"log"\s*:/.test(head)) {
    for await (const piece of entriesOf(whole)) yield toRead(piece, toHarEntry);
  } else if (RAW.test(head)) {
    const parts: Uint8Array[] = [];
    for await (const chunk of whole) parts.push(chunk);
    yield parseCapture(Buffer.concat(parts));
  } else {
    for await (const piece of linesOf(whole)) if (!isBlank(piece)) yield toRead(piece, toPair);
  }
}

async function* counted(stream: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    progress.read += chunk.length;
    yield chunk;
  }
}

function isBlank(piece: Piece): boolean {
  return piece !== "too-long" && piece.length < 3 && Buffer.from(piece).toString().trim() === "";
}

function toRead(piece: Piece, convert: (value: unknown) => Capture | undefined): Parsed {
  if (piece === "too-long") return { ok: false, why: "longer than 32 MB" };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(piece));
  } catch {
    return { ok: false, why: "no JSON" };
  }
  const capture = convert(value);
  return capture === undefined ? { ok: false, why: "no answer in it" } : { ok: true, capture };
}
