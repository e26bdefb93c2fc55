import { CODES, type Code, type ErrorType, isCode } from "./codes.ts";

/** One field and what is wrong with it; both non-empty. */
export interface Detail {
  readonly field: string;
  readonly message: string;
}

/** What an envelope says of a failure. */
export interface ErrorBody {
  readonly type: ErrorType;
  readonly code: Code;
  readonly message: string;
  /** Never empty; absent when the failure is not scoped to fields. */
  readonly details?: readonly Detail[];
}

/** The v4 error envelope: one member, `error`. */
export interface Envelope {
  readonly error: ErrorBody;
}

/** The media type of an envelope, as this proxy writes it. */
export const ENVELOPE_MEDIA_TYPE = "application/json; charset=utf-8";

/** The body that leaves, with a 500, when nothing better may. */
export const LAST_RESORT: string = JSON.stringify(
  toEnvelope({ type: "internal", code: "unknown_error", message: CODES.unknown_error.message }),
);

/** The envelope of a verdict: the contract's members in the contract's order, and no other. */
export function toEnvelope({ type, code, message, details }: ErrorBody): Envelope {
  return {
    error: {
      type,
      code,
      message,
      ...(details !== undefined &&
        details.length > 0 && {
          details: details.map((detail) => ({ field: detail.field, message: detail.message })),
        }),
    },
  };
}

/**
 * Whether a value is exactly a v4 envelope, its type being the one that the table gives for its code.
 *
 * @example
 * isEnvelope({ error: { type: "resource", code: "not_found", message: "No such user" } }); // true
 */
export function isEnvelope(value: unknown): value is Envelope {
  if (!hasExactly(value, ["error"]) || !isErrorBody(value["error"])) return false;
  const { type, code } = value["error"];
  return CODES[code].type === type;
}

function isErrorBody(value: unknown): value is ErrorBody {
  if (!hasExactly(value, ["type", "code", "message"], "details")) return false;
  if (!isCode(value["code"]) || !isFilled(value["message"])) return false;
  if (!Object.hasOwn(value, "details")) return true;
  const { details } = value;
  return Array.isArray(details) && details.length > 0 && details.every(isDetail);
}

function isDetail(value: unknown): value is Detail {
  return hasExactly(value, ["field", "message"]) && isFilled(value["field"]) && isFilled(value["message"]);
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** Own members alone count: `JSON.parse` makes `__proto__` one, so a body cannot hide or inherit a member. */
function hasExactly(
  value: unknown,
  names: readonly string[],
  optional?: string,
): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const own = Object.keys(value);
  return (
    names.every((name) => own.includes(name)) &&
    own.every((name) => names.includes(name) || name === optional)
  );
}
