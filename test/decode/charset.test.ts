import * as fc from "fast-check";
import { describe, test } from "vitest";
import { decodeText } from "../../src/decode/charset.ts";

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (digits: string): Uint8Array =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const utf16 = (text: string, big: boolean): Uint8Array =>
  Uint8Array.from(
    text.split("").flatMap((char) => (big ? [0, char.charCodeAt(0)] : [char.charCodeAt(0), 0])),
  );

describe("decodeText", () => {
  test.for([
    { name: "UTF-8", bytes: utf8("Größe – 価格"), charset: "utf-8", text: "Größe – 価格" },
    { name: "UTF-8 without a label", bytes: utf8("Größe"), charset: "", text: "Größe" },
    { name: "UTF-8 with a mark", bytes: utf8("\uFEFF{}"), charset: "", text: "{}" },
    { name: "a mark beats the label", bytes: utf8("\uFEFFGröße"), charset: "iso-8859-1", text: "Größe" },
    { name: "UTF-8 under a habitual label", bytes: utf8("Größe"), charset: "iso-8859-1", text: "Größe" },
    { name: "Latin-1", bytes: latin1("Größe"), charset: "iso-8859-1", text: "Größe" },
    { name: "Latin-1 without a label", bytes: latin1("Größe"), charset: "", text: "Größe" },
    {
      name: "Latin-1 under a label that nobody knows",
      bytes: latin1("Größe"),
      charset: "x-unknown",
      text: "Größe",
    },
    {
      name: "Windows-1252's quotes",
      bytes: latin1("\x93prix\x94 5 \x80"),
      charset: "windows-1252",
      text: "“prix” 5 €",
    },
    { name: "Shift_JIS", bytes: hex("928d95b6"), charset: "shift_jis", text: "注文" },
    { name: "GBK", bytes: hex("b2cecafdb4edcef3"), charset: "gbk", text: "参数错误" },
    { name: "EUC-KR", bytes: hex("bfe4c3bb"), charset: "euc-kr", text: "요청" },
    {
      name: "UTF-16 with a mark",
      bytes: Uint8Array.from([0xff, 0xfe, ...utf16("<a/>", false)]),
      charset: "",
      text: "<a/>",
    },
    {
      name: "UTF-16BE with a mark",
      bytes: Uint8Array.from([0xfe, 0xff, ...utf16("<a/>", true)]),
      charset: "utf-8",
      text: "<a/>",
    },
    { name: "UTF-16 JSON without a mark", bytes: utf16('{"a":1}', false), charset: "", text: '{"a":1}' },
    { name: "UTF-16BE JSON without a mark", bytes: utf16('{"a":1}', true), charset: "", text: '{"a":1}' },
    {
      name: "an XML declaration",
      bytes: latin1('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'),
      charset: "",
      text: '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>',
    },
    {
      name: "a meta element",
      bytes: Uint8Array.from([...latin1('<meta charset="euc-kr">'), ...hex("bfe4c3bb")]),
      charset: "",
      text: '<meta charset="euc-kr">요청',
    },
    {
      name: "a meta element of HTML 4",
      bytes: latin1('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">\x85'),
      charset: "",
      text: '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">…',
    },
    {
      name: "a declaration that cannot be true",
      bytes: utf8('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'),
      charset: "",
      text: '<?xml version="1.0" encoding="UTF-16"?><a>é</a>',
    },
    {
      name: "damaged UTF-8 stays UTF-8",
      bytes: Uint8Array.from([...utf8("é"), 0xff]),
      charset: "",
      text: "é\uFFFD",
    },
    { name: "nothing", bytes: new Uint8Array(), charset: "utf-8", text: "" },
  ])("$name", ({ bytes, charset, text }, { expect }) => {
    expect(decodeText(bytes, charset, false)).toBe(text);
  });

  test.for([
    { name: "held back", cut: true, text: "caf" },
    { name: "replaced in a whole body", cut: false, text: "cafÃ" },
  ])("a half character at the end: $name", ({ cut, text }, { expect }) => {
    expect(decodeText(utf8("café").subarray(0, 4), "", cut)).toBe(text);
  });

  test("any bytes under any label are read without throwing", () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.oneof(fc.string(), fc.constantFrom("utf-8", "utf-16le", "gbk", "")),
        fc.boolean(),
        (bytes, charset, cut) => {
          decodeText(bytes, charset, cut);
        },
      ),
    );
  });
});
