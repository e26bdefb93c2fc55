import fc from "fast-check";
import { describe, test } from "vitest";
import { remember, rememberClean } from "../../src/facts/remember.ts";

/** A reader that says how often it was asked. */
function counted<T>(read: (text: string, allowed?: string) => T): typeof read & { readonly asked: string[] } {
  const asked: string[] = [];
  return Object.assign(
    (text: string, allowed?: string) => {
      asked.push(text);
      return read(text, allowed);
    },
    { asked },
  );
}

const hide = (text: string, allowed?: string): string | undefined =>
  text === "" ? undefined : allowed === "secret" ? text : text.replaceAll("secret", "***");

const many = Array.from({ length: 500 }, (_, index) => `text ${index}`);

describe("remember", () => {
  test.for([
    { what: "a text", texts: ["gone", "gone"], asked: 1 },
    { what: "a text that reads as nothing", texts: ["", ""], asked: 1 },
    { what: "two texts", texts: ["gone", "found", "gone"], asked: 2 },
    { what: "a long text", texts: ["x".repeat(11), "x".repeat(11)], asked: 2 },
    { what: "a text before 500 others", texts: ["gone", ...many, "gone"], asked: 502 },
    { what: "a text before 499 others", texts: ["gone", ...many.slice(1), "gone"], asked: 500 },
  ])("$what is read $asked times", ({ texts, asked }, { expect }) => {
    const read = counted((text) => (text === "" ? undefined : text.toUpperCase()));
    const reader = remember(read, 10);
    expect(texts.map(reader)).toEqual(texts.map((text) => (text === "" ? undefined : text.toUpperCase())));
    expect(read.asked).toHaveLength(asked);
  });
});

describe("rememberClean", () => {
  test.for([
    { what: "what is left as it is", texts: ["gone", "gone"], asked: 1 },
    { what: "what had something to hide", texts: ["a secret", "a secret"], asked: 2 },
    { what: "what is nothing when clean", texts: ["", ""], asked: 2 },
    { what: "what is long", texts: ["x".repeat(31), "x".repeat(31)], asked: 2 },
    { what: "what 500 others follow", texts: ["gone", ...many, "gone"], asked: 502 },
  ])("$what is cleaned $asked times", ({ texts, asked }, { expect }) => {
    const read = counted(hide);
    const cleaner = rememberClean(read, 30);
    expect(texts.map((text) => cleaner(text))).toEqual(texts.map((text) => hide(text)));
    expect(read.asked).toHaveLength(asked);
  });

  test("what one text may hold is not allowed to the next", ({ expect }) => {
    const cleaner = rememberClean(hide, 30);
    expect(cleaner("a secret", "secret")).toBe("a secret");
    expect(cleaner("a secret")).toBe("a ***");
  });

  test("says what the cleaner says, in whatever order it is asked", ({ expect }) => {
    const cleaner = rememberClean(hide, 30);
    const text = fc
      .array(fc.constantFrom("secret", "gone", " "), { maxLength: 4 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.option(fc.constantFrom("secret", "gone"), { nil: undefined }), (said, allowed) => {
        expect(cleaner(said, allowed)).toBe(hide(said, allowed));
      }),
    );
  });
});
