import { describe, expect, test } from "vitest";
import { requestIdOf } from "../../src/proxy/request-id.ts";

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

describe("requestIdOf", () => {
  test.for([
    "a",
    "checkout-42",
    "req_0.1:2/3=4+5@6~7",
    "0".repeat(128),
    "0b0e3f3e-8f3c-4a52-9c1e-7a3d1d1c2b3a",
  ])("keeps %s", (id) => {
    expect(requestIdOf(new Headers({ "X-Request-Id": id }))).toBe(id);
  });

  test.for(["", " ", "a b", "a,b", "<a>", '"a"', "a\tb", "caf\u00e9", "a;b", "{a}", "0".repeat(129)])(
    "gives a new one for %j",
    (id) => {
      expect(requestIdOf(new Headers({ "X-Request-Id": id }))).toMatch(UUID);
    },
  );

  test("gives each request without one its own", () => {
    expect(requestIdOf(new Headers())).not.toBe(requestIdOf(new Headers()));
  });
});
