import * as z from "zod/mini";
import { pathOf, type Capture } from "../src/capture/raw-message.ts";

const Request = z.object({
  method: z.optional(z.string()),
  path: z.optional(z.string()),
  url: z.optional(z.string()),
});
const Value = z.union([z.string(), z.number()]);
const Fields = z.union([
  z.record(z.string(), z.union([Value, z.array(Value)])),
  z.array(z.tuple([z.string(), Value])),
  z.array(z.object({ name: z.string(), value: Value })),
]);
const Answer = z.object({
  // A browser writes 0 for what was blocked or aborted: no answer, and no failure of the upstream's.
  status: z.int().check(z.gte(100)),
  headers: z.optional(Fields),
  body: z.optional(z.unknown()),
  body_base64: z.optional(z.string()),
});
const Pair = z.object({ request: z.optional(Request), response: Answer });
const Flat = z.extend(Answer, { request: z.optional(Request) });
const Entry = z.object({
  request: Request,
  response: z.object({
    status: z.int().check(z.gte(100)),
    headers: z.optional(Fields),
    content: z.optional(
      z.object({
        text: z.optional(z.string()),
        encoding: z.optional(z.string()),
        mimeType: z.optional(z.string()),
      }),
    ),
  }),
});

/** One line of NDJSON: `{request, response}`, or `{request, status, headers, body}`; `undefined` for what is neither. */
export function toPair(value: unknown): Capture | undefined {
  const pair = z.safeParse(Pair, value).data;
  const flat = pair === undefined ? z.safeParse(Flat, value).data : undefined;
  const answer = pair?.response ?? flat;
  if (answer === undefined) return undefined;
  return toCapture(pair?.request ?? flat?.request, answer.status, pairsOf(answer.headers), bodyOf(answer));
}

/** An entry of a HAR 1.2 file; `undefined` for one without an answer. */
export function toHarEntry(value: unknown): Capture | undefined {
  const entry = z.safeParse(Entry, value).data;
  if (entry === undefined) return undefined;
  const { status, headers, content } = entry.response;
  // Content is decoded already, so the fields that say otherwise are left out; so are HTTP/2's `:status` and its like.
  const fields = pairsOf(headers).filter(
    ([name]) => !/^(?:content-encoding|transfer-encoding|content-length|:.*)$/i.test(name),
  );
  const typed = fields.some(([name]) => name.toLowerCase() === "content-type");
  if (!typed && content?.mimeType !== undefined) fields.push(["content-type", content.mimeType]);
  const coding = content?.encoding === "base64" ? "base64" : "utf8";
  return toCapture(entry.request, status, fields, Buffer.from(content?.text ?? "", coding));
}

function bodyOf({ body, body_base64 }: z.output<typeof Answer>): Uint8Array {
  if (body_base64 !== undefined) return Buffer.from(body_base64, "base64");
  if (body === undefined) return new Uint8Array();
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function pairsOf(fields: z.output<typeof Fields> = []): [string, string][] {
  if (!Array.isArray(fields)) {
    return Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, String(one)]),
    );
  }
  return fields.map((field) =>
    Array.isArray(field) ? [field[0], String(field[1])] : [field.name, String(field.value)],
  );
}

function toCapture(
  request: z.output<typeof Request> | undefined,
  status: number,
  fields: readonly (readonly [string, string])[],
  body: Uint8Array,
): Capture {
  const headers = new Headers();
  for (const [name, value] of fields) {
    try {
      headers.append(name, value);
    } catch {
      // A field that HTTP does not allow never reaches the proxy either.
    }
  }
  const { method = "GET", path, url } = request ?? {};
  return {
    request: { method: method.toUpperCase(), path: pathOf(path ?? url ?? "/") },
    status,
    headers,
    body,
  };
}
