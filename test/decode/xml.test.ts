import * as fc from "fast-check";
import { describe, test } from "vitest";
import type { XmlElement } from "../../src/decode/evidence.ts";
import { readXml } from "../../src/decode/xml.ts";

/** An element as `name(text)[attributes]{children}`, for short tables. */
function sketch(element: XmlElement | undefined): string {
  if (element === undefined) return "";
  const attributes = Object.entries(element.attributes).map(([name, value]) => `${name}=${value}`);
  return (
    element.name +
    (element.text.trim() === "" ? "" : `(${element.text.trim()})`) +
    (attributes.length === 0 ? "" : `[${attributes.join()}]`) +
    (element.children.length === 0 ? "" : `{${element.children.map((child) => sketch(child)).join()}}`)
  );
}

describe("readXml", () => {
  test.for([
    {
      name: "local names",
      xml: '<a:Error xmlns:a="u"><a:Code>7</a:Code></a:Error>',
      tree: "Error{Code(7)}",
      cut: false,
    },
    {
      name: "a prefix that is never declared",
      xml: "<s:Error><m>x</m></s:Error>",
      tree: "Error{m(x)}",
      cut: false,
    },
    {
      name: "attributes, their namespaces dropped",
      xml: '<e xmlns="u" x:code="7" msg="a &amp; b"/>',
      tree: "e[code=7,msg=a & b]",
      cut: false,
    },
    { name: "character data", xml: "<e><![CDATA[a <b> & c]]></e>", tree: "e(a <b> & c)", cut: false },
    { name: "HTML's entities", xml: "<e>caf&eacute;&nbsp;&#39;</e>", tree: "e(café\u00a0')", cut: false },
    {
      name: "comments and instructions",
      xml: "<?xml version='1.0'?><!-- x --><e>a<!-- b -->c</e>",
      tree: "e(ac)",
      cut: false,
    },
    { name: "an end that is missing", xml: "<e><m>no stock", tree: "e{m(no stock)}", cut: true },
    { name: "a tag that is broken", xml: "<e><m>x</m><", tree: "e{m(x)}", cut: true },
    {
      name: "an external entity is not read",
      xml: '<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]><e>&x;</e>',
      tree: "e(&x;)",
      cut: false,
    },
    { name: "no element", xml: "plain", tree: "", cut: undefined },
    { name: "nothing", xml: "", tree: "", cut: undefined },
  ])("$name", ({ xml, tree, cut }, { expect }) => {
    const read = readXml(xml);
    expect({ tree: sketch(read?.root), cut: read?.cut }).toEqual({ tree, cut });
  });

  test("expands no entity of a document type", ({ expect }) => {
    const bomb = `<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">${"bcdefghi".replace(/./g, (name, at: number) => `<!ENTITY ${name} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`)}]><b>&i;</b>`;
    expect(readXml(bomb)?.root.text.length ?? 0).toBeLessThan(10);
  });

  test("keeps at most 64 levels", ({ expect }) => {
    let depth = 0;
    for (let at = readXml("<a>".repeat(10_000))?.root; at !== undefined; at = at.children[0]) depth += 1;
    expect(depth).toBeLessThanOrEqual(64);
  });

  test("keeps at most 1000 elements", ({ expect }) => {
    const read = readXml(`<r>${"<a/>".repeat(9000)}</r>`);
    expect(read?.root.children.length).toBeLessThanOrEqual(1000);
    expect(read?.cut).toBe(true);
  });

  test("any pieces are read without throwing", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</",
      "<a>",
      "</a>",
      "<b c='d'/>",
      "&",
      ";",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "<?",
      "?>",
      "<!DOCTYPE",
      "[",
      "]",
      "x",
      '"',
      "é",
      "\u0000",
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void readXml(pieces.join(""))));
  });
});
