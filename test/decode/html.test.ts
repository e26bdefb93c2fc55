import * as fc from "fast-check";
import { describe, test } from "vitest";
import { htmlTokens } from "../../src/decode/html-tokens.ts";
import { htmlToText, readHtml } from "../../src/decode/html.ts";

describe("htmlTokens", () => {
  test.for([
    { name: "text and tags", html: "<b>a &lt; b</b>", values: ["b", "a < b", "b"] },
    { name: "a script is left out", html: "a<script>if (a<b) '</p>'</script>b", values: ["a", "b"] },
    { name: "a comment is left out", html: "a<!-- <b>x</b> -->b", values: ["a", "b"] },
    { name: "a comment that is never closed", html: "a<!-- b", values: ["a"] },
    { name: "a quoted bracket", html: '<a title="x>y">z', values: ["a", "z"] },
    {
      name: "a quotation mark that is never closed",
      html: '<p title="x>a</p><p>b',
      values: ["p", "a", "p", "p", "b"],
    },
    { name: "a less-than sign", html: "1 < 2 <3", values: ["1 < 2 <3"] },
    { name: "a declaration", html: "<!DOCTYPE html><?php x ?>a", values: ["a"] },
    { name: "a style that is never closed", html: "a<style>b", values: ["a"] },
    { name: "names in lower case", html: "<BR/><H1>x</H1>", values: ["br", "h1", "x", "h1"] },
  ])("$name", ({ html, values }, { expect }) => {
    expect([...htmlTokens(html)].map(({ value }) => value)).toEqual(values);
  });
});

describe("readHtml", () => {
  test.for([
    {
      name: "title, headings, blocks",
      html: "<title>404 Not Found</title><h1>Not Found</h1><p>No&nbsp;such  order<br>Try 13</p>",
      page: { title: "404 Not Found", headings: ["Not Found"], blocks: ["No such order\nTry 13"] },
    },
    {
      name: "lines within pre",
      html: "<pre>a\n  b\n\nc</pre>",
      page: { title: "", headings: [], blocks: ["a\nb\n\nc"] },
    },
    {
      name: "inline elements are no word boundary",
      html: "<p>S<b>orry</b>, <i>no</i></p>",
      page: { title: "", headings: [], blocks: ["Sorry, no"] },
    },
    {
      name: "cells are blocks",
      html: "<table><tr><th>Message</th><td>x</td></tr></table>",
      page: { title: "", headings: [], blocks: ["Message", "x"] },
    },
    {
      name: "a heading without its end",
      html: "<h1>A<p>b</p>",
      page: { title: "", headings: ["A"], blocks: ["b"] },
    },
    {
      name: "a div within a heading",
      html: "<h1><div>A</div><div>B</div></h1>",
      page: { title: "", headings: ["A B"], blocks: [] },
    },
    {
      name: "scripts and styles say nothing",
      html: "<style>p{}</style><script>x</script><noscript>y</noscript>",
      page: { title: "", headings: [], blocks: [] },
    },
    { name: "no markup", html: "plain", page: { title: "", headings: [], blocks: ["plain"] } },
  ])("$name", ({ html, page }, { expect }) => {
    expect(readHtml(html)).toEqual(page);
  });

  test("keeps at most 400 blocks of 8000 characters and 40 headings", ({ expect }) => {
    const { blocks } = readHtml("<p>a".repeat(1000));
    const { headings } = readHtml("<h1>a</h1>".repeat(100));
    expect([blocks.length, headings.length, readHtml(`<p>${"a".repeat(9000)}`).blocks[0]?.length]).toEqual([
      400, 40, 8000,
    ]);
  });
});

describe("htmlToText", () => {
  test.for([
    { html: "<p>Hello,<br><b>world</b>!</p>", text: "Hello, world!" },
    { html: "a &amp;amp; b", text: "a &amp; b" },
    { html: "1 < 2", text: "1 < 2" },
  ])("$html", ({ html, text }, { expect }) => {
    expect(htmlToText(html)).toBe(text);
  });

  test("leaves no tag of any markup", ({ expect }) => {
    const piece = fc.constantFrom("<", ">", "/", "a", "p", " ", '"', "'", "!", "--", "?", "=", "&lt;", "\n");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        expect(htmlToText(pieces.join("").replaceAll("&lt;", ""))).not.toMatch(/<p>|<a>|<\/p>/);
        readHtml(pieces.join(""));
      }),
    );
  });
});
