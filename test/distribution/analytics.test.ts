import * as fc from "fast-check";
import { describe, test } from "vitest";
import { CODE_NAMES } from "../../src/contract/codes.ts";
import { encodePoints, LIMITS, writePoints } from "../../src/distribution/analytics.ts";
import type { DataPoint } from "../../src/distribution/platform.ts";
import { batchOf, failure, NOW, unmapped } from "./make.ts";

const bytes = (text: string): number => new TextEncoder().encode(text).length;
const kind = (point: DataPoint): string => point.blobs[0]!;
const sum = (points: readonly DataPoint[]): number =>
  points.reduce((total, point) => total + point.doubles[0]!, 0);

describe("encodePoints", () => {
  test("has the columns that the documentation lists", ({ expect }) => {
    const batch = batchOf("a", [failure(), failure(), unmapped()], NOW, 7);
    expect(encodePoints([batch], "v-1")).toEqual([
      {
        indexes: ["requests"],
        blobs: ["requests", "", "", "", "", "", "", "", "", "", "v-1"],
        doubles: [10, expect.closeTo(0.2), 10],
      },
      {
        indexes: ["not_found"],
        blobs: [
          "failure",
          "/v3/users/:id",
          "404",
          "resource",
          "not_found",
          "spring-boot",
          "rewritten",
          "vocabulary",
          "USER_NOT_FOUND",
          "",
          "v-1",
        ],
        doubles: [2],
      },
      {
        indexes: ["not_found"],
        blobs: [
          "failure",
          "/v3/users/:id",
          "404",
          "resource",
          "not_found",
          "spring-boot",
          "rewritten",
          "status",
          "E_ODD",
          "",
          "v-1",
        ],
        doubles: [1],
      },
      {
        indexes: ["not_found"],
        blobs: [
          "unmapped",
          "/v3/users/:id",
          "404",
          "resource",
          "not_found",
          "spring-boot",
          "rewritten",
          "status",
          "E_ODD",
          "Odd thing … broke",
          "v-1",
        ],
        doubles: [1],
      },
    ]);
  });

  test("cuts a text where a character ends", ({ expect }) => {
    const [, point] = encodePoints([batchOf("a", [failure({ route: `/${"😀".repeat(200)}` })])], "");
    expect(point!.blobs[1]!.isWellFormed()).toBe(true);
  });

  test("keeps as many combinations as there is room for", ({ expect }) => {
    const events = Array.from({ length: 20 }, (_, index) => failure({ route: `/${index}` }));
    const points = encodePoints([batchOf("a", events)], "").filter((point) => kind(point) === "failure");
    expect(points).toHaveLength(19);
    expect(points.filter((point) => point.blobs[1] === "other").map((point) => point.doubles)).toEqual([[2]]);
  });

  test("writes nothing for nothing", ({ expect }) => {
    expect(encodePoints([], "")).toEqual([]);
    expect(encodePoints([batchOf("a", [])], "")).toEqual([]);
  });

  test("keeps the most frequent combinations and adds up the rest by code", ({ expect }) => {
    const frequent = Array.from({ length: 50 }, () => failure({ route: "/busy" }));
    const rare = Array.from({ length: 40 }, (_, index) =>
      failure({ route: `/rare/${index}`, code: index % 2 === 0 ? "not_found" : "conflict" }),
    );
    const points = encodePoints([batchOf("a", [...frequent, ...rare])], "").filter(
      (point) => kind(point) === "failure",
    );
    expect(points.length).toBe(19);
    expect(points[0]!.doubles).toEqual([50]);
    expect(
      new Set(points.filter((point) => point.blobs[1] === "other").map((point) => point.indexes[0])),
    ).toEqual(new Set(["conflict", "not_found"]));
    expect(sum(points)).toBe(90);
  });

  test("stays within every limit of the platform and keeps the sum of each code, whatever was counted", ({
    expect,
  }) => {
    const text = fc.string({ unit: "binary", maxLength: 600 });
    const event = fc.record({
      code: fc.constantFrom(...CODE_NAMES),
      route: text,
      dialect: text,
      upstream_code: fc.option(text),
      upstream_message: fc.option(text),
      mapped_by: fc.constantFrom("status" as const, "vocabulary" as const),
    });
    fc.assert(
      fc.property(fc.array(fc.array(event, { maxLength: 60 }), { maxLength: 8 }), text, (lists, version) => {
        const batches = lists.map((events, index) => batchOf(`b${index}`, events.map(failure)));
        const points = encodePoints(batches, version);
        expect(points.length).toBeLessThanOrEqual(LIMITS.points);
        for (const { indexes, blobs, doubles } of points) {
          expect(indexes).toHaveLength(1);
          expect(bytes(indexes[0]!)).toBeLessThanOrEqual(LIMITS.indexBytes);
          expect(blobs.length).toBeLessThanOrEqual(LIMITS.blobs);
          expect(doubles.length).toBeLessThanOrEqual(LIMITS.doubles);
          expect(blobs.reduce((total, blob) => total + bytes(blob), 0)).toBeLessThanOrEqual(
            LIMITS.blobsBytes,
          );
          expect(doubles.every(Number.isFinite)).toBe(true);
        }
        const events = lists.flat();
        for (const code of CODE_NAMES) {
          const ofCode = points.filter((point) => kind(point) === "failure" && point.indexes[0] === code);
          expect(sum(ofCode)).toBe(events.filter((each) => each.code === code).length);
        }
        const fallen = points.filter((point) => kind(point) === "unmapped");
        expect(sum(fallen)).toBe(events.filter((each) => each.mapped_by === "status").length);
      }),
    );
  });
});

describe("writePoints", () => {
  test("writes each point once", ({ expect }) => {
    const written: DataPoint[] = [];
    const batches = [batchOf("a", [failure()])];
    writePoints({ writeDataPoint: (point) => written.push(point) }, batches, "v");
    expect(written).toEqual(encodePoints(batches, "v"));
  });
});
