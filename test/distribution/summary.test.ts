import { describe, test } from "vitest";
import { summaryLine } from "../../src/distribution/summary.ts";
import { batchOf, failure, MINUTE, NOW } from "./make.ts";

interface Line {
  readonly counts: readonly { readonly count: number }[];
  readonly other?: number;
}

describe("summaryLine", () => {
  test("says why it is there, from when, and how often each combination was", ({ expect }) => {
    const batches = [
      batchOf("a", [failure(), failure({ upstream_code: "ELSE" })], NOW, 4),
      batchOf(
        "b",
        [failure({ status: 429, code: "rate_limited", type: "request" }), failure()],
        NOW + MINUTE,
      ),
    ];
    expect(JSON.parse(summaryLine(batches, "no_store"))).toEqual({
      event: "code_distribution",
      reason: "no_store",
      from: "2026-01-05T10:15:00.000Z",
      requests: 8,
      failures: 4,
      counts: [
        {
          route: "/v3/users/:id",
          status: 404,
          type: "resource",
          code: "not_found",
          dialect: "spring-boot",
          action: "rewritten",
          mapped_by: "vocabulary",
          count: 3,
        },
        expect.objectContaining({ code: "rate_limited", status: 429, count: 1 }),
      ],
    });
  });

  test("has at most 200 combinations, the most frequent, and the sum of the rest", ({ expect }) => {
    const events = Array.from({ length: 450 }, (_, index) =>
      failure({ route: `/${"x".repeat(index % 300)}` }),
    );
    const line = summaryLine([batchOf("a", events)], "write_failed");
    const { counts, other } = JSON.parse(line) as Line;
    expect(counts).toHaveLength(200);
    expect(counts.slice(0, 150).every(({ count }) => count === 2)).toBe(true);
    expect(counts.reduce((sum, { count }) => sum + count, 0) + other!).toBe(450);
  });

  test("stays within what the platform takes as one log message", ({ expect }) => {
    const events = Array.from({ length: 450 }, (_, index) =>
      failure({ route: `/${index}${"я".repeat(190)}` }),
    );
    expect(new TextEncoder().encode(summaryLine([batchOf("a", events)], "no_store")).length).toBeLessThan(
      256 * 1024,
    );
  });

  test("counts successes alone, and nothing at all", ({ expect }) => {
    expect(JSON.parse(summaryLine([batchOf("a", [], NOW, 3)], "no_store"))).toMatchObject({
      requests: 3,
      failures: 0,
      counts: [],
    });
    expect(JSON.parse(summaryLine([], "no_store"))).toMatchObject({ from: null, requests: 0, counts: [] });
  });

  test("carries no message and no upstream code", ({ expect }) => {
    const line = summaryLine(
      [batchOf("a", [failure({ upstream_message: "s3cr3t", upstream_code: "t0ken" })])],
      "no_store",
    );
    expect(line).not.toMatch(/s3cr3t|t0ken/);
  });
});
