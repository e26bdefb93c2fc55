import { describe, expect, test } from "vitest";
import { isLoop, markPassage, pseudonymOf } from "../../src/proxy/passage.ts";
import { settingsWith } from "./settings.ts";

const here = pseudonymOf(settingsWith());

describe("pseudonymOf", () => {
  test("names one upstream's proxy, and does not name the upstream", () => {
    expect(here).toMatch(/^error-normalizer-[\da-f]{8}$/);
    expect(pseudonymOf(settingsWith())).toBe(here);
  });

  test.for(["http://legacy.example/base", "http://other.example", undefined])(
    "differs for %s",
    (upstream) => {
      const url = upstream === undefined ? undefined : new URL(upstream);
      expect(pseudonymOf(settingsWith({ upstream: url }))).not.toBe(here);
    },
  );
});

interface Row {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly loop: boolean;
}

const ROWS: readonly Row[] = [
  { name: "Via", fields: { Via: `1.1 ${here}` }, loop: true },
  { name: "Via among others", fields: { Via: `1.0 a, 1.1 ${here} (comment), 2 b` }, loop: true },
  { name: "CDN-Loop", fields: { "CDN-Loop": here }, loop: true },
  { name: "CDN-Loop with parameters", fields: { "CDN-Loop": `cloudflare, ${here}; loops=1` }, loop: true },
  { name: "nothing", fields: {}, loop: false },
  { name: "other proxies", fields: { Via: "1.1 varnish", "CDN-Loop": "cloudflare" }, loop: false },
  { name: "the proxy of another upstream", fields: { Via: "1.1 error-normalizer-00000000" }, loop: false },
  { name: "a longer name", fields: { Via: `1.1 not-${here}0` }, loop: false },
  { name: "another field", fields: { "X-Via": here }, loop: false },
];

describe("isLoop", () => {
  test.for(ROWS)("$name: $loop", ({ fields, loop }) => {
    expect(isLoop(new Headers(fields), here)).toBe(loop);
  });
});

describe("markPassage", () => {
  const url = new URL("https://api.example.com:8443/x");
  function marked(fields: Readonly<Record<string, string>>, client: string | null): Headers {
    const headers = new Headers(fields);
    markPassage(headers, url, client, here);
    return headers;
  }

  test("says for whom, and where it was asked", () => {
    expect(Object.fromEntries(marked({}, "192.0.2.7"))).toEqual({
      via: `1.1 ${here}`,
      "cdn-loop": here,
      "x-forwarded-for": "192.0.2.7",
      "x-forwarded-host": "api.example.com:8443",
      "x-forwarded-proto": "https",
    });
  });

  test("stands behind others, but not behind more than there can be", () => {
    expect(marked({ Via: "1.0 a" }, null).get("via")).toBe(`1.0 a, 1.1 ${here}`);
    expect(marked({ Via: "1.0 a, ".repeat(300) }, null).get("via")).toBe(`1.1 ${here}`);
  });

  test("is a loop the next time", () => {
    expect(isLoop(marked({}, null), here)).toBe(true);
  });

  test("believes nothing that a client says of it", () => {
    const forged = {
      "X-Forwarded-For": "127.0.0.1",
      "X-Forwarded-Host": "admin.internal",
      "X-Forwarded-Proto": "file",
      Forwarded: "for=127.0.0.1",
      Host: "evil.example/x",
    };
    const headers = marked(forged, "192.0.2.7");
    expect(headers.get("x-forwarded-for")).toBe("192.0.2.7");
    expect(headers.get("x-forwarded-host")).toBe("api.example.com:8443");
    expect(headers.get("x-forwarded-proto")).toBe("https");
    expect(headers.has("forwarded")).toBe(false);
    expect(marked(forged, null).has("x-forwarded-for")).toBe(false);
  });
});
