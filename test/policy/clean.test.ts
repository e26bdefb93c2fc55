import * as fc from "fast-check";
import { describe, test } from "vitest";
import { clean, MAX_MESSAGE } from "../../src/policy/clean.ts";

interface Row {
  readonly name: string;
  readonly text: string;
  readonly own?: string;
  readonly says: string | undefined;
}

const KEPT: readonly Row[] = [
  { name: "a plain sentence", text: "Order 12 not found", says: "Order 12 not found" },
  { name: "a comparison is no markup", text: "must be a < b and b > c", says: "must be a < b and b > c" },
  {
    name: "tags and entities",
    text: "<p>Tom &amp; Jerry\n are <b>not</b> here</p>",
    says: "Tom & Jerry are not here",
  },
  { name: "entities escaped twice", text: "can&amp;#39;t be blank", says: "can't be blank" },
  { name: "control characters", text: "bad\u0000\u001b[31m  name\u202e", says: "bad [31m name" },
  { name: "a JSON string in a string", text: '{"message":"Name taken","code":3}', says: "Name taken" },
  {
    name: "a list of sentences in a string",
    text: '["Too short.","Too plain."]',
    says: "Too short. Too plain.",
  },
  {
    name: "a value of the client's",
    text: "ann@example.com is already taken",
    says: "ann@example.com is already taken",
  },
  { name: "an API path", text: "Cannot GET /v1/users", says: "Cannot GET /v1/users" },
  { name: "the client's own path", text: "No page /etc/x here", own: "/etc/x", says: "No page /etc/x here" },
  {
    name: "a public link",
    text: "See https://docs.example.com/errors#42",
    says: "See https://docs.example.com/errors#42",
  },
  {
    name: "prose of selecting",
    text: "Please select a plan from the list",
    says: "Please select a plan from the list",
  },
  {
    name: "prose of deleting",
    text: "You cannot delete from an archived list",
    says: "You cannot delete from an archived list",
  },
  {
    name: "a type's name in a validator's words",
    text: "expected string, received undefined",
    says: "expected string, received undefined",
  },
  {
    name: "a parser's words",
    text: "Expected property name or '}' in JSON at position 1",
    says: "Expected property name or '}' in JSON at position 1",
  },
  {
    name: "another language",
    text: "Die Bestellung wurde nicht gefunden",
    says: "Die Bestellung wurde nicht gefunden",
  },
  { name: "no Latin letter", text: "見つかりません", says: "見つかりません" },
  {
    name: "a leading class, then the sentence",
    text: "ValidationError: Plan is required",
    says: "Plan is required",
  },
  {
    name: "a model's namespace",
    text: "No query results for model [App\\Models\\Order] 9",
    says: "No query results for model [Order] 9",
  },
];

const MASKED: readonly Row[] = [
  {
    name: "a Node trace after a sentence",
    text: "Out of stock\n    at Shop.buy (/srv/shop.js:1:2)",
    says: "Out of stock",
  },
  { name: "a Java trace alone", text: "\tat com.acme.Shop.buy(Shop.java:12)", says: undefined },
  {
    name: "SQL after a sentence",
    text: "Could not save. INSERT INTO users (id) VALUES (1)",
    says: "Could not save.",
  },
  { name: "SQL alone", text: "insert into users (email) values ('a')", says: undefined },
  { name: "a SQLSTATE", text: "SQLSTATE[HY000]: General error: 1 no such table", says: undefined },
  { name: "a server's path", text: "open /var/www/app/config.php failed", says: undefined },
  { name: "a Windows path", text: "Could not find C:\\inetpub\\wwwroot\\web.config", says: undefined },
  { name: "a private address", text: "Could not reach billing at 10.4.2.17:5432", says: undefined },
  {
    name: "localhost",
    text: "unauthorized to access or create database http://localhost:5984/target",
    says: undefined,
  },
  { name: "a cluster's host", text: "no answer from orders.shop.svc.cluster.local", says: undefined },
  { name: "a connection string", text: "bad url postgres://app:hunter2@db/shop", says: undefined },
  {
    name: "a clause before a class",
    text: "JSON parse error: Cannot construct instance of `com.acme.Order`",
    says: "JSON parse error",
  },
  {
    name: ".NET's types",
    text: "Error converting value 7 to type 'System.Nullable`1[System.DateTime]'.",
    says: "Error converting value 7 to type 'DateTime'.",
  },
  { name: "an exception's class", text: "Object of class System.NullReferenceException", says: undefined },
  { name: "a driver's words", text: "duplicate key value violates unique constraint", says: undefined },
  { name: "an unreadable object", text: "[object Object]", says: undefined },
  { name: "an object in a sentence", text: "Error: [object Object]", says: undefined },
  { name: "no words", text: "undefined", says: undefined },
  { name: "no letters", text: "--- 42 ---", says: undefined },
  { name: "markup without words", text: "<br/><img src=x>", says: undefined },
  { name: "a raw list of issues", text: '[{"path":["a"],"code":"too_small"}]', says: undefined },
];

const SECRETS: readonly Row[] = [
  { name: "a bearer token", text: "Bad header Bearer abcDEF123456789xyz", says: "Bad header Bearer ***" },
  { name: "a vendor's key", text: "No such key sk_live_4eC39HqLyjWDarjtT1zdp7dc", says: "No such key ***" },
  {
    name: "a web token",
    text: "Bad eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl here",
    says: "Bad *** here",
  },
  { name: "an AWS key", text: "Unknown key AKIAIOSFODNN7EXAMPLE", says: "Unknown key ***" },
  { name: "a card number", text: "Card 4242 4242 4242 4242 was declined", says: "Card *** was declined" },
  { name: "the name of a token is none", text: "Token has expired", says: "Token has expired" },
  { name: "a version is no key", text: "Use api-version-2 instead", says: "Use api-version-2 instead" },
  {
    name: "a rule about a password is none",
    text: "password: must be at least 8 characters",
    says: "password: must be at least 8 characters",
  },
];

describe("clean", () => {
  test.for([...KEPT, ...MASKED, ...SECRETS])("$name", ({ text, own, says }, { expect }) => {
    expect(clean(text, own)).toBe(says);
  });

  test("cuts at a character boundary", ({ expect }) => {
    const cut = clean(`${"a".repeat(MAX_MESSAGE - 1)}😀😀`);
    expect(cut).toBe("a".repeat(MAX_MESSAGE - 1));
  });

  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        "<b>",
        "</b>",
        "&lt;",
        "&amp;",
        "\u0000",
        "\n    at a.b (c.js:1:2)",
        '{"message":',
        "SELECT a FROM b",
        "😀",
        ". ",
      ),
    ),
    { maxLength: 200 },
  );

  test("is 1 to 500 characters of one line, without markup, and cleaning it again changes nothing", ({
    expect,
  }) => {
    const holds = fc.property(pieces, (parts) => {
      const text = clean(parts.join(""));
      if (text === undefined) return;
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(MAX_MESSAGE);
      expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]|<[a-z!/][^<>]*>|\[object Object\]/i);
      expect(text.isWellFormed()).toBe(true);
      const again = clean(text);
      if (again !== undefined) expect(again).toBe(text);
    });
    fc.assert(holds);
  });
});
