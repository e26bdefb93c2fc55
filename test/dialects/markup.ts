import type { Evidence } from "../../src/decode/evidence.ts";
import { toEvidence } from "../../src/decode/to-evidence.ts";
import type { Facts } from "../../src/facts/facts.ts";

/** A row of a dialect's table: an answer to `GET /v3/orders/12` and what is read of it, `undefined` for "not mine". */
export interface MarkupRow {
  readonly name: string;
  /** The server or the document that prints it. */
  readonly from: string;
  readonly status: number;
  /** `text/html` when absent. */
  readonly type?: string;
  readonly path?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body: string;
  readonly facts: Facts | undefined;
}

/** The evidence of a row. */
export function evidenceOf(row: Omit<MarkupRow, "name" | "from" | "facts">): Evidence {
  const headers = new Headers({ "Content-Type": row.type ?? "text/html" });
  for (const [name, value] of row.headers ?? []) headers.set(name, value);
  return toEvidence({
    request: { method: "GET", path: row.path ?? "/v3/orders/12" },
    status: row.status,
    headers,
    body: { state: "whole", bytes: new TextEncoder().encode(row.body) },
  });
}
