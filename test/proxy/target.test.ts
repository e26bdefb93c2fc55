import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { targetOf } from "../../src/proxy/target.ts";

interface Row {
  readonly upstream: string | undefined;
  readonly url: string;
  readonly target: string;
}

const ROWS: readonly Row[] = [
  { upstream: "http://legacy", url: "https://api.example.com/", target: "http://legacy/" },
  { upstream: "http://legacy/", url: "https://api.example.com/a?b", target: "http://legacy/a?b" },
  { upstream: "http://legacy/base", url: "https://api.example.com/a", target: "http://legacy/base/a" },
  { upstream: "http://legacy/base/", url: "https://api.example.com/a/", target: "http://legacy/base/a/" },
  { upstream: "http://legacy:81/b/c", url: "https://api.example.com/?", target: "http://legacy:81/b/c/?" },
  { upstream: "https://legacy", url: "http://a/%7e%2F%zz?%41=%", target: "https://legacy/%7e%2F%zz?%41=%" },
  { upstream: undefined, url: "https://api.example.com/a?b#c", target: "https://api.example.com/a?b" },
  // What would lead elsewhere.
  {
    upstream: "http://legacy/base",
    url: "https://a//evil.example/x",
    target: "http://legacy/base//evil.example/x",
  },
  { upstream: "http://legacy/base", url: "https://a/../../x", target: "http://legacy/base/x" },
  { upstream: "http://legacy/base", url: "https://a/%2e%2e/x", target: "http://legacy/base/x" },
  {
    upstream: "http://legacy/base",
    url: "https://a/\\evil.example",
    target: "http://legacy/base//evil.example",
  },
  { upstream: "http://legacy", url: "https://a/@evil.example/x", target: "http://legacy/@evil.example/x" },
  { upstream: "http://legacy", url: "https://user:p%2Fw@a/x", target: "http://legacy/x" },
  { upstream: undefined, url: "https://user:password@a/x", target: "https://a/x" },
];

describe("targetOf", () => {
  test.for(ROWS)("$url at $upstream", ({ upstream, url, target }) => {
    const base = upstream === undefined ? undefined : new URL(upstream);
    expect(targetOf(base, new URL(url))).toBe(target);
  });

  test("never leaves the upstream's origin and base path", () => {
    const part = fc.constantFrom(
      "/",
      "\\",
      "..",
      ".",
      "%2e",
      "%2E%2e",
      "@",
      ":",
      "//",
      "evil.example",
      "a",
      "?",
      "#",
      "%2f",
      "%5c",
      ";",
      "\t",
      "\n",
      "%0d%0a",
      "[",
      "]",
      "é",
      " ",
    );
    const base = new URL("http://legacy.example:8080/base/v1");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const url = URL.parse(`https://api.example.com/${parts.join("")}`);
        // A request whose URL cannot be parsed is refused before.
        if (url === null) return;
        const target = targetOf(base, url);
        expect(target.startsWith("http://legacy.example:8080/base/v1/")).toBe(true);
        const parsed = new URL(target);
        expect(parsed.origin).toBe(base.origin);
        expect(parsed.pathname.startsWith("/base/v1/")).toBe(true);
        expect(parsed.username + parsed.password + parsed.hash).toBe("");
        expect(parsed.search).toBe(url.search);
      }),
      { numRuns: 2000 },
    );
  });
});
