import { asText, foldName, isList, isMembers, type Members } from "./json-walk.ts";

const SAYS = new Set([
  "message",
  "messages",
  "errmsg",
  "errormessage",
  "msg",
  "error",
  "errordescription",
  "description",
  "detail",
  "errormsg",
  "errorinfo",
  "reason",
  "errors",
  "info",
  "retmsg",
  "returnmsg",
  "resultmessage",
  "errorsummary",
  "title",
]);

/** What a failure says of a field or of itself: a sentence, a list, an error object. */
export function isComplaint(value: unknown): boolean {
  if (typeof value === "string") return /\s/.test(value.trim());
  return isList(value) || (isMembers(value) && isErrorObject(value));
}

/** Whether an object tells of an error by its members, and is no record of one that happened earlier. */
export function isErrorObject(item: Members): boolean {
  const names = Object.keys(item).map(foldName);
  return (
    names.some((name) =>
      ["message", "msg", "code", "detail", "title", "reason", "error", "errorcode", "description"].includes(
        name,
      ),
    ) &&
    !names.some((name) =>
      ["createdat", "updatedat", "created", "href", "count", "occurrences", "lastseen", "firstseen"].includes(
        name,
      ),
    )
  );
}

/** Whether an answer shows a thing of its own, which may well have failed itself. */
export function isResource(members: ReadonlyMap<string, unknown>): boolean {
  return (
    [
      "id",
      "_id",
      "uuid",
      "createdat",
      "updatedat",
      "created",
      "href",
      "startedat",
      "finishedat",
      "name",
    ].some((name) => !isEmpty(members.get(name))) ||
    [...members].some(([name, value]) => isOwnId(name, value))
  );
}

/** `jobId`, `order_id`: what failed is the thing that is shown, not the showing of it. */
function isOwnId(name: string, value: unknown): boolean {
  return (
    /[a-z](?:id|uuid|guid)$/.test(name) &&
    !/^(?:request|req|trace|correlation|transact|response|debug|log|error|err|exception|fault|session|call|client|event|message|msg|code|invalid|valid|paid)\w{0,8}(?:id|uuid|guid)$|(?:requestid|traceid|correlationid|sessionid|logid|paid|invalid|void|valid)$/.test(
      name,
    ) &&
    !isEmpty(value)
  );
}

/** Whether any member says something of the failure; `except` is not asked. */
export function speaks(members: ReadonlyMap<string, unknown>, except?: string): boolean {
  return [...members].some(
    ([name, value]) =>
      name !== except &&
      ((SAYS.has(name) && (asText(value) !== undefined || (typeof value === "object" && !isEmpty(value)))) ||
        (/(?:message|msg|text|txt|desc)$/.test(name) && asText(value) !== undefined)),
  );
}

/** Automatic persisted queries: a client that gets this sends its query again. */
export function isPersisted(errors: unknown): boolean {
  return (
    isList(errors) &&
    errors.some(
      (item) => isMembers(item) && /^Persisted ?Query ?Not ?Found$/i.test(asText(item["message"]) ?? ""),
    )
  );
}

/** `false`, zero or `no`, as itself or as a string. */
export function isFalse(value: unknown): boolean {
  return value === false || value === 0 || (typeof value === "string" && /^(?:false|0|no)$/i.test(value));
}

/** `true`, as itself or as a string. */
export function isTrue(value: unknown): boolean {
  return value === true || (typeof value === "string" && /^true$/i.test(value));
}

/** What carries nothing: `null`, an empty string, list or object. */
export function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0) ||
    (isMembers(value) && Object.keys(value).length === 0)
  );
}
