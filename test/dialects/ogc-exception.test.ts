import { describe, test } from "vitest";
import { ogcException } from "../../src/dialects/ogc-exception.ts";
import { evidenceOf, type MarkupRow } from "./markup.ts";

const report = (exception: string): string =>
  `<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="1.1.0">${exception}</ows:ExceptionReport>`;

const rows: readonly MarkupRow[] = [
  {
    name: "a parameter that its locator names",
    from: "GeoServer, WFS",
    status: 400,
    body: report(
      '<ows:Exception exceptionCode="MissingParameterValue" locator="typeName"><ows:ExceptionText>typeName is required</ows:ExceptionText></ows:Exception>',
    ),
    facts: {
      codes: [{ value: "MissingParameterValue" }, { value: "INVALID_ARGUMENT" }],
      message: "typeName is required",
      fields: [{ field: "typeName", message: "typeName is required" }],
      certain: true,
    },
  },
  {
    name: "the older report",
    from: "GeoServer, WMS 1.1.1",
    status: 200,
    body: '<ServiceExceptionReport version="1.1.1"><ServiceException code="LayerNotDefined">\n Could not find layer nope\n</ServiceException></ServiceExceptionReport>',
    facts: {
      codes: [{ value: "LayerNotDefined" }, { value: "INVALID_ARGUMENT" }],
      message: "Could not find layer nope",
      certain: true,
    },
  },
  {
    name: "no code that applies",
    from: "MapServer",
    status: 200,
    body: report(
      '<ows:Exception exceptionCode="NoApplicableCode" locator="request"><ows:ExceptionText>It broke</ows:ExceptionText></ows:Exception>',
    ),
    facts: { message: "It broke", certain: true },
  },
  { name: "an empty report", from: "made up", status: 200, body: report(""), facts: undefined },
  {
    name: "capabilities",
    from: "GeoServer",
    status: 200,
    body: "<WMS_Capabilities><Capability><Exception><Format>XML</Format></Exception></Capability></WMS_Capabilities>",
    facts: undefined,
  },
];

describe("ogcException.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...row }, { expect }) => {
    expect(ogcException.read(evidenceOf({ type: "text/xml", ...row }))).toEqual(facts);
  });
});
