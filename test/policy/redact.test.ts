import * as fc from "fast-check";
import { describe, test } from "vitest";
import { redact } from "../../src/policy/redact.ts";

const ROWS: readonly {
  readonly name: string;
  readonly text: string | undefined;
  readonly logged: string | undefined;
}[] = [
  { name: "words stay", text: "could not open  source", logged: "could not open source" },
  {
    name: "an internal host stays: the log is the operator's",
    text: "connect ECONNREFUSED 10.4.4.4:27017",
    logged: "connect ECONNREFUSED 10.4.4.4:27017",
  },
  {
    name: "a password in a URL",
    text: "bad postgres://app:hunter2@db/shop",
    logged: "bad postgres://***@db/shop",
  },
  {
    name: "a query string",
    text: "GET https://api.example.com/x?token=1&b=2 failed",
    logged: "GET https://api.example.com/x?*** failed",
  },
  {
    name: "a named secret",
    text: "config: password=hunter2;host=db",
    logged: "config: password=***;host=db",
  },
  { name: "a person's address", text: "ann@example.com is taken", logged: "***@example.com is taken" },
  { name: "nothing", text: undefined, logged: undefined },
  { name: "white space", text: " \n\t ", logged: undefined },
];

describe("redact", () => {
  test.for(ROWS)("$name", ({ text, logged }, { expect }) => {
    expect(redact(text)).toBe(logged);
  });

  test("is one line of at most 200 characters", ({ expect }) => {
    const holds = fc.property(fc.string({ unit: "binary", maxLength: 3000 }), (text) => {
      const logged = redact(text);
      if (logged === undefined) return;
      expect(logged.length).toBeLessThanOrEqual(200);
      expect(logged).not.toMatch(/[\u0000-\u001f\u007f]/);
    });
    fc.assert(holds);
  });
});
