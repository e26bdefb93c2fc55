import { describe, test } from "vitest";
import { generalXml } from "../../src/dialects/general-xml.ts";
import { evidenceOf, type MarkupRow } from "./markup.ts";

const rows: readonly MarkupRow[] = [
  {
    name: "a code and a message",
    from: "S3",
    status: 404,
    body: "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><RequestId>x</RequestId></Error>",
    facts: { codes: [{ value: "NoSuchKey" }], message: "The specified key does not exist." },
  },
  {
    name: "a byte order mark, prefixes and a language",
    from: "Azure Table",
    status: 404,
    body: '\uFEFF<?xml version="1.0" encoding="utf-8"?><m:error xmlns:m="urn:x"><m:code>TableNotFound</m:code><m:message xml:lang="en-US">No such table.</m:message></m:error>',
    facts: { codes: [{ value: "TableNotFound" }], message: "No such table." },
  },
  {
    name: "items that the list names for nothing",
    from: "RFC 7807, appendix A",
    status: 400,
    type: "application/problem+xml",
    body: '<problem xmlns="urn:ietf:rfc:7807"><title>Your parameters are wrong.</title><invalid-params><i><name>age</name><reason>must be positive</reason></i><i><name>color</name><reason>must be red</reason></i></invalid-params></problem>',
    facts: {
      message: "Your parameters are wrong.",
      fields: [
        { field: "age", message: "must be positive" },
        { field: "color", message: "must be red" },
      ],
    },
  },
  {
    name: "a list at the root",
    from: "Yii 2",
    status: 422,
    body: "<response><item><field>email</field><message>Email is empty.</message></item><item><field>age</field><message>Age is odd.</message></item></response>",
    facts: {
      fields: [
        { field: "email", message: "Email is empty." },
        { field: "age", message: "Age is odd." },
      ],
    },
  },
  {
    name: "a list of one, written as the one",
    from: "Symfony's encoder",
    status: 422,
    body: "<response><title>An error occurred</title><violations><propertyPath>name</propertyPath><message>is blank</message></violations></response>",
    facts: { message: "An error occurred", fields: [{ field: "name", message: "is blank" }] },
  },
  {
    name: "an attribute's sentence",
    from: "Subsonic",
    status: 200,
    body: '<subsonic-response status="failed" version="1.16.1"><error code="40" message="Wrong password"/></subsonic-response>',
    facts: { codes: [{ value: "40" }], message: "Wrong password", certain: true },
  },
  {
    name: "a status in the answer's head",
    from: "Nextcloud",
    status: 200,
    body: "<ocs><meta><status>failure</status><statuscode>997</statuscode><message>Not logged in</message></meta><data/></ocs>",
    facts: { message: "Not logged in", certain: true },
  },
  {
    name: "a resource whose own status is failed",
    from: "made up",
    status: 200,
    body: "<job><id>7</id><status>failed</status><log><line>x</line></log></job>",
    facts: {},
  },
  {
    name: "an answer with warnings",
    from: "eBay",
    status: 200,
    body: "<GetItemResponse><Ack>Warning</Ack><Errors><ShortMessage>x</ShortMessage></Errors><Item><ItemID>1</ItemID></Item></GetItemResponse>",
    facts: {},
  },
  { name: "no errors", from: "made up", status: 200, body: '<errors count="0"/>', facts: {} },
  {
    name: "a feed of errors",
    from: "RSS",
    status: 200,
    body: "<rss><channel><title>Error log</title></channel></rss>",
    facts: {},
  },
  {
    name: "a failure in the one element that wraps the response",
    from: "UPS",
    status: 200,
    body: "<RatingResponse><Response><ResponseStatusCode>0</ResponseStatusCode><ResponseStatusDescription>Failure</ResponseStatusDescription><Error><ErrorCode>111210</ErrorCode><ErrorDescription>No such service</ErrorDescription></Error></Response></RatingResponse>",
    facts: { message: "No such service", certain: true },
  },
  {
    name: "a failure in a SOAP body that is no fault",
    from: "PayPal",
    status: 200,
    body: '<e:Envelope xmlns:e="u"><e:Body><PayResponse><Ack>Failure</Ack><Errors><ShortMessage>Decline</ShortMessage><ErrorCode>15005</ErrorCode></Errors></PayResponse></e:Body></e:Envelope>',
    facts: { certain: true },
  },
  {
    name: "an answer whose error is none",
    from: "made up",
    status: 200,
    body: "<getResponse><error>none</error><status>ok</status></getResponse>",
    facts: {},
  },
  {
    name: "values in attributes",
    from: "HL7 FHIR",
    status: 404,
    body: '<OperationOutcome><issue><severity value="error"/><diagnostics value="Patient/12 is not known"/></issue></OperationOutcome>',
    facts: { message: "Patient/12 is not known" },
  },
  {
    name: "an exception and its trace",
    from: "Web API",
    status: 500,
    body: "<Error><Message>An error has occurred.</Message><ExceptionMessage>no stock</ExceptionMessage><ExceptionType>System.Exception</ExceptionType><StackTrace>   at Shop.Buy(Int32 id)</StackTrace></Error>",
    facts: { crash: true },
  },
  {
    name: "an entry of a feed",
    from: "arXiv",
    status: 400,
    type: "application/atom+xml",
    body: '<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title><entry><title>Error</title><summary>incorrect id format</summary></entry></feed>',
    facts: { message: "incorrect id format" },
  },
];

describe("generalXml.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    const read = generalXml.read(evidenceOf({ type: "application/xml", ...answer }));
    expect(read).toMatchObject(facts ?? {});
    expect(read?.certain).toBe(facts?.certain);
  });
});
