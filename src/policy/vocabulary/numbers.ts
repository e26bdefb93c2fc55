import { vocabulary, type Meaning } from "./meaning.ts";

/** Meta's Graph API (developers.facebook.com/docs/graph-api/guides/error-handling). */
export const FACEBOOK: ReadonlyMap<string, Meaning> = vocabulary({
  unauthorized: "102 190 463 467 2500",
  forbidden: "3 10 368 " + span(200, 299),
  rate: "4 17 32 341 613 " + span(80000, 80014),
  invalid: "100",
  exists: "506",
  missing: "803",
  unknown: "1 2",
});

/** WeChat, WeCom and DingTalk, which share a range (developers.weixin.qq.com, "Global return codes"). */
export const WECHAT: ReadonlyMap<string, Meaning> = vocabulary({
  unauthorized: "40001 40013 40014 40082 40091 40125 41001 41002 41004 42001 42002 42007 42009",
  forbidden: "40164 48001 48002 48004 48006 50001 50002 50005 60011 60020 61007",
  rate: "45009 45011 45033 45035 45047 90018",
  missing: "46001 46002 46003 46004 60003 60111 60121 60123",
  exists: "60008 60102 60104",
  unavailable: "-1",
});

/** VK (dev.vk.com/en/reference/errors). */
export const VK: ReadonlyMap<string, Meaning> = vocabulary({
  unauthorized: "5 28",
  forbidden: "7 15 17 19 20 21 24 27 30 200 201 203 204 212 300 500 600 603",
  rate: "6 9 29",
  method: "3",
  invalid: "8 100 113 114 129 150",
  unknown: "1 10",
});

/** Binance (developers.binance.com, "Error codes"). */
export const BINANCE: ReadonlyMap<string, Meaning> = vocabulary({
  unauthorized: "-1002 -1022 -2014 -2015",
  rate: "-1003 -1015 -1034",
  missing: "-2013 -2018",
  network: "-1001 -1006",
  timeout: "-1007",
  unavailable: "-1008 -1016",
});

function span(first: number, last: number): string {
  return Array.from({ length: last - first + 1 }, (_, at) => String(first + at)).join(" ");
}
