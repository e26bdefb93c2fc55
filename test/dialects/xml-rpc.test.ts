import { describe, test } from "vitest";
import { xmlRpc } from "../../src/dialects/xml-rpc.ts";
import { evidenceOf, type MarkupRow } from "./markup.ts";

const fault = (code: number | string, sentence: string): string =>
  `<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>${code}</int></value></member><member><name>faultString</name><value><string>${sentence}</string></value></member></struct></value></fault></methodResponse>`;

const rows: readonly MarkupRow[] = [
  {
    name: "a number of the application's",
    from: "the specification",
    status: 200,
    body: fault(4, "Too many parameters."),
    facts: { codes: [{ value: "4" }], message: "Too many parameters.", certain: true },
  },
  {
    name: "an HTTP status for a number",
    from: "WordPress",
    status: 200,
    body: fault(403, "Incorrect username or password."),
    facts: {
      codes: [{ value: "403" }],
      message: "Incorrect username or password.",
      status: 403,
      certain: true,
    },
  },
  {
    name: "the interoperability draft's number",
    from: "xmlrpc-epi",
    status: 200,
    body: fault(-32602, "server error. invalid method parameters"),
    facts: {
      codes: [{ value: "-32602", vocabulary: "json-rpc" }],
      message: "server error. invalid method parameters",
      certain: true,
    },
  },
  {
    name: "no such method",
    from: "rTorrent",
    status: 200,
    body: fault(-506, "Method 'system.nope' not defined"),
    facts: { codes: [{ value: "-506" }], message: "Method 'system.nope' not defined", certain: true },
  },
  {
    name: "Python's exception",
    from: "xmlrpc.server",
    status: 200,
    body: fault(1, "&lt;class 'ZeroDivisionError'&gt;:division by zero"),
    facts: {
      codes: [{ value: "1" }],
      message: "division by zero",
      words: "ZeroDivisionError: division by zero",
      crash: true,
      certain: true,
    },
  },
  {
    name: "a whole trace",
    from: "Odoo",
    status: 200,
    body: fault(
      1,
      'Traceback (most recent call last):\n  File "/srv/rpc.py", line 63, in call\npsycopg2.errors.UndefinedTable: relation "x" does not exist\n',
    ),
    facts: {
      codes: [{ value: "1" }],
      message:
        'Traceback (most recent call last):\n  File "/srv/rpc.py", line 63, in call\npsycopg2.errors.UndefinedTable: relation "x" does not exist',
      words: 'psycopg2.errors.UndefinedTable: relation "x" does not exist',
      crash: true,
      certain: true,
    },
  },
  {
    name: "an answer",
    from: "the specification",
    status: 200,
    body: "<methodResponse><params><param><value><string>fault</string></value></param></params></methodResponse>",
    facts: undefined,
  },
  {
    name: "a fault without a struct",
    from: "made up",
    status: 200,
    body: "<methodResponse><fault><value>no</value></fault></methodResponse>",
    facts: undefined,
  },
  {
    name: "another document",
    from: "made up",
    status: 500,
    body: "<fault><value/></fault>",
    facts: undefined,
  },
];

describe("xmlRpc.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(xmlRpc.read(evidenceOf({ type: "text/xml", ...answer }))).toEqual(facts);
  });
});
