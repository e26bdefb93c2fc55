import { describe, test } from "vitest";
import { wechat } from "../../src/dialects/wechat.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "an invalid token",
    from: "WeChat Official Accounts, user/info",
    status: 200,
    body: { errcode: 40001, errmsg: "invalid credential, access_token is invalid" },
    facts: {
      codes: [{ value: "40001", vocabulary: "wechat" }],
      message: "invalid credential, access_token is invalid",
      certain: true,
    },
  },
  {
    name: "a number that is nobody's",
    from: "DingTalk, robot/send",
    status: 200,
    body: { errcode: 310000, errmsg: "keywords not in content" },
    facts: {
      codes: [{ value: "310000", vocabulary: "wechat" }],
      message: "keywords not in content",
      certain: true,
    },
  },
  {
    name: "zero",
    from: "WeChat Official Accounts, message/send",
    status: 200,
    body: { errcode: 0, errmsg: "ok", msgid: 1 },
    facts: undefined,
  },
  {
    name: "another vendor's -1",
    from: "Yeastar",
    status: 200,
    body: { errcode: -1, errmsg: "FAILURE" },
    facts: undefined,
  },
  {
    name: "a name for a number",
    from: "Matrix",
    status: 404,
    body: { errcode: "M_NOT_FOUND", error: "Room not found" },
    facts: undefined,
  },
];

describe("wechat.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(wechat.read(evidenceOf(answer))).toEqual(facts);
  });
});
