import { inflate, soleCoding } from "./content-coding.ts";
import { drop, take, type Source } from "./take.ts";

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
  /** Told when the connection breaks while it is read; a bad coding is none. */
  readonly onLost?: () => void;
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
    const reader = watched(body.getReader(), options.onLost);
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(resolve, options.timeoutMs, "late");
    });
    const reading =
      coding === ""
        ? take(reader, options.limitBytes, lengthOf(headers))
        : inflate(reader, coding, options.limitBytes);
    const outcome = await Promise.race([reading, late]);
    // What has been read whole has ended; behind the end of a coding there may be more.
    if (outcome === "late" || !outcome.whole || coding !== "") drop(reader);
    if (outcome === "late" || (outcome.broken && (outcome.bytes.length === 0 || isCoded(headers))))
      return UNREAD;
    return { bytes: outcome.bytes, state: outcome.whole ? "whole" : "cut" };
  } catch {
    return UNREAD;
  } finally {
    clearTimeout(timer);
  }
}

/** The same reader, which tells when its source breaks. */
function watched(reader: Source, onLost: ReadBodyOptions["onLost"]): Source {
  if (onLost === undefined) return reader;
  return {
    async read() {
      try {
        return await reader.read();
      } catch (error) {
        // workerd: a TypeError is of a bad coding, whose bytes have come all the same.
        if (!(error instanceof TypeError)) onLost();
        throw error;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  };
}

/** Bytes of a body that has no coding, where the upstream says. */
function lengthOf(headers: Headers): number | undefined {
  const length = headers.get("content-length");
  return length === null || isCoded(headers) ? undefined : Number(length);
}

function isCoded(headers: Headers): boolean {
  return soleCoding(headers.get("content-encoding"), []) !== "";
}
