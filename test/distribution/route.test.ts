import * as fc from "fast-check";
import { describe, test } from "vitest";
import { createRouteLimit, foldPath, routeOf } from "../../src/distribution/route.ts";

interface Row {
  readonly path: string;
  readonly route: string;
  readonly why: string;
}

const rows: readonly Row[] = [
  { why: "a number", path: "/v3/users/42", route: "/v3/users/:id" },
  { why: "a negative number", path: "/offset/-42", route: "/offset/:id" },
  { why: "a decimal", path: "/at/52.52/13.40", route: "/at/:id/:id" },
  { why: "a UUID", path: "/u/6f1c2b34-7a0e-4c1b-9d53-5b0f6c1e2a99", route: "/u/:id" },
  { why: "a UUID in capitals", path: "/u/6F1C2B34-7A0E-4C1B-9D53-5B0F6C1E2A99/x", route: "/u/:id/x" },
  { why: "a ULID", path: "/u/01ARZ3NDEKTSV4RRFFQ69G5FAV", route: "/u/:id" },
  { why: "an object id", path: "/u/507f1f77bcf86cd799439011", route: "/u/:id" },
  { why: "a SHA-256 hash", path: `/blob/${"ab12".repeat(16)}`, route: "/blob/:id" },
  { why: "an e-mail address", path: "/u/anna@example.com", route: "/u/:id" },
  { why: "an encoded e-mail address", path: "/u/anna%40example.com", route: "/u/:id" },
  { why: "a date", path: "/days/2026-01-05", route: "/days/:id" },
  { why: "a prefixed id", path: "/c/cus_NffrFeUfNV2Hib", route: "/c/:id" },
  { why: "a base64url token", path: "/t/dGhpcyBpcyBhIHRva2Vu", route: "/t/:id" },
  { why: "a token of letters alone", path: "/t/aBcDeFgHiJkLmNoPqRsTuVwX", route: "/t/:id" },
  { why: "a token in lower case", path: `/t/${"qwertyuiop".repeat(4)}`, route: "/t/:id" },
  { why: "a JWT", path: `/t/${"eyJhbGciOi.".repeat(5)}`, route: "/t/:id" },
  { why: "a matrix parameter", path: "/cart;jsessionid=9f86d0/items", route: "/cart/items" },
  { why: "a key and value", path: "/f/name=anna", route: "/f/:id" },
  { why: "text that is not ASCII", path: "/tags/%D0%BA%D0%BE%D1%82", route: "/tags/:id" },
  { why: "an encoded control character", path: "/a/b%0Ac", route: "/a/:id" },
  { why: "a query", path: "/users?token=s3cr3t", route: "/users" },
  { why: "a fragment", path: "/users#token", route: "/users" },
  { why: "a version", path: "/v3/users", route: "/v3/users" },
  { why: "a dotted version", path: "/v1.1/lists", route: "/v1.1/lists" },
  { why: "a version with a stage", path: "/apis/v1beta1/pods", route: "/apis/v1beta1/pods" },
  { why: "a version with a prefix", path: "/api-v2/me", route: "/api-v2/me" },
  { why: "a name with a digit at its end", path: "/oauth2/token", route: "/oauth2/token" },
  { why: "a name with a digit at its start", path: "/2fa/verify", route: "/2fa/verify" },
  {
    why: "words joined by hyphens",
    path: "/reset-password/by-security-question",
    route: "/reset-password/by-security-question",
  },
  {
    why: "words in camel case",
    path: "/userSubscriptionEntitlements",
    route: "/userSubscriptionEntitlements",
  },
  { why: "a method after a colon", path: "/v1/messages:batchDelete", route: "/v1/messages:batchDelete" },
  { why: "a long word", path: "/internationalization", route: "/internationalization" },
  { why: "the root", path: "/", route: "/" },
  { why: "nothing", path: "", route: "/" },
  { why: "a percent sign that encodes nothing", path: "/a%zz/b", route: "/a_zz/b" },
  { why: "an encoded slash", path: "/a%2Fb", route: "/a_b" },
];

describe("foldPath", () => {
  test.for(rows)("$why: $path is $route", ({ path, route }, { expect }) => {
    expect(foldPath(path)).toBe(route);
  });

  test("ends after 12 segments", ({ expect }) => {
    expect(foldPath("/a".repeat(12))).toBe("/a".repeat(12));
    expect(foldPath("/a".repeat(13))).toBe(`${"/a".repeat(12)}/…`);
    expect(foldPath("/a".repeat(100_000))).toBe(`${"/a".repeat(12)}/…`);
  });

  test("is at most 200 characters, begins with a slash, and carries nothing that breaks a line", ({
    expect,
  }) => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 900 }), (path) => {
        const route = foldPath(path);
        expect(route.length).toBeLessThanOrEqual(200);
        expect(route).toMatch(/^\/[\x21-\x7e…]*$/);
        expect(route).not.toMatch(/[?#%"\\]/);
      }),
    );
  });

  test("folds every identifier that a generator can make", ({ expect }) => {
    const ids = fc.oneof(
      fc.uuid(),
      fc.ulid(),
      fc.nat().map(String),
      fc.emailAddress().map(encodeURIComponent),
    );
    fc.assert(
      fc.property(ids, (id) => {
        expect(foldPath(`/v3/users/${id}/orders`)).toBe("/v3/users/:id/orders");
      }),
    );
  });
});

describe("createRouteLimit", () => {
  test("a hundred thousand users are one route", ({ expect }) => {
    const limit = createRouteLimit();
    const routes = new Set<string>();
    for (let user = 0; user < 100_000; user += 1) routes.add(limit(foldPath(`/v3/users/${user}`)));
    expect([...routes]).toEqual(["/v3/users/:id"]);
  });

  test("lets 200 routes through and calls the rest `other`, for ever", ({ expect }) => {
    const limit = createRouteLimit();
    const names = Array.from({ length: 500 }, (_, index) => `/${"x".repeat(index)}`);
    expect(new Set(names.map(limit)).size).toBe(201);
    expect(limit(names[199]!)).toBe(names[199]);
    expect(limit(names[200]!)).toBe("other");
  });
});

describe("routeOf", () => {
  test("prefers the configured route, whatever its path", ({ expect }) => {
    expect(routeOf("orders", "/v3/orders/17")).toBe("orders");
    expect(routeOf(undefined, "/v3/orders/17?a=b")).toBe("/v3/orders/:id");
  });
});
