import { describe, test } from "vitest";
import { retryAfterOf, type Upstream } from "./make.ts";

interface Row extends Upstream {
  readonly is: string;
  readonly value: string | undefined;
  readonly source?: string;
}

const at = (seconds: number): string => String(1_767_225_600 + seconds);
const own = (value: string, rest: Omit<Upstream, "headers"> = {}): Upstream => ({
  headers: [["Retry-After", value]],
  ...rest,
});
const field = (name: string, value: string): Upstream => ({ headers: [[name, value]] });

const ownRows: readonly Row[] = [
  { is: "delay-seconds", ...own("120"), value: "120", source: "retry-after" },
  { is: "zero is valid", ...own("0"), value: "0", source: "retry-after" },
  { is: "a valid one beyond the maximum is kept", ...own("90000"), value: "90000", source: "retry-after" },
  {
    is: "an HTTP-date",
    ...own("Thu, 01 Jan 2026 00:02:00 GMT"),
    value: "Thu, 01 Jan 2026 00:02:00 GMT",
    source: "retry-after",
  },
  {
    is: "RFC 850",
    ...own("Thursday, 01-Jan-26 00:02:00 GMT"),
    value: "Thursday, 01-Jan-26 00:02:00 GMT",
    source: "retry-after",
  },
  {
    is: "asctime",
    ...own("Thu Jan  1 00:02:00 2026"),
    value: "Thu Jan  1 00:02:00 2026",
    source: "retry-after",
  },
  { is: "a decimal (Shopify)", ...own("2.0"), value: "2", source: "retry-after" },
  { is: "a decimal is rounded up", ...own("1.5"), value: "2", source: "retry-after" },
  { is: "with its unit", ...own("30s"), value: "30", source: "retry-after" },
  { is: "Go's duration", ...own("1m30s"), value: "90", source: "retry-after" },
  { is: "in words", ...own("5 minutes"), value: "300", source: "retry-after" },
  { is: "milliseconds with their unit", ...own("1500ms"), value: "2", source: "retry-after" },
  { is: "ISO 8601's duration", ...own("PT1M"), value: "60", source: "retry-after" },
  { is: "ISO 8601's moment", ...own("2026-01-01T00:00:45Z"), value: "45", source: "retry-after" },
  { is: "a moment with an offset", ...own("2026-01-01T01:00:45+01:00"), value: "45", source: "retry-after" },
  {
    is: "a date in UTC by name",
    ...own("Thu, 01 Jan 2026 00:00:45 UTC"),
    value: "45",
    source: "retry-after",
  },
  {
    is: "a date with a zone in digits",
    ...own("Thu, 01 Jan 2026 00:00:45 +0000"),
    value: "45",
    source: "retry-after",
  },
  { is: "a TimeSpan (Azure)", ...own("00:01:30"), value: "90", source: "retry-after" },
  { is: "quoted", ...own('"30"'), value: "30", source: "retry-after" },
  { is: "epoch seconds", ...own(at(30)), value: "30", source: "retry-after" },
  { is: "epoch milliseconds", ...own(`${at(30)}000`), value: "30", source: "retry-after" },
  { is: "epoch seconds in the past", ...own(at(-30)), value: "1", source: "retry-after" },
  {
    is: "an unreadable date before the year 2000",
    ...own("0001-01-01T00:00:00Z"),
    value: "60",
    source: "default",
  },
  {
    is: "two lines",
    headers: [
      ["Retry-After", "30"],
      ["Retry-After", "60"],
    ],
    value: "60",
    source: "retry-after",
  },
  {
    is: "two lines, one a date",
    headers: [
      ["Retry-After", "Thu, 01 Jan 2026 00:02:00 GMT"],
      ["Retry-After", "60"],
    ],
    value: "120",
    source: "retry-after",
  },
  {
    is: "two lines, one nonsense",
    headers: [
      ["Retry-After", "soon"],
      ["Retry-After", "7"],
    ],
    value: "7",
    source: "retry-after",
  },
  {
    is: "two lines beyond the maximum",
    headers: [
      ["Retry-After", "999999"],
      ["Retry-After", "60"],
    ],
    value: "86400",
    source: "retry-after",
  },
  {
    is: "measured against the upstream's clock",
    headers: [
      ["Retry-After", "2026-01-01T01:00:45Z"],
      ["Date", "Thu, 01 Jan 2026 01:00:00 GMT"],
    ],
    value: "45",
    source: "retry-after",
  },
  { is: "no header at all", value: "60", source: "default" },
  ...[
    "-5",
    "NaN",
    "soon",
    "1e999",
    "Infinity",
    "9".repeat(10_000),
    "true",
    "",
    "-",
    "--",
    "30 bananas",
    "0x1f",
  ].map((value): Row => ({
    is: `nonsense: ${value.slice(0, 20)}`,
    headers: [["Retry-After", value]],
    value: "60",
    source: "default",
  })),
  {
    is: "nonsense gives way to the next source",
    headers: [
      ["Retry-After", "soon"],
      ["X-RateLimit-Reset", "45"],
    ],
    value: "45",
    source: "x-ratelimit-reset",
  },
];

