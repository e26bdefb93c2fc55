import { describe, test } from "vitest";
import type { BodyBytes } from "../../src/decode/read-body.ts";
import { opensAs } from "../../src/decode/sniff.ts";
import { toEvidence } from "../../src/decode/to-evidence.ts";

describe("opensAs", () => {
  test.for([
    { name: "a document type", text: "<!DOCTYPE html><p>", essence: "", form: "html" },
    { name: "another document type", text: "<!DOCTYPE plist><plist/>", essence: "text/html", form: "xml" },
    {
      name: "a page under an XML type",
      text: "<html><body/></html>",
      essence: "application/xml",
      form: "html",
    },
    { name: "a page under JSON's type", text: "<html></html>", essence: "application/json", form: "html" },
    {
      name: "XML under HTML's type",
      text: "<Error><Code>x</Code></Error>",
      essence: "text/html",
      form: "xml",
    },
    {
      name: "XML behind its declaration",
      text: '<?xml version="1.0"?>\n<!-- x --><e/>',
      essence: "",
      form: "xml",
    },
    {
      name: "XHTML behind a declaration",
      text: '<?xml version="1.0"?><html/>',
      essence: "text/xml",
      form: "html",
    },
    { name: "a fragment", text: "<p>x</p>", essence: "", form: "html" },
    {
      name: "an element that XML shares",
      text: "<table><a/></table>",
      essence: "application/xml",
      form: "xml",
    },
    { name: "text before markup under HTML's type", text: "Oops<br>x", essence: "text/html", form: "html" },
    { name: "text before a page", text: "Warning: x\n<html>", essence: "text/plain", form: "html" },
    { name: "a pointer in Go", text: "<nil> pointer", essence: "text/plain", form: undefined },
    { name: "an inequality", text: "<3 is love", essence: "text/plain", form: undefined },
    { name: "text that speaks of markup", text: "use <b> here", essence: "text/plain", form: undefined },
    { name: "plain text under HTML's type", text: "Not Found", essence: "text/html", form: undefined },
  ])("$name", ({ text, essence, form }, { expect }) => {
    expect(opensAs(text, essence)).toBe(form);
  });
});

const read = (
  text: string,
  type?: string,
  state: BodyBytes["state"] = "whole",
): ReturnType<typeof toEvidence> =>
  toEvidence({
    request: { method: "GET", path: "/a" },
    status: 500,
    headers: new Headers(type === undefined ? {} : { "Content-Type": type }),
    body: { bytes: new TextEncoder().encode(text), state },
  });

describe("toEvidence", () => {
  test.for([
    { name: "JSON", text: '{"a":1}', type: "application/json", form: "json" },
    { name: "JSON under HTML's type", text: ' {"a":1}', type: "text/html", form: "json" },
    { name: "JSON without a type", text: "[]", type: undefined, form: "json" },
    { name: "a bare value under JSON's type", text: "null", type: "application/json", form: "json" },
    { name: "a bare word elsewhere", text: "null", type: "text/plain", form: "text" },
    { name: "text under JSON's type", text: "Bad Gateway", type: "application/json", form: "text" },
    { name: "a page under JSON's type", text: "<html><body>x", type: "application/json", form: "html" },
    { name: "two marks before JSON", text: "\uFEFF\uFEFF{}", type: "text/plain", form: "json" },
    { name: "XML", text: "<e><f/></e>", type: "text/plain", form: "xml" },
    { name: "a text in brackets", text: "[error] it broke", type: "text/plain", form: "text" },
    { name: "white space", text: " \n ", type: "application/json", form: "empty" },
    { name: "nothing", text: "", type: "text/html", form: "empty" },
  ])("$name", ({ text, type, form }, { expect }) => {
    expect(read(text, type).form).toBe(form);
  });

  test("a body that could not be read says nothing", ({ expect }) => {
    expect(read("x", "text/plain", "unread")).toMatchObject({ form: "unread", text: "", cut: false });
  });

  test("a body that was cut says so, and what remains is read", ({ expect }) => {
    expect(read('{"error":"x","more":"y', "application/json", "cut")).toMatchObject({
      form: "json",
      cut: true,
      json: { error: "x" },
    });
  });
});
