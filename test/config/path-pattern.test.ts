import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePath } from "../../src/config/path-pattern.ts";

describe("compilePath", () => {
  test.for([
    { pattern: "/v3/users", path: "/v3/users", matches: true },
    { pattern: "/v3/users/:id", path: "/v3/users/42", matches: true },
    { pattern: "/v3/users/:id", path: "/v3/users/a%2Fb", matches: true },
    { pattern: "/v3/*", path: "/v3", matches: true },
    { pattern: "/v3/*", path: "/v3/", matches: true },
    { pattern: "/v3/*", path: "/v3/users/42/orders", matches: true },
    { pattern: "/v3*", path: "/v3.1/users", matches: true },
    { pattern: "/v3/*/orders", path: "/v3/42/orders", matches: true },
    { pattern: "/files/*.json", path: "/files/a.json", matches: true },
    { pattern: "*", path: "/", matches: true },
    { pattern: "/*", path: "/anything/at/all", matches: true },
    { pattern: "/a.b", path: "/a.b", matches: true },
    { pattern: "/v1/users:batchGet", path: "/v1/users:batchGet", matches: true },
    { pattern: "/v1/:kind/users:get", path: "/v1/x/users:get", matches: true },
    { pattern: "/a+(b)/:id", path: "/a+(b)/1", matches: true },
    { pattern: "/v3/users", path: "/v3/users/", matches: false },
    { pattern: "/v3/users", path: "/V3/users", matches: false },
    { pattern: "/v3/users/:id", path: "/v3/users/", matches: false },
    { pattern: "/v3/users/:id", path: "/v3/users/42/orders", matches: false },
    { pattern: "/v3/*", path: "/v30", matches: false },
    { pattern: "/v3/*/orders", path: "/v3/a/b/orders", matches: false },
    { pattern: "/a.b/:id", path: "/axb/1", matches: false },
    { pattern: "/files/*.json", path: "/files/a/b.json", matches: false },
  ])("$pattern and $path: $matches", ({ pattern, path, matches }) => {
    expect(compilePath(pattern)?.(path)).toBe(matches);
  });

  test.for([
    "",
    "v3/users",
    "/v3?a=1",
    "/v3#top",
    "/v3/a b",
    "/**",
    "/a*b*c",
    "/:",
    "/:1",
    `/${"a".repeat(500)}`,
  ])("%j is no pattern", (pattern) => {
    expect(compilePath(pattern)).toBeUndefined();
  });

  test("a literal pattern means itself and nothing else", () => {
    const path = fc.webPath().filter((text) => text.length > 1 && !/[:*]/.test(text));
    fc.assert(
      fc.property(path, path, (pattern, other) => {
        const matches = compilePath(pattern);
        expect(matches?.(pattern)).toBe(true);
        expect(matches?.(other)).toBe(pattern === other);
      }),
    );
  });
});