const headerRows: readonly Row[] = [
  { is: "OpenAI, Azure", ...field("retry-after-ms", "1234"), value: "2", source: "retry-after-ms" },
  { is: "Cosmos DB", ...field("x-ms-retry-after-ms", "45000"), value: "45", source: "x-ms-retry-after-ms" },
  { is: "draft 8", ...field("RateLimit", '"default";r=0;t=30'), value: "30", source: "ratelimit" },
  {
    is: "draft 8, a token for a name",
    ...field("RateLimit", "default;r=0;t=30"),
    value: "30",
    source: "ratelimit",
  },
  {
    is: "draft 8, the only window, some left",
    ...field("RateLimit", '"default";r=4;t=30'),
    value: "30",
    source: "ratelimit",
  },
  {
    is: "draft 8, the latest exhausted",
    ...field("RateLimit", '"sec";r=0;t=1, "min";r=0;t=40, "day";r=9;t=8000'),
    value: "40",
    source: "ratelimit",
  },
  {
    is: "draft 8, several, none exhausted",
    ...field("RateLimit", '"min";r=1;t=40, "day";r=9;t=8000'),
    value: "60",
    source: "default",
  },
  {
    is: "no reset, but the policy's window",
    headers: [
      ["RateLimit", '"day";r=0'],
      ["RateLimit-Policy", '"day";q=10;w=600'],
    ],
    value: "600",
    source: "ratelimit",
  },
  {
    is: "draft 7",
    ...field("RateLimit", "limit=1, remaining=0, reset=45"),
    value: "45",
    source: "ratelimit",
  },
  {
    is: "like draft 7, semicolons",
    ...field("RateLimit", "limit: 1; remaining: 0; reset: 45"),
    value: "45",
    source: "ratelimit",
  },
  {
    is: "draft 6 (express-rate-limit)",
    headers: [
      ["RateLimit-Limit", "5"],
      ["RateLimit-Remaining", "0"],
      ["RateLimit-Reset", "45"],
      ["RateLimit-Policy", "5;w=60"],
    ],
    value: "45",
    source: "ratelimit-reset",
  },
  {
    is: "GitLab",
    headers: [
      ["RateLimit-Reset", at(50)],
      ["RateLimit-Remaining", "0"],
    ],
    value: "50",
    source: "ratelimit-reset",
  },
  {
    is: "a policy alone tells nothing",
    ...field("RateLimit-Policy", "100;w=900"),
    value: "60",
    source: "default",
  },
  { is: "broken syntax", ...field("RateLimit", '";;;r=,'), value: "60", source: "default" },
  {
    is: "GitHub",
    headers: [
      ["X-RateLimit-Limit", "60"],
      ["X-RateLimit-Remaining", "0"],
      ["X-RateLimit-Reset", at(900)],
    ],
    value: "900",
    source: "x-ratelimit-reset",
  },
  {
    is: "GitHub, a skewed clock",
    headers: [
      ["Date", "Thu, 01 Jan 2026 00:10:00 GMT"],
      ["X-RateLimit-Reset", at(900)],
    ],
    value: "300",
    source: "x-ratelimit-reset",
  },
  {
    is: "X",
    headers: [
      ["x-rate-limit-remaining", "0"],
      ["x-rate-limit-reset", at(30)],
    ],
    value: "30",
    source: "x-rate-limit-reset",
  },
  {
    is: "Reddit",
    headers: [
      ["x-ratelimit-remaining", "0.0"],
      ["x-ratelimit-reset", "345.0"],
    ],
    value: "345",
    source: "x-ratelimit-reset",
  },
  {
    is: "Discord",
    headers: [
      ["X-RateLimit-Reset", `${at(64)}.57`],
      ["X-RateLimit-Reset-After", "64.57"],
      ["X-RateLimit-Remaining", "0"],
    ],
    value: "65",
    source: "x-ratelimit-reset",
  },
  {
    is: "Discord's delay alone",
    ...field("X-RateLimit-Reset-After", "64.57"),
    value: "65",
    source: "x-ratelimit-reset-after",
  },
  {
    is: "Okta",
    headers: [
      ["X-Rate-Limit-Limit", "600"],
      ["X-Rate-Limit-Remaining", "0"],
      ["X-Rate-Limit-Reset", at(60)],
    ],
    value: "60",
    source: "x-rate-limit-reset",
  },
  {
    is: "OpenAI, the exhausted window",
    headers: [
      ["x-ratelimit-remaining-requests", "0"],
      ["x-ratelimit-remaining-tokens", "149000"],
      ["x-ratelimit-reset-requests", "20ms"],
      ["x-ratelimit-reset-tokens", "6m0s"],
    ],
    value: "1",
    source: "x-ratelimit-reset-requests",
  },
  {
    is: "OpenAI, both exhausted",
    headers: [
      ["x-ratelimit-remaining-requests", "0"],
      ["x-ratelimit-remaining-tokens", "0"],
      ["x-ratelimit-reset-requests", "1s"],
      ["x-ratelimit-reset-tokens", "6m0s"],
    ],
    value: "360",
    source: "x-ratelimit-reset-tokens",
  },
  {
    is: "Anthropic",
    headers: [
      ["anthropic-ratelimit-requests-remaining", "0"],
      ["anthropic-ratelimit-requests-reset", "2026-01-01T00:00:20Z"],
      ["anthropic-ratelimit-tokens-remaining", "100"],
      ["anthropic-ratelimit-tokens-reset", "2026-01-01T00:05:00Z"],
    ],
    value: "20",
    source: "anthropic-ratelimit-requests-reset",
  },
  {
    is: "Linear",
    headers: [
      ["X-RateLimit-Requests-Remaining", "0"],
      ["X-RateLimit-Requests-Reset", `${at(25)}000`],
    ],
    value: "25",
    source: "x-ratelimit-requests-reset",
  },
  {
    is: "Bucket4j",
    ...field("X-Rate-Limit-Retry-After-Seconds", "59"),
    value: "59",
    source: "x-rate-limit-retry-after-seconds",
  },
  {
    is: "Bucket4j in milliseconds",
    ...field("X-Rate-Limit-Retry-After-Milliseconds", "5900"),
    value: "6",
    source: "x-rate-limit-retry-after-milliseconds",
  },
  {
    is: "a delay beats a reset",
    headers: [
      ["X-RateLimit-Reset", at(3600)],
      ["X-RateLimit-Retry-After", "5"],
    ],
    value: "5",
    source: "x-ratelimit-retry-after",
  },
  { is: "-Ms", ...field("X-RateLimit-Reset-Ms", "45000"), value: "45", source: "x-ratelimit-reset-ms" },
  { is: "a prefix", ...field("X-Retry-After", "9"), value: "9", source: "x-retry-after" },
  {
    is: "Azure Resource Graph",
    ...field("x-ms-user-quota-resets-after", "00:00:05"),
    value: "5",
    source: "x-ms-user-quota-resets-after",
  },
  {
    is: "Imgur",
    headers: [
      ["X-RateLimit-UserReset", at(45)],
      ["X-RateLimit-UserRemaining", "0"],
    ],
    value: "45",
    source: "x-ratelimit-userreset",
  },
  {
    is: "koa-ratelimit",
    headers: [
      ["Rate-Limit-Remaining", "0"],
      ["Rate-Limit-Reset", `${at(10)}.25`],
    ],
    value: "11",
    source: "rate-limit-reset",
  },
  {
    is: "moleculer",
    ...field("X-Rate-Limit-Reset", `${at(10)}404`),
    value: "11",
    source: "x-rate-limit-reset",
  },
  {
    is: "Vimeo",
    ...field("X-RateLimit-Reset", "2026-01-01T00:00:30+00:00"),
    value: "30",
    source: "x-ratelimit-reset",
  },
  {
    is: "one line",
    ...field("X-RateLimit", "limit=1, remaining=0, reset=45"),
    value: "45",
    source: "x-ratelimit",
  },
  {
    is: "several windows in a line",
    headers: [
      ["X-RateLimit-Reset", "2, 3600"],
      ["X-RateLimit-Remaining", "0, 80"],
    ],
    value: "2",
    source: "x-ratelimit-reset",
  },
  {
    is: "the only window, some left",
    headers: [
      ["X-RateLimit-Remaining", "10"],
      ["X-RateLimit-Reset", "45"],
    ],
    value: "45",
    source: "x-ratelimit-reset",
  },
  {
    is: "a reset in the past",
    ...field("X-RateLimit-Reset", at(-100)),
    value: "1",
    source: "x-ratelimit-reset",
  },
  { is: "a reset of zero", ...field("X-RateLimit-Reset", "0"), value: "1", source: "x-ratelimit-reset" },
  {
    is: "beyond the maximum",
    ...field("X-RateLimit-Reset", at(1_000_000)),
    value: "86400",
    source: "x-ratelimit-reset",
  },
  {
    is: "a window's length is no reset",
    ...field("X-Rate-Limit-Interval-Ms", "10000"),
    value: "60",
    source: "default",
  },
  {
    is: "what is left is no reset",
    ...field("x-ms-ratelimit-remaining-subscription-reads", "0"),
    value: "60",
    source: "default",
  },
  { is: "a flag", ...field("x-should-retry", "true"), value: "60", source: "default" },
  ...["-5", "NaN", "soon", "1e999", "9".repeat(10_000)].map((value): Row => ({
    is: `nonsense: ${value.slice(0, 9)}`,
    headers: [["X-RateLimit-Reset", value]],
    value: "60",
    source: "default",
  })),
];

