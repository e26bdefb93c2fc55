import { describe, test } from "vitest";
import { readXml } from "../../src/decode/xml.ts";
import { xmlToValue } from "../../src/dialects/xml-value.ts";

describe("xmlToValue", () => {
  test.for([
    {
      name: "members, numbers and flags",
      xml: "<e><code>404</code><ok>false</ok><message>gone</message></e>",
      value: { code: 404, ok: false, message: "gone" },
    },
    { name: "a number with a leading zero is text", xml: "<e><code>007</code></e>", value: { code: "007" } },
    { name: "repeated members", xml: "<e><m>a</m><m>b</m></e>", value: { m: ["a", "b"] } },
    {
      name: "attributes, and the words beside them",
      xml: '<error code="7">No such plan</error>',
      value: { code: 7, message: "No such plan" },
    },
    { name: "attributes of the markup", xml: '<m xml:lang="en">gone</m>', value: "gone" },
    {
      name: "a plural's children",
      xml: "<errors><error>a</error><error>b</error></errors>",
      value: ["a", "b"],
    },
    {
      name: "a plural's only child",
      xml: "<errors><error><code>1</code></error></errors>",
      value: [{ code: 1 }],
    },
    { name: "items named for nothing", xml: "<fields><i>a</i><i>b</i></fields>", value: ["a", "b"] },
    {
      name: "one that is the list itself",
      xml: "<violations><path>a</path><message>b</message></violations>",
      value: [{ path: "a", message: "b" }],
    },
    {
      name: "a plural that is a dictionary of fields",
      xml: "<errors><email>a</email><age>b</age></errors>",
      value: { email: "a", age: "b" },
    },
    {
      name: "no list: a name that repeats its parent's",
      xml: "<error><error>a</error></error>",
      value: { error: "a" },
    },
    { name: "a value in an attribute", xml: '<e><code value="x"/></e>', value: { code: "x" } },
    {
      name: "a property list",
      xml: "<plist><dict><key>error</key><string>a</string><key>fatal</key><true/></dict></plist>",
      value: { error: "a", fatal: true },
    },
    { name: "nothing", xml: "<e/>", value: "" },
  ])("$name", ({ xml, value }, { expect }) => {
    const root = readXml(xml)?.root;
    expect(root && xmlToValue(root)).toEqual(value);
  });

  test("what is nested beyond the bound reads as text", ({ expect }) => {
    const root = readXml("<a>".repeat(60) + "x" + "</a>".repeat(60))?.root;
    expect(JSON.stringify(root && xmlToValue(root)).length).toBeLessThan(1000);
  });
});
