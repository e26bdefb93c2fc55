import { describe, expect, test } from "vitest";
import { stripRequest, stripResponse } from "../../src/proxy/hop-by-hop.ts";

interface Row {
  readonly name: string;
  readonly method?: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The names that are left, sorted. */
  readonly left: readonly string[];
}

const REQUESTS: readonly Row[] = [
  {
    name: "fields of one connection",
    fields: {
      Connection: "close",
      "Keep-Alive": "5",
      TE: "trailers",
      Trailer: "A",
      "Proxy-Connection": "close",
      "HTTP2-Settings": "A",
    },
    left: [],
  },
  {
    name: "the proxy's own password",
    fields: { "Proxy-Authorization": "Basic a", Authorization: "Basic b" },
    left: ["authorization"],
  },
  {
    name: "what Connection names",
    fields: { Connection: "X-A, x-b", "X-A": "1", "X-B": "2", "X-C": "3" },
    left: ["x-c"],
  },
  {
    name: "what Connection names twice, and nothing",
    fields: { Connection: "X-A,,X-A, ", "X-A": "1" },
    left: [],
  },
  { name: "an upgrade to HTTP/2", fields: { Connection: "Upgrade", Upgrade: "h2c" }, left: [] },
  { name: "an upgrade to one of two", fields: { Upgrade: "websocket, h2c" }, left: [] },
  { name: "a POST's upgrade", method: "POST", fields: { Upgrade: "websocket" }, left: [] },
  {
    name: "not an upgrade to WebSocket",
    fields: { Connection: "Upgrade", Upgrade: "WebSocket" },
    left: ["upgrade"],
  },
  {
    name: "not the framing",
    fields: { Connection: "content-length, transfer-encoding", "Content-Length": "1" },
    left: ["content-length"],
  },
  {
    name: "not the marks of a passage",
    fields: {
      Connection: "via, CDN-Loop, CF-Connecting-IP",
      Via: "1.1 a",
      "CDN-Loop": "a",
      "CF-Connecting-IP": "192.0.2.1",
    },
    left: ["cdn-loop", "cf-connecting-ip", "via"],
  },
  {
    name: "not for a name that is none",
    fields: { Connection: "{}, x a, (x-a)", "X-A": "1" },
    left: ["x-a"],
  },
  {
    name: "not what is like one",
    fields: { "X-Keep-Alive": "1", "Proxy-Status": "a", Expect: "100-continue" },
    left: ["expect", "proxy-status", "x-keep-alive"],
  },
];

const ANSWERS: readonly (Row & { readonly status: number })[] = [
  {
    name: "fields of one connection",
    status: 200,
    fields: {
      Connection: "X-A",
      "X-A": "1",
      "Keep-Alive": "5",
      Upgrade: "h2c",
      "Proxy-Authenticate": "Basic",
      "Proxy-Authentication-Info": "a",
      Trailer: "A",
    },
    left: [],
  },
  { name: "a 426's Upgrade", status: 426, fields: { Upgrade: "TLS/1.3" }, left: [] },
  {
    name: "not a WebSocket's Upgrade",
    status: 101,
    fields: { Connection: "Upgrade", Upgrade: "websocket" },
    left: ["upgrade"],
  },
  {
    name: "not the client's own matters",
    status: 401,
    fields: { "WWW-Authenticate": "Basic", Via: "1.1 a", Server: "a", "Retry-After": "1" },
    left: ["retry-after", "server", "via", "www-authenticate"],
  },
];

describe("stripRequest takes away", () => {
  test.for(REQUESTS)("$name", ({ method = "GET", fields, left }) => {
    const headers = new Headers(fields);
    stripRequest(headers, method);
    expect([...headers.keys()]).toEqual(left);
  });
});

describe("stripResponse takes away", () => {
  test.for(ANSWERS)("$name", ({ status, fields, left }) => {
    const headers = new Headers(fields);
    stripResponse(headers, status);
    expect([...headers.keys()]).toEqual(left);
  });
});
