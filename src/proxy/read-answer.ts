import { readBody, type BodyBytes } from "../decode/read-body.ts";
import type { Exchange } from "./exchange.ts";

/** An upstream's answer with its body read as far as it will be, and what can still leave of it. */
export interface ReadAnswer {
  readonly upstream: Response;
  readonly body: BodyBytes;
  /** All of the body, as it came; `null` where it has none, or where nothing may leave of what was not read whole. */
  readonly rest: ReadableStream<Uint8Array> | Uint8Array | null;
  /** The connection broke while it was read: of the rest, not even the fields would leave. */
  readonly broken: boolean;
}

/**
 * Reads as much of a body as the bounds allow, and keeps what may leave of it.
 *
 * `passable` says that it may leave however much of it is read: then an unread branch is kept, which holds the bytes as
 * they came. What the branch holds back is bounded by what is read; the upstream is let go once it is dropped.
 */
export async function readAnswer(
  { settings }: Exchange,
  upstream: Response,
  passable: boolean,
): Promise<ReadAnswer> {
  const branched = passable || upstream.headers.has("content-encoding");
  const [read, branch] = branched ? (upstream.body?.tee() ?? [null, null]) : [upstream.body, null];
  let broken = false;
  const body = await readBody(read, upstream.headers, {
    limitBytes: settings.bodyLimitBytes,
    timeoutMs: settings.bodyTimeoutMs,
    onLost: () => {
      broken = true;
    },
  });
  const rest = !branched && body.state === "whole" && upstream.body !== null ? body.bytes : branch;
  return { upstream, body, rest, broken };
}
