import { describe, test } from "vitest";
import { postmark } from "../../src/dialects/postmark.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "a number that looks like a status",
    from: "Postmark, email",
    status: 422,
    body: { ErrorCode: 406, Message: "You tried to send to a recipient that has been marked as inactive." },
    facts: { message: "You tried to send to a recipient that has been marked as inactive." },
  },
  {
    name: "a success",
    from: "Postmark, email",
    status: 200,
    body: { ErrorCode: 0, Message: "OK" },
    facts: undefined,
  },
  {
    name: "a key too many",
    from: "Postmark, a sent email",
    status: 422,
    body: { To: "a@b.c", ErrorCode: 406, Message: "no" },
    facts: undefined,
  },
];

describe("postmark.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(postmark.read(evidenceOf(answer))).toEqual(facts);
  });
});
