import { isBinary } from "../decode/content-coding.ts";
import { readBody, type BodyBytes } from "../decode/read-body.ts";
import type { Capture } from "./raw-message.ts";

/**
 * The body of a capture as the proxy would read it, at most `limitBytes` of it.
 *
 * One that is text already, as `curl --compressed` and a paste leave it, is taken as it is, whatever its fields say.
 */
export function readCaptured({ headers, body }: Capture, limitBytes: number): Promise<BodyBytes> {
  return readBody(streamOf(body), headers, {
    limitBytes,
    timeoutMs: 5000,
    undone: isBinary(body) ? [] : [headers.get("content-encoding")?.trim() ?? ""],
  });
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}
