/** What the client asked for, as far as reading a failure needs it. */
export interface Target {
  readonly method: string;
  /** The path as sent, percent-encoding kept, without the query. */
  readonly path: string;
}

/** An element of a parsed XML document; names are local names, prefixes dropped. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own character data, entities decoded, untrimmed. */
  readonly text: string;
}

/** What a person would read of an HTML page: text decoded and folded, scripts and styles left out. */
export interface HtmlPage {
  readonly title: string;
  /** The texts of h1 to h3, in order. */
  readonly headings: readonly string[];
  /** The texts of the blocks in order (paragraphs, list items, cells, `pre` with its lines kept); no heading, no title. */
  readonly blocks: readonly string[];
}

/** How a body reads: by its bytes first, by its media type where the bytes leave it open. */
export type Form = "json" | "xml" | "html" | "text" | "empty" | "unread";

/** An upstream's answer, bounded and decoded to plain values; everything after this is pure and synchronous. */
export interface Evidence {
  readonly request: Target;
  readonly status: number;
  readonly headers: Headers;
  /** The media type's essence in lower case; `""` when there is none. */
  readonly mediaType: string;
  readonly form: Form;
  /** The decoded body, byte order mark dropped; `""` when it is empty or could not be read. */
  readonly text: string;
  /** The body's value when `form` is `json`; a number that JSON would round stands as its text. */
  readonly json?: unknown;
  /** The root element when `form` is `xml`. */
  readonly xml?: XmlElement;
  /** The page when `form` is `html`. */
  readonly html?: HtmlPage;
  /** The body was longer than the limit, or ended early. */
  readonly cut: boolean;
}
