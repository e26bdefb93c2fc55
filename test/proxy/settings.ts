import type { Settings } from "../../src/settings.ts";

/** The settings of a request, the defaults but for what is given. */
export function settingsWith(given: Partial<Settings> = {}): Settings {
  return {
    route: undefined,
    upstream: new URL("http://legacy.example"),
    mode: "enforce",
    timeoutMs: 30_000,
    bodyTimeoutMs: 5000,
    bodyLimitBytes: 65_536,
    retryAfterDefaultS: 60,
    retryAfterMaxS: 86_400,
    softErrors: false,
    messages: "4xx",
    corsOrigins: [],
    ...given,
  };
}
