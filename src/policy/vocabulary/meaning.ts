import type { Code } from "../../contract/codes.ts";

/** What a machine code says. */
export type Meaning =
  | {
      readonly kind: "code";
      readonly code: Code;
      /** The status it leaves with where the wire's says nothing; the code's usual one when absent. */
      readonly status?: number;
      /** It names a side at fault and no more: a stated status or a second code may say more. */
      readonly vague?: true;
    }
  /** The code is the name of an HTTP status. */
  | { readonly kind: "status"; readonly status: number };

const says = (code: Code, status?: number, vague?: true): Meaning => ({
  kind: "code",
  code,
  ...(status !== undefined && { status }),
  ...(vague && { vague }),
});

/** The meanings that the vocabularies are written in. */
export const MEANINGS = {
  /** The client's fault, whatever it was. */
  invalid: says("invalid_data", undefined, true),
  route: says("invalid_request"),
  unauthorized: says("control_unauthorized"),
  forbidden: says("control_forbidden"),
  /** A method that the address does not serve. */
  method: says("not_implemented", 400),
  unimplemented: says("not_implemented"),
  rate: says("rate_limited"),
  missing: says("not_found"),
  exists: says("already_exists"),
  conflict: says("conflict"),
  fraud: says("purchase_fraud"),
  relation: says("relation_not_found"),
  storage: says("storage_error"),
  network: says("network_error"),
  unavailable: says("network_error", 503),
  timeout: says("network_error", 504),
  /** The upstream's fault, whatever it was. */
  unknown: says("unknown_error", undefined, true),
} as const satisfies Record<string, Meaning>;

/** The name of a meaning, as the vocabularies' rows write it. */
export type MeaningName = keyof typeof MEANINGS;

/**
 * A vocabulary out of rows `meaning: "NAME NAME …"`; every name is looked up as it is written.
 *
 * @example
 * vocabulary({ missing: "NoSuchKey NoSuchBucket" }).get("NoSuchKey"); // { kind: "code", code: "not_found" }
 */
export function vocabulary(rows: Partial<Record<MeaningName, string>>): ReadonlyMap<string, Meaning> {
  return new Map(
    Object.entries(rows).flatMap(([name, codes]) =>
      codes.split(/\s+/).map((code) => [code, MEANINGS[name as MeaningName]] as const),
    ),
  );
}
