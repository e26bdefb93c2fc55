import { describe, test } from "vitest";
import { facebookGraph } from "../../src/dialects/facebook-graph.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "an expired token",
    from: "Graph API 19, a 400",
    status: 400,
    body: {
      error: {
        message: "Error validating access token: Session has expired",
        type: "OAuthException",
        code: 190,
        error_subcode: 463,
        fbtrace_id: "H2il",
      },
    },
    facts: {
      codes: [{ value: "190", vocabulary: "facebook" }],
      message: "Error validating access token: Session has expired",
    },
  },
  {
    name: "a sentence for people",
    from: "Marketing API 19",
    status: 400,
    body: {
      error: {
        message: "Invalid parameter",
        type: "OAuthException",
        code: 100,
        error_user_title: "No budget",
        error_user_msg: "Set a budget first.",
        fbtrace_id: "A",
      },
    },
    facts: { codes: [{ value: "100", vocabulary: "facebook" }], message: "Set a budget first." },
  },
  {
    name: "no trace id",
    from: "Deezer",
    status: 200,
    body: { error: { type: "DataException", message: "no data", code: 800 } },
    facts: undefined,
  },
];

describe("facebookGraph.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(facebookGraph.read(evidenceOf(answer))).toEqual(facts);
  });
});
