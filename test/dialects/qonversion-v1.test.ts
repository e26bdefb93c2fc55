import { describe, test } from "vitest";
import { qonversionV1 } from "../../src/dialects/qonversion-v1.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "a number of the receipt family",
    from: "Qonversion v1, a purchase",
    status: 200,
    body: { success: false, data: { code: 20103, message: "Receipt is invalid" } },
    facts: {
      codes: [{ value: "20103", vocabulary: "qonversion-v1" }],
      message: "Receipt is invalid",
      certain: true,
    },
  },
  {
    name: "success as a number",
    from: "Qonversion v1, an unknown token",
    status: 400,
    body: { success: 0, data: { code: 10003, message: "Invalid token" } },
    facts: { codes: [{ value: "10003", vocabulary: "qonversion-v1" }], message: "Invalid token" },
  },
  {
    name: "a success",
    from: "Qonversion v1, user/init",
    status: 200,
    body: { success: true, data: { code: 0, message: "ok" } },
    facts: undefined,
  },
  {
    name: "another API's success flag",
    from: "TMDB",
    status: 401,
    body: { success: false, status_code: 7, status_message: "Invalid API key" },
    facts: undefined,
  },
  {
    name: "a code that is no number",
    from: "a look-alike",
    status: 400,
    body: { success: false, data: { code: "10003", message: "Invalid token" } },
    facts: undefined,
  },
];

describe("qonversionV1.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(qonversionV1.read(evidenceOf(answer))).toEqual(facts);
  });
});
