import { describe, test } from "vitest";
import { vk } from "../../src/dialects/vk.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "no token",
    from: "VK API 5.199, users.get",
    status: 200,
    body: {
      error: {
        error_code: 5,
        error_msg: "User authorization failed: no access_token passed.",
        request_params: [{ key: "method", value: "users.get" }],
      },
    },
    facts: {
      codes: [{ value: "5", vocabulary: "vk" }],
      message: "User authorization failed: no access_token passed.",
      certain: true,
    },
  },
  {
    name: "at the root",
    from: "Baidu AI Cloud",
    status: 200,
    body: { error_code: 110, error_msg: "Access token invalid" },
    facts: undefined,
  },
  {
    name: "beside a response",
    from: "a look-alike",
    status: 200,
    body: { response: [], error: { error_code: 5, error_msg: "x" } },
    facts: undefined,
  },
];

describe("vk.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(vk.read(evidenceOf(answer))).toEqual(facts);
  });
});
