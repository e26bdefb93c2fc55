import type { CompiledRule } from "./policy/rules.ts";

/** Whose words reach the client (spec: `MESSAGES`). */
export type Messages = "none" | "4xx" | "all";

/** The settings of one request, after its route has been resolved; every duration in milliseconds unless named `S`. */
export interface Settings {
  /** The configured route's name or pattern; `undefined` when no route matched. */
  readonly route: string | undefined;
  /** Scheme, host and optional base path; `undefined` when the service binding is the upstream. */
  readonly upstream: URL | undefined;
  /** Requests go through the service binding `UPSTREAM`, to `upstream` when that is set too. */
  readonly bound?: boolean;
  readonly mode: "enforce" | "observe";
  readonly timeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly bodyLimitBytes: number;
  readonly retryAfterDefaultS: number;
  readonly retryAfterMaxS: number;
  readonly softErrors: boolean;
  readonly messages: Messages;
  /** Origins that get CORS headers on the proxy's own failures; `*` stands for any. */
  readonly corsOrigins: readonly string[];
}

/** The whole configuration, read once an isolate. */
export interface Config {
  readonly settingsFor: (method: string, path: string) => Settings;
  /** The operator's rules in the order in which they are tried. */
  readonly rules: readonly CompiledRule[];
  /** Where the operator's pages are; starts with `/`, ends without. */
  readonly adminPath: string;
  /** Without it the operator's pages do not exist. */
  readonly adminToken: string | undefined;
}
