import { describe, test } from "vitest";
import { soleCoding } from "../../src/decode/content-coding.ts";

describe("soleCoding", () => {
  test.for([
    { field: null, undone: [], coding: "" },
    { field: "", undone: [], coding: "" },
    { field: "identity", undone: [], coding: "" },
    { field: "none", undone: [], coding: "" },
    { field: "gzip", undone: [], coding: "gzip" },
    { field: " GZip ", undone: [], coding: "gzip" },
    { field: "x-gzip", undone: ["gzip", "br"], coding: "gzip" },
    { field: "identity, deflate", undone: [], coding: "deflate" },
    { field: "br", undone: [], coding: "br" },
    { field: "gzip", undone: ["gzip", "br"], coding: "" },
    { field: "zstd", undone: [], coding: undefined },
    { field: "compress", undone: [], coding: undefined },
    { field: "gzip, gzip", undone: ["gzip"], coding: undefined },
    { field: "gzip;q=1", undone: [], coding: undefined },
  ])("$field with $undone undone", ({ field, undone, coding }, { expect }) => {
    expect(soleCoding(field, undone)).toBe(coding);
  });
});
