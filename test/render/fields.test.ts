import { describe, expect, test } from "vitest";
import { keepLinks, survives } from "../../src/render/fields.ts";

const KEPT =
  "access-control-allow-origin access-control-allow-credentials access-control-expose-headers vary www-authenticate allow " +
  "set-cookie x-ratelimit-limit x-ratelimit-remaining x-ratelimit-reset ratelimit ratelimit-policy x-request-id " +
  "x-correlation-id traceparent x-amzn-requestid x-amz-request-id x-amzn-trace-id cf-ray x-b3-traceid x-kong-request-id " +
  "strict-transport-security content-security-policy content-security-policy-report-only x-content-type-options " +
  "x-frame-options referrer-policy permissions-policy nel report-to cache-control age expires pragma date via " +
  "deprecation sunset x-api-version location x-envoy-ratelimited x-shopify-shop-api-call-limit server-timing x-error-id " +
  "x-errors-url accept-patch";
const DROPPED =
  "content-type content-length content-encoding content-language content-range content-disposition content-location " +
  "content-md5 content-digest repr-digest digest etag last-modified accept-ranges transfer-encoding trailer " +
  "x-goog-hash x-amz-checksum-crc32 connection keep-alive te upgrade proxy-authenticate " +
  "server x-powered-by x-powered-cms x-powered-by-plesk x-aspnet-version x-aspnetmvc-version x-runtime x-debug-token " +
  "x-debug-token-link x-debug-exception-file x-debug x-catalyst x-generator x-influxdb-error x-influxdb-version " +
  "mediawiki-api-error x-amzn-errortype x-error x-error-message x-error-code x-exception x-exception-class x-ms-error-code " +
  "x-clickhouse-exception-code x-drupal-cache x-varnish x-application-context x-served-by x-backend-server " +
  "x-envoy-upstream-service-time x-kong-upstream-latency x-php-version x-owa-version x-elastic-product x-sourcefiles " +
  "x-accel-redirect grpc-message grpc-status x-cascade status sourcemap";

describe("survives", () => {
  test.for(KEPT.split(" "))("%s stays", (name) => {
    expect(survives(name, 500)).toBe(true);
  });
  test.for(DROPPED.split(" "))("%s goes", (name) => {
    expect(survives(name, 500)).toBe(false);
  });
  test("Content-Range stays under 416 alone", () => {
    expect(survives("content-range", 416)).toBe(true);
    expect(survives("content-range", 404)).toBe(false);
  });
});

describe("keepLinks", () => {
  const rows: readonly { readonly value: string; readonly kept: string | undefined }[] = [
    { value: "</a.css>; rel=preload; as=style", kept: undefined },
    { value: '</a.js>; rel="modulepreload"', kept: undefined },
    { value: '<https://cdn.example>; rel="preconnect dns-prefetch"', kept: undefined },
    { value: '</a.css>; rel=preload, </help>; rel="help"', kept: '</help>; rel="help"' },
    {
      value: '</v3?page=2>; rel="next", </v3?page=9>; rel="last"',
      kept: '</v3?page=2>; rel="next", </v3?page=9>; rel="last"',
    },
    { value: '</a,b>; rel="next"; title="x, y"', kept: '</a,b>; rel="next"; title="x, y"' },
    { value: '</preload>; rel="describedby"', kept: '</preload>; rel="describedby"' },
    { value: "</no-rel>", kept: "</no-rel>" },
    { value: "", kept: undefined },
  ];
  test.for(rows)("$value", ({ value, kept }) => {
    expect(keepLinks(value)).toBe(kept);
  });
});
