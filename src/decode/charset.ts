/** Labels that servers write by habit over UTF-8 bytes. */
const HABITUAL = new Set(["iso-8859-1", "latin1", "latin-1", "windows-1252", "us-ascii", "ascii"]);

const XML_ENCODING = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w:.-]{1,40})["']/i;
const META_CHARSET = /<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i;

/**
 * The text of a body, byte order mark dropped: by its mark, the `charset` parameter, the document's own declaration, in that order.
 *
 * A label that nobody knows counts as none. Without one it is UTF-8, or Windows-1252 when the bytes are not that.
 * `cut` says that the bytes may end inside a character.
 *
 * @example
 * decodeText(new Uint8Array([0xe9]), "iso-8859-1", false); // "é"
 */
export function decodeText(bytes: Uint8Array, charset: string, cut: boolean): string {
  const marked = markedEncoding(bytes);
  if (marked !== undefined) return decodeAs(bytes, marked, cut) ?? "";
  const label = charset === "" || !isKnown(charset) ? declaredEncoding(bytes) : charset;
  if (label === undefined || isUtf8(label)) return decodeUtf8(bytes, cut);
  if (HABITUAL.has(label)) {
    const text = decodeAs(bytes, "utf-8", cut) ?? "";
    // Bytes that are well-formed UTF-8 beyond ASCII are not Latin-1 by chance.
    if (!text.includes("\uFFFD")) return text;
  }
  return decodeAs(bytes, label, cut) ?? decodeUtf8(bytes, cut);
}

function decodeUtf8(bytes: Uint8Array, cut: boolean): string {
  const text = decodeAs(bytes, "utf-8", cut) ?? "";
  if (!text.includes("\uFFFD")) return text;
  // One well-formed character beyond ASCII means damaged UTF-8; none means a single-byte encoding.
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f && unit !== 0xfffd) return text;
  }
  return decodeAs(bytes, "windows-1252", cut) ?? text;
}

function decodeAs(bytes: Uint8Array, label: string, cut: boolean): string | undefined {
  try {
    // `stream` holds an incomplete last character back instead of replacing it, and what is held back stays in the decoder.
    return cut ? new TextDecoder(label).decode(bytes, { stream: true }) : decoderOf(label).decode(bytes);
  } catch {
    return undefined;
  }
}

/** One a label: to make a decoder takes longer than to decode a usual failure. */
const DECODERS = new Map<string, TextDecoder>();

/** Throws for a label that nobody knows, so that no more are kept than there are encodings. */
function decoderOf(label: string): TextDecoder {
  let decoder = DECODERS.get(label);
  if (decoder === undefined) {
    decoder = new TextDecoder(label);
    DECODERS.set(label, decoder);
  }
  return decoder;
}

function isKnown(label: string): boolean {
  try {
    void decoderOf(label);
    return true;
  } catch {
    return false;
  }
}

function isUtf8(label: string): boolean {
  return label === "utf-8" || label === "utf8";
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  // `{`, `[`, `"` and `<` in UTF-16 without a mark (RFC 4627, section 3).
  if (b === 0 && d === 0 && isOpening(a)) return "utf-16le";
  if (a === 0 && c === 0 && isOpening(b)) return "utf-16be";
  return undefined;
}

function isOpening(byte: number | undefined): boolean {
  return byte === 0x7b || byte === 0x5b || byte === 0x22 || byte === 0x3c;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const bounded = bytes.subarray(0, 1024);
  if (!bounded.includes(0x3c)) return undefined;
  const head = decoderOf("windows-1252").decode(bounded);
  const label = (XML_ENCODING.exec(head)?.[1] ?? META_CHARSET.exec(head)?.[1])?.toLowerCase();
  // A declaration that could be read as ASCII is not UTF-16 (WHATWG HTML, "prescan a byte stream").
  if (label === undefined || label.startsWith("utf-16") || !isKnown(label)) return undefined;
  return label;
}
