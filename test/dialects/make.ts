import type { Evidence } from "../../src/decode/evidence.ts";
import { toEvidence } from "../../src/decode/to-evidence.ts";
import type { Facts } from "../../src/facts/facts.ts";

/** An upstream's answer; an object is written as JSON, a string as it is. */
export interface AnswerRow {
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly path?: string;
  readonly body: unknown;
}

/** A row of a dialect's table: what it reads, `undefined` for "not mine". */
export interface JsonRow extends AnswerRow {
  readonly name: string;
  /** Whose body it is. */
  readonly from: string;
  readonly facts: Facts | undefined;
}

/** The evidence of an answer to `POST /v1/things`. */
export function evidenceOf({ status, headers = [], path = "/v1/things", body }: AnswerRow): Evidence {
  const fields = new Headers({ "Content-Type": "application/json" });
  for (const [name, value] of headers) fields.set(name, value);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return toEvidence({
    request: { method: "POST", path },
    status,
    headers: fields,
    body: { state: "whole", bytes: new TextEncoder().encode(text) },
  });
}