const bodyRows: readonly Row[] = [
  {
    is: "RetryInfo",
    body: {
      error: {
        code: 429,
        details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "34.07s" }],
      },
    },
    value: "35",
    source: "retryDelay",
  },
  {
    is: "RetryInfo, unmapped",
    body: { details: [{ retryDelay: { seconds: "3", nanos: 500_000_000 } }] },
    value: "4",
    source: "retryDelay",
  },
  {
    is: "Kubernetes",
    body: { kind: "Status", code: 429, details: { retryAfterSeconds: 7 } },
    value: "7",
    source: "retryAfterSeconds",
  },
  {
    is: "Discord",
    body: { message: "You are being rate limited.", retry_after: 64.57, global: false },
    value: "65",
    source: "retry_after",
  },
  {
    is: "Telegram",
    body: { ok: false, error_code: 429, parameters: { retry_after: 14 } },
    value: "14",
    source: "retry_after",
  },
  {
    is: "Cloudflare 1015",
    body: { status: 429, retry_after: 30, retryable: true },
    value: "30",
    source: "retry_after",
  },
  { is: "milliseconds", body: { retry_after_ms: 2500 }, value: "3", source: "retry_after_ms" },
  { is: "retryInMs", body: { error: { retryInMs: 1200 } }, value: "2", source: "retryInMs" },
  { is: "backoff_ms", body: { backoff_ms: 3000 }, value: "3", source: "backoff_ms" },
  { is: "Stack Exchange", body: { error_id: 502, backoff: 10 }, value: "10", source: "backoff" },
  { is: "retryAfterSec", body: { retryAfterSec: 5 }, value: "5", source: "retryAfterSec" },
  { is: "a moment", body: { reset_at: "2026-01-01T00:00:30Z" }, value: "30", source: "reset_at" },
  {
    is: "WSO2",
    body: { code: "900802", nextAccessTime: "2026-Jan-01 00:01:30+0000 UTC" },
    value: "90",
    source: "nextAccessTime",
  },
  {
    is: "a moment in epoch milliseconds",
    body: { error: { resetAt: 1_767_225_645_000 } },
    value: "45",
    source: "resetAt",
  },
  { is: "a number as text", body: { retryAfter: "12" }, value: "12", source: "retryAfter" },
  { is: "a duration as text", body: { retry_after: "30 seconds" }, value: "30", source: "retry_after" },
  { is: "the unit in front", body: { secondsUntilReset: 8 }, value: "8", source: "secondsUntilReset" },
  {
    is: "OpenRouter",
    body: { error: { metadata: { headers: { "X-RateLimit-Reset": "1767225640000" } } } },
    value: "40",
    source: "X-RateLimit-Reset",
  },
  {
    is: "the exhausted window",
    body: {
      limits: [
        { remaining: 5, reset_at: at(900) },
        { remaining: 0, reset_at: at(20) },
      ],
    },
    value: "20",
    source: "reset_at",
  },
  {
    is: "JSON within a string",
    body: { error: JSON.stringify({ retry_after: 21 }) },
    value: "21",
    source: "retry_after",
  },
  {
    is: "XML",
    body: "<Error><Code>Throttled</Code><RetryAfterSeconds>11</RetryAfterSeconds></Error>",
    value: "11",
    source: "RetryAfterSeconds",
  },
  { is: "a sentence", body: { detail: "Expected available in 59 seconds." }, value: "59", source: "phrase" },
  {
    is: "a page",
    body: "<html><body><h1>Slow down</h1><p>Please wait 15 seconds.</p></body></html>",
    value: "15",
    source: "phrase",
  },
  { is: "plain text", body: "Too many requests, retry in 3 minutes", value: "180", source: "phrase" },
  {
    is: "a header beats the body",
    headers: [["X-RateLimit-Reset", "5"]],
    body: { retry_after: 50 },
    value: "5",
    source: "x-ratelimit-reset",
  },
  { is: "a flag", body: { retry_after: true, retry: 3, retryable: true }, value: "60", source: "default" },
  { is: "negative", body: { retry_after: -5 }, value: "60", source: "default" },
  { is: "full-width digits", body: { retry_after: "３０" }, value: "60", source: "default" },
  { is: "beyond a double", body: '{"retry_after":1e999}', value: "60", source: "default" },
  {
    is: "a count of tries",
    body: { message: "Failed after 3 retries", attempts: 3 },
    value: "60",
    source: "default",
  },
  { is: "null", body: { retry_after: null }, value: "60", source: "default" },
  { is: "an array for a body", body: [1, "x", null], value: "60", source: "default" },
];

