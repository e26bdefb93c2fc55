import { describe, test } from "vitest";
import { isHtmlType, isJsonType, isXmlType, parseMediaType } from "../../src/decode/media-type.ts";

describe("parseMediaType", () => {
  test.for([
    { value: "application/json", essence: "application/json", charset: "" },
    { value: ' Text/HTML ; Charset="UTF-8"', essence: "text/html", charset: "utf-8" },
    { value: "text/html;charset='iso-8859-1'", essence: "text/html", charset: "iso-8859-1" },
    { value: "text/html, application/json", essence: "text/html", charset: "" },
    {
      value: "application/vnd.acme.v1+json; profile=x; charset=utf-8",
      essence: "application/vnd.acme.v1+json",
      charset: "utf-8",
    },
    { value: null, essence: "", charset: "" },
    { value: "json", essence: "", charset: "" },
    { value: "application/ json", essence: "", charset: "" },
    { value: "a/b".padEnd(3) + "c/d", essence: "", charset: "" },
  ])("$value", ({ value, essence, charset }, { expect }) => {
    expect(parseMediaType(value)).toEqual({ essence, charset });
  });

  test.for([
    { essence: "application/problem+json", json: true, xml: false, html: false },
    { essence: "application/x-amz-json-1.1", json: true, xml: false, html: false },
    { essence: "text/json", json: true, xml: false, html: false },
    { essence: "application/soap+xml", json: false, xml: true, html: false },
    { essence: "text/xml", json: false, xml: true, html: false },
    { essence: "application/xhtml+xml", json: false, xml: false, html: true },
    { essence: "text/html", json: false, xml: false, html: true },
    { essence: "text/plain", json: false, xml: false, html: false },
    { essence: "application/jsonp", json: false, xml: false, html: false },
    { essence: "", json: false, xml: false, html: false },
  ])("what $essence says", ({ essence, json, xml, html }, { expect }) => {
    expect({ json: isJsonType(essence), xml: isXmlType(essence), html: isHtmlType(essence) }).toEqual({
      json,
      xml,
      html,
    });
  });
});
