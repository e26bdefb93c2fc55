import { describe, expect, test } from "vitest";
import { toList } from "../../src/config/values.ts";

describe("toList", () => {
  test.for([
    { value: undefined, list: [] },
    { value: "", list: [] },
    { value: [{ a: 1 }], list: [{ a: 1 }] },
    { value: '[{"a":1}]', list: [{ a: 1 }] },
  ])("$value reads as $list", ({ value, list }) => {
    expect(toList("RULES", value)).toEqual({ ok: true, value: list });
  });

  test.for(["[{", "{}", "null", 7, { a: 1 }, true])("%j is no list, which is said", (value) => {
    const list = toList("RULES", value);
    expect(list).toMatchObject({ ok: false, problems: [{ key: "RULES" }] });
    expect(list.ok ? "" : list.problems[0]?.message).toContain(
      "expected an array of tables ([[vars.RULES]])",
    );
  });
});