const otherRows: readonly Row[] = [
  { is: "503, valid", ...own("120", { status: 503 }), value: "120", source: "retry-after" },
  { is: "503, repaired", ...own("2m", { status: 503 }), value: "120", source: "retry-after" },
  { is: "503, unreadable", ...own("soon", { status: 503 }), value: undefined },
  { is: "503, nothing", status: 503, value: undefined },
  { is: "503, a member", status: 503, body: { retry_after: 5 }, value: "5", source: "retry_after" },
  {
    is: "503, a sentence",
    status: 503,
    body: { message: "Down for maintenance, try again in 10 minutes" },
    value: "600",
    source: "phrase",
  },
  {
    is: "503, a timeout is no hint",
    status: 503,
    body: { message: "upstream timed out after 30 seconds" },
    value: undefined,
  },
  {
    is: "503, a limit with something left is no hint",
    status: 503,
    headers: [
      ["X-Rate-Limit-Remaining", "194"],
      ["X-Rate-Limit-Reset", at(60)],
    ],
    value: undefined,
  },
  {
    is: "503, an exhausted limit",
    status: 503,
    headers: [
      ["X-RateLimit-Remaining", "0"],
      ["X-RateLimit-Reset", at(60)],
    ],
    value: "60",
    source: "x-ratelimit-reset",
  },
  { is: "500, valid", ...own("30", { status: 500 }), value: "30", source: "retry-after" },
  { is: "403, unreadable", ...own("soon", { status: 403 }), value: undefined },
  { is: "404, a member is no hint", status: 404, body: { retry_after: 5 }, value: undefined },
];

for (const [name, rows] of Object.entries({ ownRows, headerRows, bodyRows, otherRows })) {
  describe(`readRetryAfter: ${name}`, () => {
    test.for(rows)("$is", (row, { expect }) => {
      const { value, source } = row;
      const got = retryAfterOf(row);
      expect(got?.value).toBe(value);
      if (source !== undefined) expect(got?.source).toBe(source);
    });
  });
}

describe("readRetryAfter: a rule", () => {
  const rows = [
    { is: "beats the upstream's own", upstream: own("120"), ruleS: 7, value: "7" },
    { is: "holds under any status", upstream: own("120", { status: 404 }), ruleS: 7, value: "7" },
    { is: "is at least 1", upstream: {}, ruleS: 0, value: "1" },
    { is: "is at most the maximum", upstream: {}, ruleS: 1e9, value: "86400" },
  ];
  test.for(rows)("$is", ({ upstream, ruleS, value }, { expect }) => {
    expect(retryAfterOf(upstream, ruleS)).toMatchObject({ value, source: "rule" });
  });
});
