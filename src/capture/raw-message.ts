import type { Target } from "../decode/evidence.ts";

/** A captured answer, and what was asked for; a body as it came, with its content coding, its chunks joined. */
export interface Capture {
  readonly request: Target;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** A capture, or why there is none, as a sentence about what was expected. */
export type Parsed =
  | { readonly ok: true; readonly capture: Capture }
  | { readonly ok: false; readonly why: string };

const UNASKED: Target = { method: "GET", path: "/" };
const STATUS_LINE = /^HTTP\/\d(?:\.\d)?[ \t]+(\d{1,4})(?:[ \t](.*))?$/i;
const REQUEST_LINE = /^([A-Z][A-Z-]{0,30})[ \t]+(\S+)(?:[ \t]+HTTP\/\d(?:\.\d)?)?$/;
const LINE_LENGTH = 65_536;

/**
 * Reads an HTTP message as `curl -i`, `curl -v` or a socket shows it: the last status line, its fields, its body.
 *
 * Lines may end in LF; 1xx, redirect and proxy heads before the last are skipped; a request line before them says
 * what was asked for, else it is `GET /`. Chunked framing is undone where it is still there. Linear and total.
 *
 * @example
 * parseRawMessage("HTTP/2 404\r\ncontent-type: text/plain\r\n\r\ngone"); // { ok: true, capture: { status: 404, … } }
 */
export function parseRawMessage(message: string | Uint8Array): Parsed {
  const bytes = typeof message === "string" ? new TextEncoder().encode(message) : message;
  const lines = new Lines(bytes);
  lines.skipBlank();
  let request = UNASKED;
  let line = lines.next();
  const asked = line === undefined ? null : REQUEST_LINE.exec(line);
  if (asked !== null) {
    request = { method: asked[1] ?? "GET", path: pathOf(asked[2] ?? "/") };
    do line = lines.next();
    while (line !== undefined && !STATUS_LINE.test(line));
  }
  let head = readHead(line);
  if (head === undefined)
    return { ok: false, why: "It has no status line, such as `HTTP/1.1 404 Not Found`" };
  for (;;) {
    const headers = readFields(lines);
    const next: Head | undefined = isInterim(head) ? readHead(lines.peek()) : undefined;
    if (next === undefined) {
      const { status } = head;
      return { ok: true, capture: { request, status, headers, body: bodyOf(lines.rest(), headers) } };
    }
    lines.next();
    head = next;
  }
}

interface Head {
  readonly status: number;
  readonly reason: string;
}

function readHead(line: string | undefined): Head | undefined {
  const match = STATUS_LINE.exec(line ?? "");
  return match === null ? undefined : { status: Number(match[1]), reason: match[2] ?? "" };
}

/** Heads that `curl -iL`, `--proxy` and `--digest` print before the one that counts. */
function isInterim({ status, reason }: Head): boolean {
  const proxied = status === 200 && /^connection established/i.test(reason);
  return status < 200 || (status >= 300 && status < 400) || status === 401 || status === 407 || proxied;
}

function readFields(lines: Lines): Headers {
  const headers = new Headers();
  for (let line = lines.next(); line !== undefined && line !== ""; line = lines.next()) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    try {
      headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
    } catch {
      // A name or value that no HTTP library would hand on is left out, as the proxy would never see it.
    }
  }
  return headers;
}

/** The path of a request target, without its query; an absolute form loses its origin. */
export function pathOf(target: string): string {
  const path = target.replace(/^[a-z][a-z0-9+.-]{0,20}:\/\/[^/?#]*/i, "").split(/[?#]/, 1)[0] ?? "";
  return path.startsWith("/") ? path : `/${path}`;
}

/** Joins chunks where the field says chunked and the bytes still are: curl has joined them already. */
function bodyOf(bytes: Uint8Array, headers: Headers): Uint8Array {
  if (!/\bchunked\b/i.test(headers.get("transfer-encoding") ?? "")) return bytes;
  const parts: Uint8Array[] = [];
  const lines = new Lines(bytes);
  for (;;) {
    const size = /^([0-9a-f]{1,7})[ \t]*(?:;.*)?$/i.exec(lines.next() ?? "")?.[1];
    if (size === undefined) return bytes;
    if (Number.parseInt(size, 16) === 0) break;
    const part = lines.take(Number.parseInt(size, 16));
    if (part === undefined || lines.next() !== "") return bytes;
    parts.push(part);
  }
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Lines of a byte sequence, each byte one character, and the bytes after them. */
class Lines {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.#at = 3;
  }

  /** The next line without its end; `curl -v` marks (`> `, `< `) and remarks (`* `) are left out. */
  next(): string | undefined {
    for (;;) {
      if (this.#at >= this.#bytes.length) return undefined;
      const feed = this.#bytes.indexOf(0x0a, this.#at);
      const end = feed === -1 ? this.#bytes.length : feed;
      let line = "";
      for (const byte of this.#bytes.subarray(this.#at, Math.min(end, this.#at + LINE_LENGTH)))
        line += String.fromCharCode(byte);
      this.#at = end + 1;
      if (line.endsWith("\r")) line = line.slice(0, -1);
      if (!line.startsWith("* ")) return line.replace(/^[<>](?: |$)/, "");
    }
  }

  peek(): string | undefined {
    const at = this.#at;
    const line = this.next();
    this.#at = at;
    return line;
  }

  skipBlank(): void {
    while (this.peek()?.trim() === "") this.next();
  }

  take(count: number): Uint8Array | undefined {
    const end = this.#at + count;
    if (end > this.#bytes.length) return undefined;
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  rest(): Uint8Array {
    return this.#bytes.subarray(Math.min(this.#at, this.#bytes.length));
  }
}
