import * as fc from "fast-check";
import { describe, test } from "vitest";
import { skipNoise } from "../../src/decode/json-noise.ts";
import { readJson, readNearJson } from "../../src/decode/json.ts";

describe("readJson", () => {
  test.for([
    { text: '{"a":1}', value: { a: 1 } },
    { text: "null", value: null },
    { text: '{"id":12345678901234567890}', value: { id: "12345678901234567890" } },
    { text: '{"id":1e400}', value: { id: "1e400" } },
    { text: '{"price":0.1}', value: { price: 0.1 } },
    { text: '{"__proto__":{"a":1}}', value: JSON.parse('{"__proto__":{"a":1}}') as unknown },
  ])("$text", ({ text, value }, { expect }) => {
    expect(readJson(text)).toEqual({ value, cut: false });
  });

  test.for([{ text: "" }, { text: "{'a':1}" }, { text: '{"a":1' }, { text: "plain" }])(
    "not: $text",
    ({ text }, { expect }) => {
      expect(readJson(text)).toBeUndefined();
    },
  );

  test.for([
    { name: "deep", text: "[".repeat(10_000) + "]".repeat(10_000) },
    { name: "long", text: `[${"0,".repeat(30_000)}0]` },
  ])("prunes what is too $name", ({ text }, { expect }) => {
    expect(readJson(text)?.cut).toBe(true);
  });

  test("reads what JSON.stringify writes", ({ expect }) => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        if (!/[\d.]{16}|[eE][+-]?\d{3}/.test(text)) expect(readJson(text)?.value).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe("readNearJson", () => {
  test.for([
    {
      name: "cut short",
      text: '{"error":{"message":"Not fo',
      value: { error: { message: "Not fo" } },
      cut: true,
    },
    { name: "text behind", text: '{"error":"x"}<br>done', value: { error: "x" }, cut: false },
    { name: "single quotes", text: "{'error': 'x'}", value: { error: "x" }, cut: false },
    {
      name: "Python's literals",
      text: "{'ok': False, 'error': None}",
      value: { ok: false, error: null },
      cut: false,
    },
    { name: "a trailing comma", text: '{"error":"x",}', value: { error: "x" }, cut: false },
    {
      name: "one a line, the last cut short",
      text: '{"error":"a"}\n{"error":"b"}\n{"err',
      value: [{ error: "a" }, { error: "b" }],
      cut: true,
    },
    {
      name: "two lines, the second cut short",
      text: '{"error":"a"}\n{"err',
      value: { error: "a" },
      cut: false,
    },
    {
      name: "one a line",
      text: '{"error":"a"}\n{"error":"b"}',
      value: [{ error: "a" }, { error: "b" }],
      cut: false,
    },
  ])("$name", ({ text, value, cut }, { expect }) => {
    expect(readNearJson(text)).toEqual({ value, cut });
  });

  test.for([{ text: "[error] disk full" }, { text: "{name} is taken" }, { text: "{" }, { text: "" }])(
    "not: $text",
    ({ text }, { expect }) => {
      expect(readNearJson(text)).toBeUndefined();
    },
  );
});

describe("skipNoise", () => {
  test.for([
    { from: "Angular", text: ")]}',\n{}", rest: "{}" },
    { from: "Google", text: "while(1);[1]", rest: "[1]" },
    { from: "Facebook", text: "for (;;);{}", rest: "{}" },
    { from: "JSONP", text: "/**/ cb({});", rest: "{}" },
    { from: "Express's JSONP", text: "/**/ typeof cb === 'function' && cb([]);", rest: "[]" },
    {
      from: "PHP",
      text: "<br />\n<b>Warning</b>:  x in <b>/srv/a.php</b> on line <b>3</b><br />\n{}",
      rest: "{}",
    },
    {
      from: "PHP, twice",
      text: "Notice: a in /a.php on line 3\nNotice: b in /a.php on line 4\n[1]",
      rest: "[1]",
    },
    { from: "nothing before it", text: '{"a":1}', rest: '{"a":1}' },
    { from: "a sentence", text: "while(true) is {}", rest: "while(true) is {}" },
    {
      from: "a warning with no JSON behind",
      text: "Warning: x in /a.php on line 3\nbye",
      rest: "Warning: x in /a.php on line 3\nbye",
    },
    { from: "a call that is prose", text: "failed (because)", rest: "failed (because)" },
  ])("$from", ({ text, rest }, { expect }) => {
    expect(skipNoise(text)).toBe(rest);
  });
});
