import { describe, expect, test } from "vitest";
import { repairHeaders } from "../../src/render/repair.ts";

function upstream(): Headers {
  return new Headers([
    ["content-type", "text/plain"],
    ["server", "legacy"],
    ["connection", "close, X-Hop"],
    ["x-hop", "1"],
    ["content-encoding", "gzip"],
    ["content-length", "9"],
    ["content-digest", "sha-256=:x:"],
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
    ["access-control-allow-origin", "*"],
  ]);
}

describe("repairHeaders", () => {
  test("adds what is lacking", () => {
    const headers = repairHeaders(upstream(), ["content-type", "retry-after"], "5", 80);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("retry-after")).toBe("5");
    expect(headers.get("access-control-expose-headers")).toBe("Retry-After");
    expect(headers.get("content-length")).toBe("80");
  });

  test("leaves the rest of the upstream's", () => {
    const headers = repairHeaders(upstream(), ["retry-after"], "5", 80);
    expect(headers.get("content-type")).toBe("text/plain");
    expect(headers.get("server")).toBe("legacy");
    expect(headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  test("drops the connection's fields and the coding that was undone", () => {
    const headers = repairHeaders(upstream(), ["retry-after"], "5", undefined);
    const names = [...headers.keys()];
    for (const name of ["connection", "x-hop", "content-encoding", "content-length", "content-digest"])
      expect(names).not.toContain(name);
  });
});
