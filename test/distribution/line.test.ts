import { describe, test } from "vitest";
import type { FailureEvent } from "../../src/distribution/event.ts";
import { failureLine, isUnmapped, levelOf } from "../../src/distribution/line.ts";
import { failure } from "./make.ts";

interface Row {
  readonly why: string;
  readonly event: Partial<FailureEvent>;
  readonly level: "info" | "warn" | "error";
}

const rows: readonly Row[] = [
  { why: "a 4xx that the vocabulary knew", event: {}, level: "info" },
  { why: "a 4xx that a rule decided", event: { mapped_by: "rule", status: 409 }, level: "info" },
  { why: "a conformant 4xx", event: { mapped_by: "v4", action: "conformant" }, level: "info" },
  { why: "a 429", event: { status: 429, code: "rate_limited" }, level: "info" },
  { why: "a 5xx that the vocabulary knew", event: { status: 500, code: "storage_error" }, level: "error" },
  { why: "a 5xx that a rule decided", event: { status: 503, mapped_by: "rule" }, level: "error" },
  {
    why: "no answer from the upstream",
    event: { status: 502, mapped_by: "status", action: "synthesized" },
    level: "error",
  },
  { why: "a 4xx by the status table alone", event: { mapped_by: "status" }, level: "warn" },
  { why: "a 5xx by the status table alone", event: { status: 500, mapped_by: "status" }, level: "warn" },
  { why: "a phrase, which is a guess", event: { mapped_by: "phrase" }, level: "warn" },
  {
    why: "an observed failure that nothing knew",
    event: { mapped_by: "status", action: "observed" },
    level: "warn",
  },
];

describe("levelOf", () => {
  test.for(rows)("$why is $level", ({ event, level }, { expect }) => {
    expect(levelOf(failure(event))).toBe(level);
    expect(isUnmapped(failure(event))).toBe(level === "warn");
  });
});

describe("failureLine", () => {
  test("has the members of the log's table, in its order, on one line", ({ expect }) => {
    const line = failureLine(failure({ upstream_message: "two\nlines\u2028more" }));
    expect(line).not.toContain("\n");
    expect(Object.keys(JSON.parse(line) as object)).toEqual([
      "event",
      "action",
      "method",
      "route",
      "status",
      "upstream_status",
      "type",
      "code",
      "dialect",
      "upstream_code",
      "upstream_message",
      "mapped_by",
      "retry_after",
      "retry_after_source",
      "details",
      "duration_ms",
      "request_id",
    ]);
  });

  test("writes nothing else that an event may carry", ({ expect }) => {
    const event = { ...failure({ steps: [{ step: "code", why: "secret-a" }] }), body: "secret-b", at: 1 };
    expect(failureLine(event)).not.toMatch(/secret|"at"/);
  });

  test("keeps what is missing as null, so that every line has every column", ({ expect }) => {
    const line = failureLine(failure({ upstream_status: null, upstream_code: null, upstream_message: null }));
    expect(JSON.parse(line)).toMatchObject({ upstream_status: null, upstream_code: null, retry_after: null });
  });
});
