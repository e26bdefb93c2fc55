import * as fc from "fast-check";
import { describe, test } from "vitest";
import { fingerprintOf, substringOf } from "../../src/distribution/fingerprint.ts";

interface Row {
  readonly why: string;
  readonly message: string;
  readonly fingerprint: string;
  readonly substring: string;
}

const rows: readonly Row[] = [
  { why: "numbers", message: "Order 17 has 3 items", fingerprint: "Order … has … items", substring: "Order" },
  {
    why: "a quotation",
    message: 'No user "anna lee" here',
    fingerprint: "No user … here",
    substring: "No user",
  },
  {
    why: "single quotes",
    message: "Unknown key 'x' given",
    fingerprint: "Unknown key … given",
    substring: "Unknown key",
  },
  { why: "backticks", message: "Column `a b` is odd", fingerprint: "Column … is odd", substring: "Column" },
  {
    why: "a UUID",
    message: "Job 6f1c2b34-7a0e-4c1b-9d53-5b0f6c1e2a99 lost",
    fingerprint: "Job … lost",
    substring: "lost",
  },
  {
    why: "an address",
    message: "anna@example.com is blocked",
    fingerprint: "… is blocked",
    substring: "is blocked",
  },
  {
    why: "a URL",
    message: "See https://example.com/x?y=z please",
    fingerprint: "See … please",
    substring: "please",
  },
  {
    why: "a path",
    message: "Cannot open /var/lib/data now",
    fingerprint: "Cannot open … now",
    substring: "Cannot open",
  },
  {
    why: "several ids in a row",
    message: "Got 1, 2, 3 apples",
    fingerprint: "Got … apples",
    substring: "apples",
  },
  { why: "white space", message: "  Too \n\t many  ", fingerprint: "Too many", substring: "Too many" },
  {
    why: "an apostrophe",
    message: "You can't do that, it isn't ready",
    fingerprint: "You can't do that, it isn't ready",
    substring: "You can't do that, it isn't ready",
  },
  {
    why: "words alone",
    message: "Something went wrong",
    fingerprint: "Something went wrong",
    substring: "Something went wrong",
  },
  { why: "nothing", message: "", fingerprint: "", substring: "" },
  { why: "an id alone", message: "E1234", fingerprint: "…", substring: "" },
];

describe("fingerprintOf", () => {
  test.for(rows)("$why: $message", ({ message, fingerprint, substring }, { expect }) => {
    expect(fingerprintOf(message)).toBe(fingerprint);
    expect(substringOf(fingerprint)).toBe(substring);
  });

  test("is the same for every number that a message may hold", ({ expect }) => {
    fc.assert(
      fc.property(fc.nat(), fc.uuid(), (number, id) => {
        expect(fingerprintOf(`Order ${number} of ${id} failed`)).toBe("Order … of … failed");
      }),
    );
  });

  test("has no digit and at most 200 characters, and is its own fingerprint's substring", ({ expect }) => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (message) => {
        const fingerprint = fingerprintOf(message);
        expect(fingerprint).not.toMatch(/\d/);
        expect(fingerprint.length).toBeLessThanOrEqual(200);
        expect(fingerprint).toContain(substringOf(fingerprint));
      }),
    );
  });

  test.for(["'", '"', "/a", "a@", "1.", "…,"])("reads a run of %j at once", (unit, { expect }) => {
    expect(fingerprintOf(unit.repeat(100_000)).length).toBeLessThanOrEqual(200);
  });
});
