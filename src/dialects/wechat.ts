import * as z from "zod/mini";
import { toFacts } from "../facts/facts.ts";
import { defineDialect } from "./dialect.ts";
import { readAs } from "./schema.ts";

const Body = z.object({ errcode: z.int(), errmsg: z.string() });

/** WeChat, WeCom and DingTalk: `errcode` beside `errmsg`, mostly under 200; zero is a success. */
export const wechat = defineDialect({
  name: "wechat",
  media: "json",
  spec: "https://developers.weixin.qq.com/doc/offiaccount/en/Getting_Started/Global_Return_Code.html",
  read({ json, status }) {
    const body = readAs(Body, json);
    if (body === undefined || body.errcode === 0) return undefined;
    // Others count from -1 too; theirs is a busy system.
    if (body.errcode === -1 && !/busy|system|繁忙/i.test(body.errmsg)) return undefined;
    return toFacts({
      codes: [{ value: String(body.errcode), vocabulary: "wechat" }],
      message: body.errmsg.trim(),
      certain: status < 300,
    });
  },
});
