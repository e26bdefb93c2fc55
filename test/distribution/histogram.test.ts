import { describe, test } from "vitest";
import { addHistogram, emptyHistogram, observe } from "../../src/distribution/histogram.ts";

const BOUNDS = [1, 5, 10];

describe("observe", () => {
  test.for([
    { seconds: 0, bucket: 0 },
    { seconds: 1, bucket: 0 },
    { seconds: 1.001, bucket: 1 },
    { seconds: 10, bucket: 2 },
    { seconds: 1e9, bucket: 3 },
    { seconds: -1, bucket: undefined },
    { seconds: Number.NaN, bucket: undefined },
    { seconds: Infinity, bucket: undefined },
  ])("$seconds falls into bucket $bucket", ({ seconds, bucket }, { expect }) => {
    const histogram = emptyHistogram(BOUNDS);
    observe(histogram, BOUNDS, seconds);
    expect(histogram.buckets).toEqual([0, 1, 2, 3].map((index) => (index === bucket ? 1 : 0)));
    expect(histogram.sum).toBe(bucket === undefined ? 0 : seconds);
  });
});

describe("addHistogram", () => {
  test("adds bucket by bucket, and leaves out buckets that it does not know", ({ expect }) => {
    const into = { buckets: [1, 2], sum: 3 };
    addHistogram(into, { buckets: [10, 20, 30], sum: 60 });
    expect(into).toEqual({ buckets: [11, 22], sum: 63 });
  });
});
