import { basePath, flag, oneOf, origins, secret, upstreamUrl, whole, type Kind } from "./values.ts";

/** A row of the configuration: what a variable means, what it may be and what it is when it is absent. */
export interface Variable<T> {
  readonly kind: Kind<T>;
  /** `undefined` where there is none. */
  readonly fallback: T | undefined;
  readonly meaning: string;
}

/** Every variable that is one value, in the order in which the documentation lists them. */
export const VARIABLES = {
  UPSTREAM_URL: {
    kind: upstreamUrl,
    fallback: undefined,
    meaning:
      "where requests go: scheme, host, optional base path; not needed when a service binding `UPSTREAM` is bound",
  },
  MODE: {
    kind: oneOf("enforce", "observe"),
    fallback: "enforce",
    meaning:
      "`enforce`, or `observe`: answer as the upstream did, but log and count what would have been done",
  },
  UPSTREAM_TIMEOUT_MS: {
    kind: whole(1, 600_000, "milliseconds"),
    fallback: 30_000,
    meaning: "until the upstream's headers",
  },
  ERROR_BODY_TIMEOUT_MS: {
    kind: whole(1, 60_000, "milliseconds"),
    fallback: 5000,
    meaning: "until a failure's body is read; past it the verdict is made without the body",
  },
  ERROR_BODY_LIMIT_BYTES: {
    kind: whole(256, 1_048_576, "bytes"),
    fallback: 65_536,
    meaning: "bytes of a failure's decoded body that are read; the rest is cancelled",
  },
  RETRY_AFTER_DEFAULT_S: {
    kind: whole(1, 31_536_000, "seconds"),
    fallback: 60,
    meaning: "the `Retry-After` of a 429 that says nowhere when to try again",
  },
  RETRY_AFTER_MAX_S: {
    kind: whole(1, 31_536_000, "seconds"),
    fallback: 86_400,
    meaning: "the longest `Retry-After` that the proxy writes",
  },
  SOFT_ERRORS: {
    kind: flag,
    fallback: false,
    meaning: "whether a 2xx whose body is a failure for certain counts as one",
  },
  MESSAGES: {
    kind: oneOf("none", "4xx", "all"),
    fallback: "4xx",
    meaning: "whose words reach the client: nobody's (`none`), the upstream's for a 4xx, or for `all`",
  },
  CORS_ORIGINS: {
    kind: origins,
    fallback: [],
    meaning:
      "origins (or `*`) that get CORS headers on a failure which the proxy made, or whose upstream sent none",
  },
  ADMIN_PATH: { kind: basePath, fallback: "/__errors", meaning: "where the operator's pages are" },
  ADMIN_TOKEN: {
    kind: secret,
    fallback: undefined,
    meaning:
      "a secret; without it the operator's pages do not exist, and their paths go upstream like any other",
  },
} as const satisfies Record<string, Variable<unknown>>;

/** A variable that is one value. */
export type VariableName = keyof typeof VARIABLES;

/** What a variable holds once it has been read. */
export type ValueOf<N extends VariableName> = (typeof VARIABLES)[N]["kind"] extends Kind<infer T> ? T : never;

/** The variables that are lists, for the documentation. */
export const LISTS = {
  ROUTES:
    "array: `path` pattern, and any of `upstream`, `mode`, `soft_errors`, `retry_after_default_s`, `timeout_ms`, `name`",
  RULES:
    "array: `when` (any of `path`, `method`, `status`, `code`, `dialect`, `message`) and `then` (any of `code`, `status`, `message`, `retry_after_s`, or `pass`); the first match wins",
} as const;
