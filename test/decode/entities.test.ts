import * as fc from "fast-check";
import { describe, test } from "vitest";
import { decodeEntities } from "../../src/decode/entities.ts";

describe("decodeEntities", () => {
  test.for([
    {
      from: "HTML 4",
      text: "caf&eacute; &amp; &lt;b&gt; &quot;x&quot;&nbsp;&copy;",
      plain: 'café & <b> "x"\u00a0©',
    },
    { from: "HTML 5", text: "a&sol;b &lpar;c&rpar; &apos;", plain: "a/b (c) '" },
    { from: "decimal", text: "can&#39;t &#8217;", plain: "can't ’" },
    { from: "hexadecimal", text: "&#x2F;v3&#X2f;a", plain: "/v3/a" },
    { from: "Windows-1252 in a numeric reference", text: "&#147;x&#148; &#128;", plain: "“x” €" },
    { from: "once only", text: "&amp;lt;", plain: "&lt;" },
    { from: "beyond the basic plane", text: "&#128512;", plain: "😀" },
    { from: "no character", text: "&#0; &#xD800; &#x110000;", plain: "\uFFFD \uFFFD \uFFFD" },
    { from: "unknown", text: "&nope; &toolongtobeaname;", plain: "&nope; &toolongtobeaname;" },
    { from: "an object's member", text: "&constructor; &valueOf;", plain: "&constructor; &valueOf;" },
    { from: "no semicolon", text: "a&lt b &amp", plain: "a&lt b &amp" },
    { from: "a query", text: "?a=1&b=2", plain: "?a=1&b=2" },
  ])("$from: $text", ({ text, plain }, { expect }) => {
    expect(decodeEntities(text)).toBe(plain);
  });

  test("never grows a text, and leaves one without an ampersand alone", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const plain = decodeEntities(text);
        return plain.length <= text.length && (text.includes("&") || plain === text);
      }),
    );
  });
});
