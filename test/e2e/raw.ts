import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** A field as it stood on the wire, its name in its own case. */
export type Field = readonly [name: string, value: string];

/** A message's start line and fields, read off a socket. */
export interface Head {
  readonly line: string;
  readonly fields: readonly Field[];
  readonly text: string;
}

/** An answer as it came over the wire. */
export interface RawAnswer extends Head {
  readonly status: number;
  /** The content, out of its chunks, in the coding in which it came. */
  readonly body: Buffer;
  /** Whether the content ended where the message said it would. */
  readonly complete: boolean;
  /** Every field of one name, joined; `undefined` when there is none. */
  readonly get: (name: string) => string | undefined;
  readonly json: () => unknown;
}

/** A request as the upstream got it; its content may still be on its way. */
export interface RawRequest extends Head {
  readonly method: string;
  readonly target: string;
  readonly body: () => Promise<Buffer>;
  readonly get: (name: string) => string | undefined;
}

/** What an upstream says to a request, byte for byte. */
export type Say = (request: RawRequest, socket: Socket) => void | Promise<void>;

/** An upstream that is a bare socket: it can say what no HTTP library would. */
export interface RawUpstream {
  readonly origin: string;
  readonly port: number;
  /** Every request so far, the oldest first. */
  readonly requests: RawRequest[];
  /** How many connections are open now. */
  readonly open: () => number;
  /** What is said from now on. */
  say: Say;
  readonly close: () => Promise<void>;
}

/** Starts an upstream on a free port of 127.0.0.1. */
export async function startUpstream(say: Say): Promise<RawUpstream> {
  const sockets = new Set<Socket>();
  const requests: RawRequest[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setMaxListeners(0);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    void serve(socket, requests, upstream);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const upstream: RawUpstream = {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    open: () => sockets.size,
    say,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
  return upstream;
}

async function serve(socket: Socket, requests: RawRequest[], upstream: RawUpstream): Promise<void> {
  const reader = new Reader(socket);
  for (;;) {
    const head = await readHead(reader);
    if (head === undefined) return;
    const [method = "", target = ""] = head.line.split(" ");
    let body: Promise<Content> | undefined;
    const request: RawRequest = {
      ...head,
      method,
      target,
      get: (name) => valueOf(head.fields, name),
      async body() {
        body ??= readContent(reader, head.fields, false);
        return (await body).bytes;
      },
    };
    requests.push(request);
    await upstream.say(request, socket);
    if (socket.destroyed) return;
    await request.body();
  }
}

/** A plain answer with a length, as bytes. */
export function answer(
  status: number | string,
  fields: readonly Field[] | Readonly<Record<string, string>>,
  body: string | Uint8Array = "",
): Buffer {
  const pairs: readonly Field[] = Array.isArray(fields) ? (fields as Field[]) : Object.entries(fields);
  const content = Buffer.from(body as Uint8Array);
  // RFC 9110, section 8.6: a 204 has no length, and a 304's would be another answer's.
  const sized =
    /^(?:204|304)/.test(String(status)) ||
    pairs.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name));
  const lines = [
    `HTTP/1.1 ${typeof status === "number" ? `${status} X` : status}`,
    ...pairs.map(([name, value]) => `${name}: ${value}`),
    ...(sized ? [] : [`Content-Length: ${content.length}`]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), content]);
}

/** What a request is made of; every part goes out as it is. */
export interface Ask {
  readonly method?: string;
  readonly target?: string;
  readonly fields?: readonly Field[] | Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A request's bytes; it gets a `Host` and a length unless it brings its own. */
export function ask(base: URL, { method = "GET", target = "/", fields = [], body }: Ask): Buffer {
  const pairs: readonly Field[] = Array.isArray(fields) ? (fields as Field[]) : Object.entries(fields);
  const has = (pattern: RegExp): boolean => pairs.some(([name]) => pattern.test(name));
  const content = body === undefined ? undefined : Buffer.from(body as Uint8Array);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(has(/^host$/i) ? [] : [`Host: ${base.host}`]),
    ...pairs.map(([name, value]) => `${name}: ${value}`),
    ...(content === undefined || has(/^(?:content-length|transfer-encoding)$/i)
      ? []
      : [`Content-Length: ${content.length}`]),
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), content ?? Buffer.alloc(0)]);
}

/** Sends one request on a connection of its own and reads the answer to its end. */
export async function send(base: URL, request: Ask | Buffer): Promise<RawAnswer> {
  const open = await dial(base);
  const head = Buffer.isBuffer(request) ? request.toString("latin1", 0, 5) : (request.method ?? "GET");
  open.socket.write(Buffer.isBuffer(request) ? request : ask(base, request));
  try {
    return await open.answer(head.startsWith("HEAD"));
  } finally {
    open.socket.destroy();
  }
}

/** A connection to write to and read from by hand. */
export interface Dialled {
  readonly socket: Socket;
  /** The next answer's start line and fields; 1xx answers but 101 are skipped. */
  readonly head: () => Promise<Head | undefined>;
  /** The next answer, to its end. */
  readonly answer: (head?: boolean) => Promise<RawAnswer>;
  /** The next bytes, whatever they are; empty at the end. */
  readonly bytes: () => Promise<Buffer>;
}

