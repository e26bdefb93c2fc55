import { describe, test } from "vitest";
import { failureLine } from "../../src/distribution/line.ts";
import { summaryLine } from "../../src/distribution/summary.ts";
import { createLogReader, type LogEvent } from "../../tools/tail-events.ts";
import { createLive } from "../../tools/tail-table.ts";
import { batchOf, failure, MINUTE, NOW, unmapped } from "../distribution/make.ts";

/** What `wrangler tail --format json` prints for one request. */
function tailed(messages: readonly string[], pretty = true): string {
  const event = {
    wallTime: 12,
    outcome: "ok",
    scriptName: "edge-error-normalizer",
    exceptions: [],
    logs: messages.map((message) => ({ message: [message], level: "info", timestamp: NOW })),
    event: {
      request: { url: "https://api.example.com/v3/users/17", method: "GET", headers: {} },
      response: { status: 404 },
    },
  };
  return `${JSON.stringify(event, undefined, pretty ? 2 : 0)}\n`;
}

const line = failureLine(failure());
const kinds = (events: readonly LogEvent[]): readonly string[] => events.map(({ kind }) => kind);

describe("createLogReader", () => {
  test.for<{ why: string; text: string; kinds: readonly string[] }>([
    { why: "a line of the log", text: `${line}\n`, kinds: ["failure"] },
    {
      why: "a line with a prefix and colours",
      text: `\u001B[32m[info]\u001B[0m ${line}\u001B[0m\r\n`,
      kinds: ["failure"],
    },
    { why: "a request of the tail", text: tailed([line]), kinds: ["requests", "failure"] },
    { why: "a request of the tail on one line", text: tailed([line], false), kinds: ["requests", "failure"] },
    {
      why: "a request with two failures",
      text: tailed([line, line]),
      kinds: ["requests", "failure", "failure"],
    },
    { why: "a success", text: tailed([]), kinds: ["requests"] },
    {
      why: "requests one after another",
      text: tailed([line]) + tailed([]),
      kinds: ["requests", "failure", "requests"],
    },
    {
      why: "a sum of the console",
      text: `${summaryLine([batchOf("a", [], NOW, 4)], "no_store")}\n`,
      kinds: ["requests"],
    },
    {
      why: "a sum within a request",
      text: tailed([summaryLine([batchOf("a", [failure()])], "no_store")]),
      kinds: ["requests"],
    },
    { why: "text", text: "Ready on http://localhost:8787\n", kinds: [] },
    { why: "an empty line", text: "\n\n", kinds: [] },
    { why: "JSON of somebody else", text: '{"event":"login","user":"anna"}\n', kinds: [] },
    { why: "JSON that is no object", text: '[1,2]\n"failure"\nnull\n', kinds: [] },
    { why: "half a line", text: line, kinds: [] },
    { why: "a cut line", text: `${line.slice(0, -9)}\n`, kinds: [] },
    { why: "a failure without its members", text: '{"event":"failure","code":"not_found"}\n', kinds: [] },
    {
      why: "a failure with a code of no table",
      text: `${line.replace('"not_found"', '"toString"')}\n`,
      kinds: [],
    },
    {
      why: "a message that is no text",
      text: tailed([]).replace('"logs": []', '"logs": [{"message":[null,7,{"a":1}]},3]'),
      kinds: ["requests"],
    },
  ])("reads $why", ({ text, kinds: expected }, { expect }) => {
    expect(kinds(createLogReader()(text))).toEqual(expected);
  });

  test("reads the same however the stream is cut", ({ expect }) => {
    const text = `noise\n${tailed([line])}${line}\n${tailed([])}`;
    for (const size of [1, 7, 100, 5000]) {
      const read = createLogReader();
      const events: LogEvent[] = [];
      for (let at = 0; at < text.length; at += size) events.push(...read(text.slice(at, at + size)));
      expect(kinds(events)).toEqual(["requests", "failure", "failure", "requests"]);
    }
  });

  test("reads on after an object that never ends", ({ expect }) => {
    const read = createLogReader();
    read("{\n");
    for (let count = 0; count < 50; count += 1) read(`${"x".repeat(100_000)}\n`);
    expect(kinds(read(`${line}\n`))).toEqual(["failure"]);
  });
});

describe("createLive", () => {
  test("is a table with counts and shares, the most frequent first", ({ expect }) => {
    const live = createLive(NOW);
    const events = createLogReader()(
      [
        tailed([line]),
        tailed([line]),
        tailed([failureLine(unmapped({ status: 500, code: "unknown_error" }))]),
        tailed([]),
      ].join(""),
    );
    live.add(events, NOW + 90_000);
    expect(live.lines(NOW + 2 * MINUTE, 80)).toEqual([
      "3 failures of 4 requests in 2 min, 3 in the last minute",
      "",
      "code                              count    share",
      "not_found  404                        2   66.7 %  ████████████████████████",
      "unknown_error  500                    1   33.3 %  ████████████",
      "",
      "route                             count    share",
      "/v3/users/:id                         3  100.0 %  ████████████████████████",
      "",
      "dialect                           count    share",
      "spring-boot                           3  100.0 %  ████████████████████████",
      "",
      "action                            count    share",
      "rewritten                             3  100.0 %  ████████████████████████",
      "",
      "unmapped                          count    share",
      "E_ODD                                 1   33.3 %  ████████████████████████",
    ]);
  });

  test("says so when there is nothing", ({ expect }) => {
    expect(createLive(NOW).lines(NOW, 80)).toEqual(["0 failures in 0 min, 0 in the last minute"]);
  });

  test("shows the top of many, sums the rest, fits the terminal and stays small", ({ expect }) => {
    const live = createLive(NOW);
    for (let index = 0; index < 5000; index += 1) {
      live.add([{ kind: "failure", failure: failure({ route: `/${"long/".repeat(30)}${index}` }) }], NOW);
    }
    const lines = live.lines(NOW, 40);
    expect(lines.every((text) => text.length <= 40)).toBe(true);
    expect(lines.some((text) => text.startsWith("993 more"))).toBe(true);
    expect(lines.length).toBeLessThan(30);
  });

  test("lets no name move the cursor", ({ expect }) => {
    const live = createLive(NOW);
    live.add([{ kind: "failure", failure: unmapped({ upstream_code: "\u001B[2J\nX" }) }], NOW);
    expect(live.lines(NOW, 80).join("")).not.toMatch(/[\u0000-\u001F]/);
  });

  test("forgets a minute that is over", ({ expect }) => {
    const live = createLive(NOW);
    live.add([{ kind: "failure", failure: failure() }], NOW);
    expect(live.lines(NOW + 61_000, 80)[0]).toBe("1 failure in 1 min, 0 in the last minute");
  });
});
