import { describe, test } from "vitest";
import { oauth } from "../../src/dialects/oauth.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "a name and a description",
    from: "RFC 6749, section 5.2",
    status: 400,
    body: { error: "invalid_grant", error_description: "Invalid authorization code" },
    facts: {
      codes: [{ value: "invalid_grant", vocabulary: "oauth" }],
      message: "Invalid authorization code",
    },
  },
  {
    name: "members of the vendor's own",
    from: "Microsoft Entra",
    status: 401,
    body: {
      error: "invalid_client",
      error_description: "AADSTS7000215: Invalid client secret provided.",
      error_codes: [7000215],
      trace_id: "y",
    },
    facts: {
      codes: [{ value: "invalid_client", vocabulary: "oauth" }],
      message: "AADSTS7000215: Invalid client secret provided.",
    },
  },
  {
    name: "a sentence for a name",
    from: "YouTrack",
    status: 404,
    body: { error: "Not Found", error_description: "Entity with id X-1 not found" },
    facts: undefined,
  },
  {
    name: "no description",
    from: "Slack",
    status: 200,
    body: { ok: false, error: "invalid_auth" },
    facts: undefined,
  },
];

describe("oauth.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(oauth.read(evidenceOf(answer))).toEqual(facts);
  });
});
