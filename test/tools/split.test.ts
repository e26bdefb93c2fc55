import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entriesOf, linesOf, type Piece } from "../../tools/split.ts";

/** A text in chunks of the given sizes, over and over. */
// oxlint-disable-next-line typescript/require-await -- a stream is one
async function* chunked(text: string, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.slice(at, at + size);
    at += size;
  }
}

async function all(pieces: AsyncIterable<Piece>): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const piece of pieces)
    texts.push(piece === "too-long" ? piece : new TextDecoder().decode(piece));
  return texts;
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

describe("linesOf", () => {
  test("lines whatever the chunks, the last without an end", async () => {
    const lines = fc.array(
      fc.string({ unit: "grapheme", minLength: 1 }).filter((line) => !line.includes("\n")),
    );
    await fc.assert(
      fc.asyncProperty(lines, sizes, fc.boolean(), async (list, chunks, ended) => {
        const text = list.join("\n") + (ended ? "\n" : "");
        expect(await all(linesOf(chunked(text, chunks)))).toEqual(list);
      }),
    );
  });

  test("a line past the limit is left out, and the next one is not", async () => {
    expect(await all(linesOf(chunked("aaaaaaaaaaaa\nbb\n", [5]), 10))).toEqual(["too-long", "bb"]);
  });
});

describe("entriesOf", () => {
  test("the entries of a HAR, whatever the chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
        sizes,
        async (entries, chunks) => {
          const har = { log: { version: "1.2", pages: [{ entries: [{}] }], entries, comment: "entries" } };
          const texts = await all(entriesOf(chunked(JSON.stringify(har), chunks)));
          expect(texts.map((text) => JSON.parse(text) as unknown)).toEqual(
            JSON.parse(JSON.stringify(entries)),
          );
        },
      ),
    );
  });

  test.for([
    {
      why: "white space and an escaped quote",
      text: '{ "log" : {\n "entries" : [ {"a":"}\\"]"} ]}}',
      count: 1,
    },
    { why: "no entries", text: '{"log":{"entries":[]}}', count: 0 },
    { why: "entries elsewhere", text: '{"log":{"pages":[{"a":1}],"x":{"entries":[{}]}}}', count: 0 },
    { why: "a value that says entries", text: '{"log":{"a":"entries","b":[{}]}}', count: 0 },
    { why: "cut off within an entry", text: '{"log":{"entries":[{"a":1},{"b":', count: 1 },
    { why: "no JSON", text: "hello", count: 0 },
  ])("$why: $count", async ({ text, count }) => {
    expect(await all(entriesOf(chunked(text, [3])))).toHaveLength(count);
  });
});
