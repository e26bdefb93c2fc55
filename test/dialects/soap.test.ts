import { describe, test } from "vitest";
import { soap } from "../../src/dialects/soap.ts";
import { evidenceOf, type MarkupRow } from "./markup.ts";

const soap11 = (fault: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>${fault}</s:Fault></s:Body></s:Envelope>`;
const soap12 = (fault: string): string =>
  `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><e:Fault>${fault}</e:Fault></e:Body></e:Envelope>`;

const rows: readonly MarkupRow[] = [
  {
    name: "a client's fault",
    from: "SOAP 1.1",
    status: 500,
    body: soap11("<faultcode>s:Client</faultcode><faultstring>Bad order</faultstring>"),
    facts: { codes: [{ value: "Client", vocabulary: "soap" }], message: "Bad order", certain: true },
  },
  {
    name: "a code behind Client",
    from: "Axis",
    status: 500,
    body: soap11(
      "<faultcode>ns1:Client.NoSOAPAction</faultcode><faultstring>no SOAPAction header!</faultstring>",
    ),
    facts: {
      codes: [{ value: "Client.NoSOAPAction", vocabulary: "soap" }],
      message: "no SOAPAction header!",
      certain: true,
    },
  },
  {
    name: "the deepest subcode and the English reason",
    from: "ONVIF",
    status: 400,
    body: soap12(
      '<e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>ter:InvalidArgVal</e:Value><e:Subcode><e:Value>ter:NoProfile</e:Value></e:Subcode></e:Subcode></e:Code><e:Reason><e:Text xml:lang="de">Kein Profil</e:Text><e:Text xml:lang="en">No such profile</e:Text></e:Reason>',
    ),
    facts: {
      codes: [{ value: "NoProfile" }, { value: "InvalidArgVal" }, { value: "Sender", vocabulary: "soap" }],
      message: "No such profile",
      certain: true,
    },
  },
  {
    name: "a vague reason gives way to the detail's sentence",
    from: "CXF",
    status: 500,
    body: soap11(
      "<faultcode>s:Server</faultcode><faultstring>Fault occurred while processing.</faultstring><detail><a:OrderNotFound xmlns:a='urn:a'><code>ORDER_NOT_FOUND</code><message>Order 12 not found</message></a:OrderNotFound></detail>",
    ),
    facts: {
      codes: [
        { value: "Server", vocabulary: "soap" },
        { value: "ORDER_NOT_FOUND" },
        { value: "OrderNotFound" },
      ],
      message: "Order 12 not found",
      words: "Fault occurred while processing. Order 12 not found ORDER_NOT_FOUND Order 12 not found",
      certain: true,
    },
  },
  {
    name: "a fault without an envelope",
    from: "eXist",
    status: 400,
    body: "<Fault><faultcode>Client</faultcode><faultstring>bad</faultstring></Fault>",
    facts: { codes: [{ value: "Client", vocabulary: "soap" }], message: "bad", certain: true },
  },
  {
    name: "a trace in the reason",
    from: "ASMX",
    status: 500,
    body: soap11(
      "<faultcode>s:Server</faultcode><faultstring>System.Exception: no stock\n   at Shop.Buy(Int32 id) in C:\\a.cs:line 1</faultstring><detail/>",
    ),
    facts: {
      codes: [{ value: "Server", vocabulary: "soap" }],
      message: "System.Exception: no stock\n   at Shop.Buy(Int32 id) in C:\\a.cs:line 1",
      words: "System.Exception: no stock\n   at Shop.Buy(Int32 id) in C:\\a.cs:line 1",
      crash: true,
      certain: true,
    },
  },
  {
    name: "an answer",
    from: "SOAP 1.1",
    status: 200,
    body: soap11("").replace(/<s:Fault>.*<\/s:Fault>/, "<getResponse><error>none</error></getResponse>"),
    facts: undefined,
  },
  {
    name: "a resource called fault",
    from: "made up",
    status: 200,
    body: "<Fault><id>7</id><name>tectonic</name></Fault>",
    facts: undefined,
  },
  {
    name: "another document",
    from: "S3",
    status: 404,
    body: "<Error><Code>NoSuchKey</Code></Error>",
    facts: undefined,
  },
  {
    name: "a fault of another protocol",
    from: "oVirt",
    status: 409,
    body: "<fault><detail>[Cannot add VM.]</detail><reason>Operation Failed</reason></fault>",
    facts: undefined,
  },
  { name: "an empty envelope", from: "made up", status: 500, body: "<Envelope/>", facts: undefined },
];

describe("soap.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(soap.read(evidenceOf({ type: "text/xml", ...answer }))).toEqual(facts);
  });
});
