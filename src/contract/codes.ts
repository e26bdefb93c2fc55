/** The v4 error types. Source: the v4 API's "Handling errors" page. */
export type ErrorType = "request" | "resource" | "logical" | "internal";

interface CodeRow {
  readonly type: ErrorType;
  /** The status that a failure with this code leaves with when nothing says otherwise. */
  readonly status: number;
  /** Every status that it may leave with; `5xx` is 500 to 599. */
  readonly statuses: readonly (number | "5xx")[];
  /** The sentence that stands in where the upstream's own may not be shown. */
  readonly message: string;
}

/** The closed table of v4 codes, one row a code; everything else about codes is derived from it. */
export const CODES = {
  invalid_data: { type: "request", status: 400, statuses: [400, 422], message: "The request is not valid." },
  invalid_request: {
    type: "request",
    status: 404,
    statuses: [404, 400],
    message: "Unrecognized request URL.",
  },
  control_unauthorized: {
    type: "request",
    status: 401,
    statuses: [401],
    message: "Authorization is required.",
  },
  control_forbidden: {
    type: "request",
    status: 403,
    statuses: [403],
    message: "Access to this resource is not allowed.",
  },
  not_implemented: {
    type: "request",
    status: 501,
    statuses: [501, 400],
    message: "The requested functionality is not implemented.",
  },
  rate_limited: {
    type: "request",
    status: 429,
    statuses: [429],
    message: "Too many requests. Please retry later.",
  },
  not_found: {
    type: "resource",
    status: 404,
    statuses: [404],
    message: "The requested resource was not found.",
  },
  already_exists: {
    type: "resource",
    status: 409,
    statuses: [409],
    message: "The resource already exists.",
  },
  conflict: {
    type: "resource",
    status: 409,
    statuses: [409],
    message: "The request conflicts with the current state of the resource.",
  },
  purchase_fraud: {
    type: "logical",
    status: 422,
    statuses: [422],
    message: "The purchase could not be validated with the store.",
  },
  relation_not_found: {
    type: "logical",
    status: 422,
    statuses: [422],
    message: "A related object could not be found.",
  },
  storage_error: {
    type: "internal",
    status: 500,
    statuses: ["5xx"],
    message: "The data could not be saved.",
  },
  network_error: {
    type: "internal",
    status: 502,
    statuses: ["5xx"],
    message: "An internal service could not be reached.",
  },
  unknown_error: { type: "internal", status: 500, statuses: ["5xx"], message: "An unknown error occurred." },
} as const satisfies Record<string, CodeRow>;

/** A v4 code: a key of `CODES`. */
export type Code = keyof typeof CODES;

/** The codes as strings, in the table's order. */
export const CODE_NAMES = Object.keys(CODES) as readonly Code[];

/**
 * Whether a string is a v4 code.
 *
 * @example
 * isCode("not_found"); // true
 */
export function isCode(value: unknown): value is Code {
  return typeof value === "string" && Object.hasOwn(CODES, value);
}

/**
 * Whether a failure may leave with this status and this code: the pairs that the contract's table allows.
 *
 * @example
 * isStatusOf("network_error", 504); // true
 */
export function isStatusOf(code: Code, status: number): boolean {
  const statuses: readonly (number | "5xx")[] = CODES[code].statuses;
  return statuses.includes(status) || (status >= 500 && status <= 599 && statuses.includes("5xx"));
}