/** Opens a connection. */
export async function dial(base: URL): Promise<Dialled> {
  const socket = connect(Number(base.port), base.hostname);
  socket.on("error", () => undefined);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
  });
  const reader = new Reader(socket);
  const head = async (): Promise<Head | undefined> => {
    for (;;) {
      const next = await readHead(reader);
      if (next === undefined || !/^HTTP\/1\.1 1(?!01)/.test(next.line)) return next;
    }
  };
  return {
    socket,
    head,
    bytes: async () => (await reader.some()) ?? Buffer.alloc(0),
    async answer(isHead = false) {
      const next = await head();
      if (next === undefined)
        throw new Error("Cannot read an answer: the connection ended before its fields did");
      const status = Number(next.line.split(" ")[1]);
      const none = isHead || status === 101 || status === 204 || status === 304;
      const content = none
        ? { bytes: Buffer.alloc(0), complete: true }
        : await readContent(reader, next.fields, true);
      return {
        ...next,
        status,
        body: content.bytes,
        complete: content.complete,
        get: (name) => valueOf(next.fields, name),
        json: () => JSON.parse(content.bytes.toString("utf8")) as unknown,
      };
    },
  };
}

interface Content {
  readonly bytes: Buffer;
  readonly complete: boolean;
}

function valueOf(fields: readonly Field[], name: string): string | undefined {
  const values = fields.filter(([own]) => own.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(", ");
}

async function readHead(reader: Reader): Promise<Head | undefined> {
  const bytes = await reader.until("\r\n\r\n");
  if (bytes === undefined) return undefined;
  const text = bytes.toString("latin1");
  const [line = "", ...rest] = text.slice(0, -4).split("\r\n");
  const fields = rest.map((one): Field => {
    const colon = one.indexOf(":");
    return [one.slice(0, colon), one.slice(colon + 1).trim()];
  });
  return { line, fields, text };
}

async function readContent(reader: Reader, fields: readonly Field[], untilClose: boolean): Promise<Content> {
  if (/chunked/i.test(valueOf(fields, "transfer-encoding") ?? "")) return readChunks(reader);
  const length = valueOf(fields, "content-length");
  if (length !== undefined) return reader.exactly(Number(length.split(",")[0]));
  return untilClose
    ? { bytes: await reader.rest(), complete: true }
    : { bytes: Buffer.alloc(0), complete: true };
}

async function readChunks(reader: Reader): Promise<Content> {
  const parts: Buffer[] = [];
  for (;;) {
    const line = await reader.until("\r\n");
    if (line === undefined) return { bytes: Buffer.concat(parts), complete: false };
    const size = Number.parseInt(line.toString("latin1"), 16);
    if (size === 0) {
      const end = await reader.until("\r\n");
      return { bytes: Buffer.concat(parts), complete: end !== undefined };
    }
    const { bytes, complete } = await reader.exactly(size);
    parts.push(bytes);
    if (!complete) return { bytes: Buffer.concat(parts), complete: false };
    await reader.exactly(2);
  }
}

/** Reads a socket a piece at a time; what has not been asked for stays unread. */
class Reader {
  #held: Buffer = Buffer.alloc(0);
  readonly #chunks: AsyncIterator<Buffer>;

  constructor(socket: Socket) {
    const chunks: AsyncIterable<Buffer> = socket.iterator({ destroyOnReturn: false });
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async #more(): Promise<Buffer | undefined> {
    try {
      const next = await this.#chunks.next();
      return next.done === true ? undefined : next.value;
    } catch {
      return undefined;
    }
  }

  async some(): Promise<Buffer | undefined> {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    return held.length > 0 ? held : this.#more();
  }

  async until(end: string): Promise<Buffer | undefined> {
    for (;;) {
      const at = this.#held.indexOf(end);
      if (at >= 0) return this.#take(at + end.length);
      const more = await this.#more();
      if (more === undefined) return undefined;
      this.#held = Buffer.concat([this.#held, more]);
    }
  }

  async exactly(size: number): Promise<Content> {
    const parts = [this.#held];
    let have = this.#held.length;
    while (have < size) {
      const more = await this.#more();
      if (more === undefined) {
        this.#held = Buffer.alloc(0);
        return { bytes: Buffer.concat(parts), complete: false };
      }
      parts.push(more);
      have += more.length;
    }
    this.#held = Buffer.concat(parts);
    return { bytes: this.#take(size), complete: true };
  }

  async rest(): Promise<Buffer> {
    const parts = [this.#held];
    this.#held = Buffer.alloc(0);
    for (;;) {
      const more = await this.#more();
      if (more === undefined) return Buffer.concat(parts);
      parts.push(more);
    }
  }

  #take(size: number): Buffer {
    const taken = this.#held.subarray(0, size);
    this.#held = this.#held.subarray(size);
    return taken;
  }
}
