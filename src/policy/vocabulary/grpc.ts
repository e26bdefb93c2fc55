import { MEANINGS, vocabulary, type Meaning } from "./meaning.ts";

/** google.rpc.Code in the order of its numbers; `""` is no failure. */
const NAMES = (
  "OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED " +
  "RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS " +
  "UNAUTHENTICATED"
).split(" ");

/** The status that google.rpc maps each number to (google/rpc/code.proto). */
const STATUSES = [200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401];

/** google.rpc.Code by name. */
export const GRPC: ReadonlyMap<string, Meaning> = vocabulary({
  invalid: "INVALID_ARGUMENT FAILED_PRECONDITION OUT_OF_RANGE CANCELLED CANCELED",
  timeout: "DEADLINE_EXCEEDED",
  missing: "NOT_FOUND",
  exists: "ALREADY_EXISTS",
  forbidden: "PERMISSION_DENIED",
  rate: "RESOURCE_EXHAUSTED",
  conflict: "ABORTED",
  unimplemented: "UNIMPLEMENTED",
  unavailable: "UNAVAILABLE",
  storage: "DATA_LOSS",
  unauthorized: "UNAUTHENTICATED",
});

/** Names that are common words, and a code only where the dialect knows gRPC. */
const OWN = new Map<string, Meaning>([
  ["UNKNOWN", MEANINGS.unknown],
  ["INTERNAL", MEANINGS.unknown],
]);

/**
 * What a gRPC number or name means.
 *
 * @example
 * grpcMeaning("5"); // not_found
 */
export function grpcMeaning(code: string): Meaning | undefined {
  const name = NAMES[/^\d{1,2}$/.test(code) ? Number(code) : -1] ?? code;
  return GRPC.get(name) ?? OWN.get(name);
}

/** Whether a bare number is gRPC's by what the HTTP status says: both name the same failure. */
export function agreesWithGrpc(code: string, status: number): boolean {
  return /^\d{1,2}$/.test(code) && Number(code) > 0 && STATUSES[Number(code)] === status;
}
