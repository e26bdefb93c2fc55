/** What a bounded read came to. */
export interface Taken {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
  readonly broken: boolean;
}

/** What bytes are read from: a stream's reader, or what stands before one. */
export type Source = Pick<ReadableStreamDefaultReader<Uint8Array>, "read" | "cancel">;

/**
 * Reads at most `limit` bytes; a stream that errs yields what came before. Never rejects.
 *
 * Where its `length` is known, nothing is read to hear that it has ended.
 */
export async function take(reader: Source, limit: number, length?: number): Promise<Taken> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const end = (whole: boolean, broken: boolean): Taken => ({
    bytes: concat(chunks, Math.min(size, limit)),
    whole,
    broken,
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return end(true, false);
      if (value.length === 0) continue;
      chunks.push(value);
      size += value.length;
      if (size > limit) return end(false, false);
      if (size === length) return end(true, false);
    }
  } catch {
    return end(false, true);
  }
}

/** Cancels a stream whose rest nobody wants, whatever state it is in. */
export function drop(reader: Source): void {
  reader.cancel().catch(() => undefined);
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, size - at);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
