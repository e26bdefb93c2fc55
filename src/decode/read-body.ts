import { inflate, soleCoding } from "./content-coding.ts";
import { drop, take } from "./take.ts";

/** A body's decoded bytes, and how much of it they are. */
export interface BodyBytes {
  readonly bytes: Uint8Array;
  /** `cut`: there was more, or the stream broke; `unread`: too late, or in a coding that cannot be undone. */
  readonly state: "whole" | "cut" | "unread";
}

/** The bounds of a read. */
export interface ReadBodyOptions {
  /** Of the decoded body. */
  readonly limitBytes: number;
  readonly timeoutMs: number;
  /** The codings, as spelt, that the platform has undone already; workerd undoes these two, a bare stream on Node none. */
  readonly undone?: readonly string[];
}

const UNREAD: BodyBytes = { bytes: new Uint8Array(), state: "unread" };
const WORKERD_UNDOES: readonly string[] = ["gzip", "br"];

/**
 * Reads at most `limitBytes` of a failure's decoded body and cancels the rest at once.
 *
 * Past `timeoutMs`, or in a coding that is unknown, stacked, broken or cut short, the body is `unread`.
 * A plain body that breaks off is `cut`. Never rejects.
 *
 * @example
 * await readBody(response.body, response.headers, { limitBytes: 65_536, timeoutMs: 5000 });
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  headers: Headers,
  options: ReadBodyOptions,
): Promise<BodyBytes> {
  if (body === null) return { bytes: new Uint8Array(), state: "whole" };
  const coding = soleCoding(headers.get("content-encoding"), options.undone ?? WORKERD_UNDOES);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    if (coding === undefined) {
      // Not awaited: a branch of a tee is cancelled only when the other one is.
      body.cancel().catch(() => undefined);
      return UNREAD;
    }
    const reader = body.getReader();
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(resolve, options.timeoutMs, "late");
    });
    const reading =
      coding === "" ? take(reader, options.limitBytes) : inflate(reader, coding, options.limitBytes);
    const outcome = await Promise.race([reading, late]);
    drop(reader);
    if (outcome === "late" || (outcome.broken && (outcome.bytes.length === 0 || isCoded(headers))))
      return UNREAD;
    return { bytes: outcome.bytes, state: outcome.whole ? "whole" : "cut" };
  } catch {
    return UNREAD;
  } finally {
    clearTimeout(timer);
  }
}

function isCoded(headers: Headers): boolean {
  return soleCoding(headers.get("content-encoding"), []) !== "";
}
