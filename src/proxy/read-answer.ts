import { readBody, type BodyBytes } from "../decode/read-body.ts";
import type { Exchange } from "./exchange.ts";

/** An upstream's answer with its body read as far as it will be, and the unread branch that can still leave. */
export interface ReadAnswer {
  readonly upstream: Response;
  readonly body: BodyBytes;
  readonly rest: ReadableStream<Uint8Array> | null;
  /** The connection broke while it was read: of the rest, not even the fields would leave. */
  readonly broken: boolean;
}

/**
 * Reads as much of a body as the bounds allow, and keeps an unread branch of it, which holds the bytes as they came.
 *
 * What the branch holds back is bounded by what is read. The upstream is let go once the branch is dropped.
 */
export async function readAnswer({ settings }: Exchange, upstream: Response): Promise<ReadAnswer> {
  const [read, rest] = upstream.body?.tee() ?? [null, null];
  let broken = false;
  const body = await readBody(read, upstream.headers, {
    limitBytes: settings.bodyLimitBytes,
    timeoutMs: settings.bodyTimeoutMs,
    onLost: () => {
      broken = true;
    },
  });
  return { upstream, body, rest, broken };
}
