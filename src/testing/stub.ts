import { Buffer } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import { parseRawMessage } from "../capture/raw-message.ts";
import { compilePath } from "../config/path-pattern.ts";
import type { NodeHandler } from "./miniflare.ts";

/** An answer of the stub, in parts. */
export interface Canned {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** A value that is sent as JSON, with its media type. */
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
  /** Milliseconds before the answer. */
  readonly delayMs?: number;
  /** Breaks the connection off instead of answering. */
  readonly reset?: true;
}

/** What the stub answers: parts, or a raw message as `curl -i` prints it (`HTTP/1.1 404 Not Found …`). */
export type Reply = Canned | string;

/** A request as the upstream got it, its body read. */
export interface Received {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  /** The host that the Worker asked, whichever upstream that was. */
  readonly host: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Answers a request to the upstream. */
export type Handler = (request: Received) => Reply | Promise<Reply>;

/**
 * The upstream that stands behind the Worker: one handler, or answers by `GET /v3/users/:id`, or by a path alone.
 * The first key that fits wins; a request that none fits is answered 501 in plain text.
 */
export type Upstream = Handler | Readonly<Record<string, Reply | Handler>>;

/** What went out as the upstream's answer. */
export interface Sent {
  readonly status: number;
  /** Names as sent, one entry a field line. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** Called for each exchange with the upstream; `sent` is absent where the connection was broken off. */
export type Witness = (received: Received, sent: Sent | undefined) => void;

/** A request handler that plays the upstream. */
export function createStub(upstream: () => Upstream, witness: Witness): NodeHandler {
  return async (request, response) => {
    const received = await receive(request);
    let reply: Canned;
    try {
      const handler = select(upstream(), received);
      const answer = typeof handler === "function" ? await handler(received) : handler;
      reply = typeof answer === "string" ? toCanned(answer) : answer;
    } catch (error) {
      // Not swallowed: a test sees it as the answer that it got.
      reply = { status: 500, body: `The stub's handler threw: ${String(error)}` };
    }
    if (reply.delayMs !== undefined)
      await new Promise((resolve) => {
        setTimeout(resolve, reply.delayMs);
      });
    if (reply.reset === true) {
      witness(received, undefined);
      request.socket.destroy();
      return;
    }
    const sent = toSent(reply);
    witness(received, sent);
    send(response, sent);
  };
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const headers = new Headers();
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] ?? "";
    // What Miniflare adds to find its way is no part of the request.
    if (!name.toLowerCase().startsWith("mf-")) headers.append(name, request.rawHeaders[at + 1] ?? "");
  }
  return {
    method: request.method ?? "GET",
    target: request.url ?? "/",
    host: request.headers.host ?? "",
    headers,
    body: Buffer.concat(chunks),
  };
}

function select(upstream: Upstream, { method, target }: Received): Reply | Handler {
  if (typeof upstream === "function") return upstream;
  const path = target.split("?", 1)[0] ?? "";
  for (const [key, reply] of Object.entries(upstream)) {
    const [, verb, pattern = ""] = /^(?:([A-Z]+)\s+)?(\S+)$/.exec(key) ?? [];
    if (verb !== undefined && verb !== method) continue;
    const matches = compilePath(pattern);
    if (matches === undefined) throw new Error(`Cannot read the key ${JSON.stringify(key)}: it is no path`);
    if (matches(path)) return reply;
  }
  return {
    status: 501,
    headers: { "content-type": "text/plain" },
    body: `The stub has no answer to ${method} ${path}`,
  };
}

/** A raw message as parts; its body ends where the text does. */
export function toCanned(message: string | Uint8Array): Canned {
  const parsed = parseRawMessage(message);
  if (!parsed.ok) throw new Error(`Cannot read the answer: ${parsed.why}`);
  const { status, headers, body } = parsed.capture;
  const fields: Record<string, string | readonly string[]> = Object.fromEntries(headers);
  if (headers.has("set-cookie")) fields["set-cookie"] = headers.getSetCookie();
  return { status, headers: fields, body };
}

const FRAMING = new Set(["content-length", "transfer-encoding", "connection", "keep-alive"]);

function toSent({ status = 200, headers = {}, json, body = "" }: Canned): Sent {
  const fields = Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((one) => [name, one] as const),
  );
  const typed = fields.some(([name]) => name.toLowerCase() === "content-type");
  const text = json === undefined ? body : JSON.stringify(json);
  return {
    status,
    headers: [
      ...fields.filter(([name]) => !FRAMING.has(name.toLowerCase())),
      ...(json !== undefined && !typed ? [["content-type", "application/json"] as const] : []),
    ],
    body: typeof text === "string" ? Buffer.from(text) : text,
  };
}

function send(response: ServerResponse, { status, headers, body }: Sent): void {
  const bodiless = status === 204 || status === 304;
  const length = bodiless ? [] : ["content-length", String(body.length)];
  response.writeHead(status, [...headers.flat(), ...length]);
  response.end(bodiless ? undefined : body);
}
