import { vocabulary, type Meaning } from "./meaning.ts";

/** Qonversion's v1 numbers; one that is not here says what the HTTP status says. */
export const QONVERSION_V1: ReadonlyMap<string, Meaning> = vocabulary({
  unauthorized: "10002 10003",
  invalid: "10004 10005 10006 20014",
  fraud: "10008 20008 20010 20203 20210 20100 20102 20103 20105 20107 20108 20110 21099",
  unimplemented: "20005",
  network: "20006 20007 20109 20199 20300 20303 20399",
  forbidden: "20011 20012 20013 20104 20201", // the project or the store is set up wrongly
});
