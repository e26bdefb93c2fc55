import { describe, expect, test } from "vitest";
import { covers, coversPath } from "../../tools/shadow.ts";

describe("coversPath", () => {
  test.for([
    { broad: "/*", narrow: "/v3/users", covered: true },
    { broad: "*", narrow: "/v3/*", covered: true },
    { broad: "/v3/*", narrow: "/v3", covered: true },
    { broad: "/v3/*", narrow: "/v3/users/:id", covered: true },
    { broad: "/v3/*", narrow: "/v3/users/*", covered: true },
    { broad: "/v3/:kind/:id", narrow: "/v3/users/:id", covered: true },
    { broad: "/v3/:kind", narrow: "/v3/users", covered: true },
    { broad: "/v3/us*rs", narrow: "/v3/users", covered: true },
    { broad: "/v3/*/orders", narrow: "/v3/:user/orders", covered: true },
    { broad: "/v3/*", narrow: "/v4/users", covered: false },
    { broad: "/v3/*", narrow: "/v30/:id", covered: false },
    { broad: "/v3/users", narrow: "/v3/:kind", covered: false },
    { broad: "/v3/users/:id", narrow: "/v3/users/*", covered: false },
    { broad: "/v3/users/:id", narrow: "/*", covered: false },
    { broad: "/v3/:kind", narrow: "/v3/users/:id", covered: false },
    { broad: "/v3/users", narrow: "/v3/users/", covered: false },
  ])("$broad, $narrow: $covered", ({ broad, narrow, covered }) => {
    expect(coversPath(broad, narrow)).toBe(covered);
  });
});

describe("covers", () => {
  test.for([
    { why: "nothing asked takes all", broad: {}, narrow: { status: 404 }, covered: true },
    { why: "the same", broad: { code: "E1" }, narrow: { code: "E1" }, covered: true },
    { why: "a class", broad: { status: "4xx" }, narrow: { status: [404, 410] }, covered: true },
    { why: "a class in capitals", broad: { status: "5XX" }, narrow: { status: "503" }, covered: true },
    { why: "a longer list", broad: { code: ["E1", 17] }, narrow: { code: "17" }, covered: true },
    { why: "a method's case", broad: { method: "get" }, narrow: { method: ["GET"] }, covered: true },
    { why: "a substring", broad: { message: "locked" }, narrow: { message: "is locked" }, covered: true },
    { why: "an expression", broad: { message: "/lock/i" }, narrow: { message: "is LOCKED" }, covered: true },
    { why: "a key that the later one lacks", broad: { status: 404 }, narrow: { code: "E1" }, covered: false },
    { why: "half of a class", broad: { status: [404] }, narrow: { status: "4xx" }, covered: false },
    { why: "another dialect", broad: { dialect: "soap" }, narrow: { dialect: "xml-rpc" }, covered: false },
    {
      why: "the narrower word",
      broad: { message: "is locked" },
      narrow: { message: "locked" },
      covered: false,
    },
    { why: "an anchor", broad: { message: "/^locked$/" }, narrow: { message: "locked" }, covered: false },
    { why: "two expressions", broad: { message: "/a/" }, narrow: { message: "/a+/" }, covered: false },
    { why: "one key of two", broad: { status: 404, code: "E1" }, narrow: { status: 404 }, covered: false },
  ])("$why: $covered", ({ broad, narrow, covered }) => {
    expect(covers(broad, narrow)).toBe(covered);
  });
});
