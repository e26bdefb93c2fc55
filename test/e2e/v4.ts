import { expect } from "vitest";
import { conformanceOf } from "../../src/contract/conformance.ts";
import type { ErrorBody } from "../../src/contract/envelope.ts";
import type { RawAnswer } from "./raw.ts";

/** Checks that an answer is a failure as the contract has it, whole and of its own length, and returns what it says. */
export function expectV4(answer: RawAnswer): ErrorBody {
  const headers = new Headers(answer.fields.map(([name, value]): [string, string] => [name, value]));
  const conformance = conformanceOf(answer.status, headers, answer.body);
  expect(conformance.kind, `${answer.text}${answer.body.toString("utf8")}`).toBe("conformant");
  expect(answer.complete).toBe(true);
  expect(Number(answer.get("content-length") ?? answer.body.length)).toBe(answer.body.length);
  expect(answer.fields.filter(([name]) => name.toLowerCase() === "retry-after").length).toBeLessThan(2);
  if (conformance.kind !== "conformant") throw new Error("unreachable");
  return conformance.envelope.error;
}
