import type { Reading, Scope } from "./json-read.ts";
import { asText, isList, isMembers, type Members } from "./json-walk.ts";

const EMPTY: Reading = { codes: [], statuses: [], words: [], fields: [], loose: [] };

/** A typed detail of google.rpc.Status (`@type`), or `undefined` for what is none. */
export function readDetail(item: Members, scope: Scope): Reading | undefined {
  const type = asText(item["@type"]) ?? asText(item["type"]);
  if (type === undefined || !/(?:^|[./])google\.rpc\./.test(type)) return undefined;
  void scope;
  const name = type.slice(type.lastIndexOf(".") + 1);
  // Connect prints a detail's bytes beside their reading.
  const body = isMembers(item["debug"]) ? item["debug"] : item;
  switch (name) {
    case "BadRequest": {
      const violations = body["fieldViolations"] ?? body["field_violations"];
      return { ...EMPTY, fields: pairsOf(violations) };
    }
    case "ErrorInfo": {
      const reason = asText(body["reason"]);
      return { ...EMPTY, codes: reason === undefined ? [] : [reason] };
    }
    case "LocalizedMessage": {
      const text = asText(body["message"]);
      return text === undefined ? EMPTY : { ...EMPTY, words: [{ text, maybeCode: false }] };
    }
    // DebugInfo, RetryInfo, Help, RequestInfo, ResourceInfo, QuotaFailure: nothing that the message does not say.
    default:
      return EMPTY;
  }
}

function pairsOf(violations: unknown): Reading["fields"] {
  if (!isList(violations)) return [];
  return violations.filter(isMembers).flatMap((violation) => {
    const field = asText(violation["field"]);
    const message = asText(violation["description"]) ?? asText(violation["reason"]);
    return field === undefined ? [] : [{ field: field, message: message ?? "is invalid" }];
  });
}
