import { describe, expect, test } from "vitest";
import { compileMessage } from "../../src/config/message-pattern.ts";

describe("compileMessage", () => {
  test.for([
    { pattern: "locked", message: "The order is locked", matches: true },
    { pattern: "/order \\d+ is locked/i", message: "Order 12 is LOCKED", matches: true },
    { pattern: "/^gone$/m", message: "it is\ngone", matches: true },
    { pattern: "/a.b/s", message: "a\nb", matches: true },
    { pattern: "/\\p{Lu}/u", message: "É", matches: true },
    { pattern: "/(?:duplicate|double) key/", message: "duplicate key", matches: true },
    { pattern: "/", message: "a/b", matches: true },
    { pattern: "a.b", message: "a.b", matches: true },
    { pattern: "/[(+*]+x/", message: "(+x", matches: true },
    { pattern: "/(ab){2,3}/", message: "abab", matches: true },
    { pattern: "locked", message: "LOCKED", matches: false },
    { pattern: "a.b", message: "axb", matches: false },
    { pattern: "/^gone$/", message: "it is\ngone", matches: false },
    { pattern: "/end$/", message: `${"x".repeat(2000)}end`, matches: false },
  ])("$pattern and $message: $matches", ({ pattern, message, matches }) => {
    const matcher = compileMessage(pattern);
    expect(typeof matcher === "function" && matcher(message)).toBe(matches);
  });

  test("no state is kept from one message to the next", () => {
    const matcher = compileMessage("/a/i");
    const says = [1, 2, 3].map(() => typeof matcher === "function" && matcher("A"));
    expect(says).toEqual([true, true, true]);
  });

  test.for([
    { pattern: "/a(/", says: /^is no regular expression/ },
    { pattern: "/a/g", says: /^has the flags "g"/ },
    { pattern: "/a/iy", says: /^has the flags "iy"/ },
    { pattern: "/(a+)+$/", says: /^repeats a group/ },
    { pattern: "/(a|ab)*c/", says: /^repeats a group/ },
    { pattern: "/((a*))*/", says: /^repeats a group/ },
    { pattern: "/(a+){2,}/", says: /^repeats a group/ },
    { pattern: "/(?:x(?:y+)z){20}/", says: /^repeats a group/ },
  ])("$pattern is refused: $says", ({ pattern, says }) => {
    expect(compileMessage(pattern)).toMatch(says);
  });
});
