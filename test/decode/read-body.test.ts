import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { describe, test } from "vitest";
import { readBody } from "../../src/decode/read-body.ts";

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const textOf = (value: Uint8Array): string => new TextDecoder().decode(value);

/** A stream of chunks; `then` is what happens behind the last. */
function streamOf(
  chunks: readonly Uint8Array[],
  then: "end" | "break" | "hang" = "end",
  onCancel: () => void = () => undefined,
): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[at++];
        if (chunk !== undefined) controller.enqueue(chunk);
        else if (then === "end") controller.close();
        else if (then === "break") controller.error(new Error("reset"));
        else return new Promise(() => undefined);
        return undefined;
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  );
}

const options = { limitBytes: 64, timeoutMs: 1000, undone: [] };
const coded = (coding: string): Headers => new Headers({ "Content-Encoding": coding });
const order = bytes("Order 12 not found");

describe("readBody", () => {
  test.for([
    { name: "no body", body: null, text: "", state: "whole" },
    { name: "an empty body", body: streamOf([]), text: "", state: "whole" },
    {
      name: "several chunks",
      body: streamOf([bytes("Order 12 "), bytes(""), bytes("not found")]),
      text: "Order 12 not found",
      state: "whole",
    },
    {
      name: "as long as the limit",
      body: streamOf([bytes("a".repeat(64))]),
      text: "a".repeat(64),
      state: "whole",
    },
    {
      name: "longer than the limit",
      body: streamOf([bytes("a".repeat(60)), bytes("b".repeat(60))]),
      text: "a".repeat(60) + "bbbb",
      state: "cut",
    },
    {
      name: "a body that breaks off",
      body: streamOf([bytes("Order")], "break"),
      text: "Order",
      state: "cut",
    },
    { name: "a body that breaks before it begins", body: streamOf([], "break"), text: "", state: "unread" },
  ])("$name", async ({ body, text, state }, { expect }) => {
    const read = await readBody(body, new Headers(), options);
    expect({ text: textOf(read.bytes), state: read.state }).toEqual({ text, state });
  });

  test.for([
    { name: "as long as it says", length: "18", then: "hang", text: "Order 12 not found", state: "whole" },
    { name: "shorter than it says", length: "19", then: "break", text: "Order 12 not found", state: "cut" },
    { name: "shorter than it says, and late", length: "19", then: "hang", text: "", state: "unread" },
    { name: "longer than it says", length: "9", then: "end", text: "Order 12 not found", state: "whole" },
    {
      name: "of a length that is none",
      length: "x",
      then: "end",
      text: "Order 12 not found",
      state: "whole",
    },
  ] as const)("a body $name is $state", async ({ length, then, text, state }, { expect }) => {
    const headers = new Headers({ "Content-Length": length });
    const body = streamOf([bytes("Order 12 not"), bytes(" found")], then);
    const read = await readBody(body, headers, { ...options, timeoutMs: 50 });
    expect({ text: textOf(read.bytes), state: read.state }).toEqual({ text, state });
  });

  test("the length of a coded body is not that of its text", async ({ expect }) => {
    const headers = new Headers({ "Content-Encoding": "gzip", "Content-Length": "12" });
    const read = await readBody(streamOf([bytes("Order 12 not"), bytes(" found")]), headers, {
      ...options,
      undone: ["gzip"],
    });
    expect(textOf(read.bytes)).toBe("Order 12 not found");
  });

  test("what is behind the end of a coding is let go", async ({ expect }) => {
    let cancelled = false;
    const body = streamOf([gzipSync(order)], "hang", () => {
      cancelled = true;
    });
    const read = await readBody(body, coded("gzip"), { ...options, timeoutMs: 50 });
    expect({ state: read.state, cancelled }).toEqual({ state: "unread", cancelled: true });
  });

  test.for([
    { coding: "gzip", body: gzipSync(order) },
    { coding: "X-GZIP", body: gzipSync(order) },
    { coding: "deflate", body: deflateSync(order) },
    { coding: "deflate", body: deflateRawSync(order) },
    { coding: "br", body: brotliCompressSync(order) },
    { coding: "identity", body: order },
    { coding: "", body: order },
  ])("undoes $coding", async ({ coding, body }, { expect }) => {
    const read = await readBody(streamOf([body.subarray(0, 5), body.subarray(5)]), coded(coding), options);
    expect({ text: textOf(read.bytes), state: read.state }).toEqual({
      text: "Order 12 not found",
      state: "whole",
    });
  });

  test.for([
    { name: "zstd", coding: "zstd", body: bytes("x") },
    { name: "a coding that nobody knows", coding: "rot13", body: bytes("x") },
    { name: "two codings", coding: "gzip, br", body: gzipSync(order) },
    { name: "a coding cut short", coding: "gzip", body: gzipSync(order).subarray(0, 20) },
    { name: "bytes that are not of the coding", coding: "gzip", body: order },
    { name: "a broken deflate", coding: "deflate", body: bytes("\u0007\u0007\u0007") },
  ])("leaves unread: $name", async ({ coding, body }, { expect }) => {
    expect(await readBody(streamOf([body]), coded(coding), options)).toEqual({
      bytes: new Uint8Array(),
      state: "unread",
    });
  });

  test("takes no coding off twice", async ({ expect }) => {
    const read = await readBody(streamOf([order]), coded("gzip"), { limitBytes: 64, timeoutMs: 1000 });
    expect(textOf(read.bytes)).toBe("Order 12 not found");
  });

  test("stops a decompression bomb at the limit", async ({ expect }) => {
    const read = await readBody(streamOf([gzipSync(new Uint8Array(8_000_000))]), coded("gzip"), options);
    expect({ size: read.bytes.length, state: read.state }).toEqual({ size: 64, state: "cut" });
  });

  test.for([
    { name: "a body that hangs", chunks: [bytes("Order")], headers: new Headers() },
    { name: "a coded body that hangs", chunks: [gzipSync(order).subarray(0, 12)], headers: coded("gzip") },
    { name: "a body that never begins", chunks: [], headers: new Headers() },
  ])("gives up and cancels: $name", async ({ chunks, headers }, { expect }) => {
    let cancelled = 0;
    const body = streamOf(chunks, "hang", () => (cancelled += 1));
    const read = await readBody(body, headers, { ...options, timeoutMs: 20 });
    expect(read.state).toBe("unread");
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(cancelled).toBe(1);
  });

  test("cancels what is beyond the limit", async ({ expect }) => {
    let cancelled = 0;
    await readBody(
      streamOf([bytes("a".repeat(65))], "hang", () => (cancelled += 1)),
      new Headers(),
      options,
    );
    expect(cancelled).toBe(1);
  });

  test("any chunks come out in order, up to the limit", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 40 })),
        fc.integer({ min: 1, max: 100 }),
        async (chunks, limitBytes) => {
          const whole = chunks.flatMap((chunk) => [...chunk]);
          const read = await readBody(streamOf(chunks), new Headers(), { ...options, limitBytes });
          return (
            [...read.bytes].join() === whole.slice(0, limitBytes).join() &&
            read.state === (whole.length > limitBytes ? "cut" : "whole")
          );
        },
      ),
    );
  });
});
