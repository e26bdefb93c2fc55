import { describe, test } from "vitest";
import { readPhrase } from "../../src/retry-after/phrases.ts";
import type { Use } from "../../src/retry-after/window.ts";
import { NOW } from "./make.ts";

interface Row {
  readonly says: string;
  readonly from: string;
  readonly seconds: number | undefined;
  readonly use?: Use;
}

const rows: readonly Row[] = [
  { says: "Request was throttled. Expected available in 59 seconds.", from: "DRF", seconds: 59 },
  { says: "Rate limit exceeded, retry in 5 hours.", from: "koa-ratelimit", seconds: 18_000 },
  { says: "Rate limit exceeded. Please wait 5 seconds and try your request again.", from: "Lob", seconds: 5 },
  { says: "Rate limit exceeded, retry in 1 minute", from: "@fastify/rate-limit", seconds: 60 },
  {
    says: "Rate limit reached for gpt-4 on requests per min. Limit: 3 / min. Please try again in 20s.",
    from: "OpenAI",
    seconds: 20,
  },
  { says: "Please try again in 6m0s. Visit the docs.", from: "OpenAI", seconds: 360 },
  { says: "Please try again in 338ms.", from: "OpenAI", seconds: 0.338 },
  {
    says: "Requests have exceeded the token rate limit. Please retry after 26 seconds.",
    from: "Azure OpenAI",
    seconds: 26,
  },
  { says: "Please retry in 34.074824224s.", from: "Gemini", seconds: 34.074824224 },
  { says: "Take a break for 9 minutes before trying again.", from: "Reddit", seconds: 540 },
  { says: "you are doing that too much. try again in 1 minute.", from: "Reddit", seconds: 60 },
  { says: "Flood control exceeded. Retry in 12 seconds", from: "Telegram style", seconds: 12 },
  { says: "Too Many Requests: retry after 14", from: "Telegram", seconds: 14 },
  { says: "Please try after 2026-01-01T00:00:30Z", from: "an ISO moment", seconds: 30 },
  { says: "Your quota resets at 2026-01-01 00:01:00 UTC.", from: "a moment with a space", seconds: 60 },
  { says: "Limit resets on Thu, 01 Jan 2026 00:00:45 GMT", from: "an HTTP-date", seconds: 45 },
  { says: "Way too much request weight used; IP banned until 1767225660000.", from: "Binance", seconds: 60 },
  { says: "Try again in 1 hour, 5 minutes and 3 seconds.", from: "several units", seconds: 3903 },
  { says: "Please try again in an hour.", from: "a number in words", seconds: 3600 },
  { says: "Try again in a minute.", from: "an article", seconds: 60 },
  { says: "Please wait a few seconds", from: "no number", seconds: undefined },
  { says: "Try again in one minute", from: "a number in words", seconds: 60 },
  { says: "Please wait for another 10 more seconds", from: "padding", seconds: 10 },
  {
    says: "You have exceeded the limit, you may retry your request in: 59 seconds",
    from: "a colon",
    seconds: 59,
  },
  {
    says: "You have exceeded your quota. You can access API after 2026-Jan-01 00:01:30+0000 UTC",
    from: "WSO2",
    seconds: 90,
  },
  { says: "Try again in 20", from: "no unit", seconds: 20 },
  { says: "Try again in 20.", from: "no unit, full stop", seconds: 20 },
  { says: "retry_after=30", from: "a pair in plain text", seconds: 30 },
  { says: "Blocked for 15 min", from: "a short unit", seconds: 900 },
  { says: "30 seconds remaining", from: "the number first", seconds: 30 },
  { says: "You must wait 3 minutes before trying again", from: "wait first", seconds: 180 },
  { says: "This will be possible in 2 minutes", from: "in N unit alone", seconds: 120 },
  { says: "Please wait 2-3 minutes.", from: "a range", seconds: 180 },
  { says: "Try again in 5 to 10 minutes", from: "a range in words", seconds: 600 },
  { says: "Retry after 00:00:05", from: "a TimeSpan", seconds: 5 },
  { says: "Retry-After: 30", from: "the field's line in a text", seconds: 30 },
  {
    says: "For security purposes, you can only request this after 58 seconds.",
    from: "Supabase",
    seconds: 58,
  },
  { says: "You are being rate limited (1015)", from: "a code", seconds: undefined },
  { says: "Try again at 3:00 PM", from: "a clock time", seconds: undefined },
  { says: "Available 24/7", from: "a boast", seconds: undefined },
  { says: "Please try again. Error code 1020", from: "another sentence", seconds: undefined },
  { says: "Try again after 3 attempts", from: "a count", seconds: undefined },
  { says: "You can make 100 requests in 60 seconds", from: "a window", seconds: undefined },
  { says: "Rate limit exceeded: 10 per 1 minute", from: "Flask-Limiter", seconds: undefined },
  { says: "Too many requests", from: "no number", seconds: undefined },
  { says: "Please retry with version 2.1", from: "a version", seconds: undefined },
  {
    says: "upstream timed out after 30 seconds",
    from: "a timeout under a 503",
    seconds: undefined,
    use: "spent",
  },
  {
    says: "Back for you in 30 seconds, try again in 10 s",
    from: "a 503 that announces",
    seconds: 10,
    use: "spent",
  },
  { says: "error 429 at line 12", from: "other numbers", seconds: undefined },
  { says: "API calls quota exceeded! maximum admitted 5 per 1m.", from: "a quota", seconds: undefined },
  { says: "try again in 9".repeat(1).padEnd(900, "9"), from: "900 digits", seconds: undefined },
];

describe("readPhrase", () => {
  test.for(rows)("$from: $says", ({ says, seconds, use = "any" }, { expect }) => {
    const ms = readPhrase(says, NOW, use);
    if (seconds === undefined) expect(ms).toBeUndefined();
    else expect(ms).toBeCloseTo(seconds * 1000, 3);
  });
});
