import { decodeText } from "./charset.ts";
import type { Evidence, Form, HtmlPage, Target, XmlElement } from "./evidence.ts";
import { readHtml } from "./html.ts";
import { skipNoise } from "./json-noise.ts";
import { readJson, readNearJson } from "./json.ts";
import { isHtmlType, isJsonType, parseMediaType } from "./media-type.ts";
import type { BodyBytes } from "./read-body.ts";
import { opensAs } from "./sniff.ts";
import { readXml } from "./xml.ts";

/** An answer whose body has been read, as far as it was. */
export interface Answer {
  readonly request: Target;
  readonly status: number;
  readonly headers: Headers;
  readonly body: BodyBytes;
}

interface Reading {
  readonly form: Form;
  readonly cut?: boolean;
  readonly json?: unknown;
  readonly xml?: XmlElement;
  readonly html?: HtmlPage;
}

/**
 * Decodes an answer to plain values: charset, then the form by the bytes first and the media type second. Pure and total.
 *
 * @example
 * toEvidence({ request, status: 404, headers, body }).form; // "json"
 */
export function toEvidence({ request, status, headers, body }: Answer): Evidence {
  const { essence, charset } = parseMediaType(headers.get("content-type"));
  const base = { request, status, headers, mediaType: essence };
  if (body.state === "unread") return { ...base, form: "unread", text: "", cut: false };
  const cut = body.state === "cut";
  // TextDecoder drops one byte order mark; a server that concatenates files sends more.
  const text = decodeText(body.bytes, charset, cut).replace(/^\uFEFF+/, "");
  const reading = read(text.trim(), essence);
  return {
    ...base,
    text: reading.form === "empty" ? "" : text,
    ...reading,
    cut: cut || reading.cut === true,
  };
}

function read(text: string, essence: string): Reading {
  if (text === "") return { form: "empty" };
  return readAsJson(text, essence) ?? readAsMarkup(text, essence) ?? { form: "text" };
}

function readAsJson(text: string, essence: string): Reading | undefined {
  const bare = skipNoise(text);
  const head = bare[0];
  const structured = head === "{" || head === "[";
  // A bare `404`, `null` or `"gone"` is JSON only where the media type says so; a quoted object is JSON anywhere.
  if (structured || isJsonType(essence) || bare.startsWith('"{') || bare.startsWith('"[')) {
    const strict = readJson(bare);
    if (strict !== undefined) return { form: "json", json: strict.value, cut: strict.cut };
  }
  if (!structured || (isHtmlType(essence) && opensAs(text, essence) === "html")) return undefined;
  const near = readNearJson(bare);
  return near === undefined ? undefined : { form: "json", json: near.value, cut: near.cut };
}

function readAsMarkup(text: string, essence: string): Reading | undefined {
  const form = opensAs(text, essence);
  if (form === "html") return { form, html: readHtml(text) };
  const xml = form === "xml" ? readXml(text) : undefined;
  if (xml !== undefined) {
    if (xml.root.name.toLowerCase() === "html") return { form: "html", html: readHtml(text) };
    return { form: "xml", xml: xml.root, cut: xml.cut };
  }
  return undefined;
}
