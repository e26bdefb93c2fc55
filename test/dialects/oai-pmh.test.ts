import { describe, test } from "vitest";
import { oaiPmh } from "../../src/dialects/oai-pmh.ts";
import { evidenceOf, type MarkupRow } from "./markup.ts";

const answer = (content: string): string =>
  `<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-05T10:00:00Z</responseDate><request>http://a.example/oai</request>${content}</OAI-PMH>`;

const rows: readonly MarkupRow[] = [
  {
    name: "nothing by that identifier",
    from: "DSpace",
    status: 200,
    body: answer('<error code="idDoesNotExist">No matching identifier</error>'),
    facts: {
      codes: [{ value: "idDoesNotExist" }, { value: "NOT_FOUND" }],
      message: "No matching identifier",
      certain: true,
    },
  },
  {
    name: "a verb that nobody knows",
    from: "DSpace",
    status: 200,
    body: answer('<error code="badVerb">Illegal OAI verb</error>'),
    facts: {
      codes: [{ value: "badVerb" }, { value: "INVALID_ARGUMENT" }],
      message: "Illegal OAI verb",
      certain: true,
    },
  },
  {
    name: "several errors, the first one empty",
    from: "the protocol, section 3.6",
    status: 200,
    body: answer('<error code="badArgument"/><error code="noSetHierarchy">No sets</error>'),
    facts: {
      codes: [
        { value: "badArgument" },
        { value: "INVALID_ARGUMENT" },
        { value: "noSetHierarchy" },
        { value: "INVALID_ARGUMENT" },
      ],
      message: "No sets",
      certain: true,
    },
  },
  {
    name: "a code of the repository's own",
    from: "made up",
    status: 200,
    body: answer('<error code="constructor">odd</error>'),
    facts: { codes: [{ value: "constructor" }], message: "odd", certain: true },
  },
  {
    name: "an answer",
    from: "DSpace",
    status: 200,
    body: answer("<Identify><repositoryName>error</repositoryName></Identify>"),
    facts: undefined,
  },
  {
    name: "another document's error",
    from: "S3",
    status: 404,
    body: '<Error code="idDoesNotExist">x</Error>',
    facts: undefined,
  },
];

describe("oaiPmh.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...row }, { expect }) => {
    expect(oaiPmh.read(evidenceOf({ type: "text/xml", ...row }))).toEqual(facts);
  });
});
