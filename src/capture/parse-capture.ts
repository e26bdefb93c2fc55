import * as z from "zod/mini";
import { parseRawMessage, pathOf, type Parsed } from "./raw-message.ts";

const Body = z.object({
  request: z.optional(z.object({ method: z.optional(z.string()), path: z.optional(z.string()) })),
  status: z.number(),
  headers: z.optional(
    z.union([
      z.catchall(z.object({}), z.union([z.string(), z.array(z.string())])),
      z.array(z.array(z.string()).check(z.minLength(2), z.maxLength(2))),
    ]),
  ),
  body: z.optional(z.unknown()),
  body_base64: z.optional(z.string()),
});

/**
 * Reads a captured answer: a raw HTTP message, or JSON `{request: {method, path}, status, headers, body}`.
 *
 * In JSON, `headers` is an object or a list of pairs, `body_base64` stands in for bytes, and a `body` that is no
 * string is an answer's JSON.
 *
 * @example
 * parseCapture('{"status": 404, "body": "gone"}'); // { ok: true, capture: { status: 404, … } }
 */
export function parseCapture(message: string | Uint8Array): Parsed {
  const text = typeof message === "string" ? message : new TextDecoder().decode(message.subarray(0, 64));
  if (text.trim() === "") return { ok: false, why: "It is empty" };
  if (!text.trimStart().startsWith("{")) return parseRawMessage(message);
  return parseJsonCapture(typeof message === "string" ? message : new TextDecoder().decode(message));
}

function parseJsonCapture(text: string): Parsed {
  const read = z.safeParse(Body, toJson(text));
  if (!read.success) {
    const where = read.error.issues[0]?.path.join(".") ?? "";
    const problem = where === "" ? "is no JSON object" : `has no usable \`${where}\``;
    return {
      ok: false,
      why: `The JSON ${problem}; expected {request: {method, path}, status, headers, body}`,
    };
  }
  const { request, status, headers: fields = {}, body, body_base64 } = read.data;
  const bytes = bytesOf(body, body_base64);
  if (bytes === undefined) return { ok: false, why: "The JSON's `body_base64` is not Base64" };
  const headers = new Headers();
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
  for (const [name, value] of pairs) {
    for (const one of typeof value === "string" ? [value] : value) {
      try {
        headers.append(name, one);
      } catch {
        return {
          ok: false,
          why: `The JSON's \`headers\` have a field that HTTP does not allow: ${JSON.stringify(name)}`,
        };
      }
    }
  }
  const target = { method: (request?.method ?? "GET").toUpperCase(), path: pathOf(request?.path ?? "/") };
  return { ok: true, capture: { request: target, status, headers, body: bytes } };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text.trimStart());
  } catch {
    return undefined;
  }
}

function bytesOf(body: unknown, base64: string | undefined): Uint8Array | undefined {
  if (base64 === undefined) {
    const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
    return new TextEncoder().encode(text);
  }
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
