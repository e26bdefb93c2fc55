import { describe, expect, test } from "vitest";
import { maybeSoft } from "../src/soft-errors.ts";

interface Row {
  readonly why: string;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly may: boolean;
}

describe("maybeSoft", () => {
  test.for<Row>([
    { why: "JSON", headers: { "content-type": "application/json" }, may: true },
    {
      why: "a vendor's JSON",
      headers: { "content-type": "application/vnd.x+json; charset=utf-8" },
      may: true,
    },
    { why: "XML", headers: { "content-type": "text/xml" }, may: true },
    { why: "a page", headers: { "content-type": "text/html" }, may: true },
    { why: "a text", headers: { "content-type": "text/plain" }, may: true },
    { why: "a script", headers: { "content-type": "text/javascript" }, may: true },
    { why: "no type", may: true },
    { why: "created", status: 201, headers: { "content-type": "application/json" }, may: true },
    { why: "as long as the limit", headers: { "content-length": "100" }, may: true },
    { why: "longer than the limit", headers: { "content-length": "101" }, may: false },
    { why: "a part", status: 206, may: false },
    { why: "a part that says 200", headers: { "content-range": "bytes 0-1/2" }, may: false },
    { why: "several answers", status: 207, may: false },
    { why: "a redirect", status: 302, may: false },
    { why: "a failure", status: 404, may: false },
    { why: "an event stream", headers: { "content-type": "text/event-stream" }, may: false },
    { why: "lines of JSON", headers: { "content-type": "application/x-ndjson" }, may: false },
    { why: "an image", headers: { "content-type": "image/png" }, may: false },
    { why: "bytes", headers: { "content-type": "application/octet-stream" }, may: false },
  ])("$why: $may", ({ status = 200, headers = {}, may }) => {
    expect(maybeSoft(status, new Headers(headers), 100)).toBe(may);
  });
});
