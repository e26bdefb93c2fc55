import { describe, test } from "vitest";
import { isGeneric, readable, repeatsStatus } from "../../src/facts/readable.ts";

describe("readable", () => {
  test.for([
    { name: "snake case", code: "missing_field", words: "missing field" },
    { name: "camel case", code: "TooShort", words: "too short" },
    { name: "dots and hyphens", code: "error.invalid-email", words: "error invalid email" },
    { name: "words", code: "already words", words: "already words" },
    { name: "nothing", code: "", words: "" },
  ])("$name", ({ code, words }, { expect }) => {
    expect(readable(code)).toBe(words);
  });
});

describe("repeatsStatus and isGeneric", () => {
  test.for([
    { name: "a reason phrase", text: "Not Found", repeats: true, generic: true },
    { name: "a code in capitals", text: "BAD_REQUEST", repeats: true, generic: true },
    { name: "a status in front", text: "404 Not-Found.", repeats: true, generic: true },
    { name: "a status behind", text: "Not Found 404", repeats: true, generic: true },
    { name: "an exception's name", text: "BadRequestException", repeats: true, generic: true },
    { name: "a number", text: "422", repeats: true, generic: true },
    { name: "a heading", text: "Validation failed", repeats: false, generic: true },
    { name: "a shrug", text: "Something went wrong", repeats: false, generic: true },
    { name: "a sentence", text: "User not found", repeats: false, generic: false },
    { name: "a long text", text: "Not Found ".repeat(20), repeats: false, generic: false },
    { name: "nothing", text: "", repeats: false, generic: false },
  ])("$name", ({ text, repeats, generic }, { expect }) => {
    expect(repeatsStatus(text)).toBe(repeats);
    expect(isGeneric(text)).toBe(generic);
  });
});
