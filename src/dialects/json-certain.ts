import type { Evidence } from "../decode/evidence.ts";
import {
  isComplaint,
  isEmpty,
  isErrorObject,
  isFalse,
  isPersisted,
  isResource,
  isTrue,
  speaks,
} from "./json-signs.ts";
import { WRAPPER } from "./json-names.ts";
import { isOnlyFailure } from "./json-only-failure.ts";
import { asStatus, asText, foldMembers, isList, isMembers } from "./json-walk.ts";

/** Members that may stand beside an error without being a success's content. */
const ENVELOPE = new Set(
  (
    "error errors err meta requestid traceid correlationid timestamp time path status statuscode code message msg success ok servedby " +
    "version apiversion took documentationurl links host jsonrpc type errordescription erroruri errorcode errcode errormessage errmsg " +
    "detail details title description reason instance method url debug debugid object result response hint help stack trace stacktrace " +
    "errortype exception level severity iserror haserror httpstatus httpcode state stat warnings extensions nonce errorid errorlink " +
    "errorsummary errorcauses subcode errorsubcode info name fault data errormsg results items payload responsecode responsemessage"
  ).split(" "),
);
/** What an answer carries besides its error: empty in a failure. */
const CONTENT = ["data", "result", "response", "results", "items", "payload"];
const FLAGS = [
  "success",
  "ok",
  "succeeded",
  "issuccess",
  "successful",
  "issuccessful",
  "requestsuccessful",
  "response",
];
/** JSend's word for a client's mistake, which its `data` explains. */
const FAIL = "fail";
const FAILING = new Set(["error", "fail", "failure", "failed", "err", "nok", "ko"]);
const CODES = [
  "errcode",
  "errorcode",
  "errno",
  "errorno",
  "errorcodes",
  "retcode",
  "returncode",
  "resultcode",
];

/** Whether a 2xx body is a failure by its shape alone (spec, section 2): never a batch, a partial answer or an empty error. */
export function isCertain({ status, request, mediaType }: Evidence, json: unknown): boolean {
  if (status === 207 || !isMembers(json)) return false;
  const members = foldMembers(json);
  if (FLAGS.some((name) => isTrue(members.get(name)))) return false;
  if (isPersisted(json["errors"])) return false;
  if (mediaType === "application/problem+json") return true;
  return (
    isFailure(members) ||
    isStated(members) ||
    isWrapped(members) ||
    ((isOnlyError(members) || isOnlyFailure(json)) &&
      !/\/(?:errors?|failures|issues|faults|logs?|events)\/?$/i.test(request.path))
  );
}

function isFailure(members: ReadonlyMap<string, unknown>): boolean {
  return !saysDone(members) && (isFlagged(members) || isNumbered(members));
}

/** Bungie counts `ErrorCode` from 1, which is a success, and says so. */
function saysDone(members: ReadonlyMap<string, unknown>): boolean {
  return [...members].some(([name, value]) => {
    if (typeof value !== "string" || !/(?:message|msg|status|text|desc|info)$/.test(name)) return false;
    const text = value.slice(0, 300);
    return (
      /^(?:ok|okay|done)[.!]?$/i.test(text.trim()) ||
      (/\bsucce(?:ss|ssful|ssfully|eded)\b/i.test(text) && !/\b(?:not?|without)\b/i.test(text))
    );
  });
}

function isFlagged(members: ReadonlyMap<string, unknown>): boolean {
  if (FLAGS.some((name) => isFalse(members.get(name)) && (members.get(name) !== 0 || speaks(members))))
    return speaks(members) || !hasFindings(members);
  if (["error", "iserror", "haserror", "haserrors", "errors"].some((name) => isTrue(members.get(name))))
    return speaks(members, "error");
  const state = [
    "status",
    "result",
    "stat",
    "s",
    "state",
    "type",
    "object",
    "resulttype",
    "outcome",
    "response",
  ].some((name) => {
    const value = members.get(name);
    return value === false || (typeof value === "string" && FAILING.has(value.toLowerCase()));
  });
  // Janus names the kind of its answer by a member of its own.
  const error = members.get("error");
  if (isMembers(error) && isErrorObject(error) && [...members.values()].includes("error"))
    return !isResource(members);
  const data = members.get("data");
  const explained =
    members.get("status") === FAIL &&
    isMembers(data) &&
    members.size <= 3 &&
    Object.values(data).some(isComplaint);
  const coded = asText(members.get("errortype")) !== undefined;
  return state && (explained || coded || speaks(members)) && !isResource(members);
}

/** Snyk's `ok: false` is what a test found, and not that it failed: its lists and objects show things of their own. */
function hasFindings(members: ReadonlyMap<string, unknown>): boolean {
  const held = [...members.values()].filter((value) => typeof value === "object" && !isEmpty(value));
  return held.length > 0 && !held.some((value) => complainsIn(value, 0));
}

function complainsIn(value: unknown, depth: number): boolean {
  if (typeof value === "string") return /\s/.test(value.trim());
  if (depth > 3) return false;
  if (isList(value)) return complainsIn(value[0], depth + 1);
  if (!isMembers(value)) return false;
  return !isResource(foldMembers(value)) && Object.values(value).some((held) => complainsIn(held, depth + 1));
}

/** A non-zero error code beside its message. */
function isNumbered(members: ReadonlyMap<string, unknown>): boolean {
  const coded = CODES.some((name) => {
    const value = members.get(name);
    if (typeof value === "number") return value !== 0;
    return typeof value === "string" && value !== "" && !/^(?:0+|ok|success|none|null)$/i.test(value);
  });
  if (coded && speaks(members)) return true;
  const typed = typeof members.get("errortype") === "string";
  return typed && ["errormessage", "error"].some((name) => typeof members.get(name) === "string");
}

/** A body that states a status of failure, or a code of one, and carries nothing else. */
function isStated(members: ReadonlyMap<string, unknown>): boolean {
  // Midtrans states both beside an id of the answer's; what else an answer shows is a thing of its own.
  if (
    asStatus(members.get("statuscode")) !== undefined &&
    asText(members.get("statusmessage")) !== undefined &&
    [...members.keys()].every((name) => name === "statuscode" || /^(?:request)?id$|messages?$/.test(name))
  )
    return true;
  if (
    ![...members].every(([name, value]) =>
      ENVELOPE.has(name) ? !CONTENT.includes(name) || isEmpty(value) : typeof value === "number",
    )
  )
    return false;
  const stated = ["status", "statuscode", "httpstatus", "httpcode", "code"].some(
    (name) => asStatus(members.get(name)) !== undefined,
  );
  const code = members.get("code");
  const odd = typeof code === "number" && (code < 0 || code >= 400);
  return (stated || odd) && speaks(members);
}

/** A failure that fills the one object of the body: `{"Response": {"Error": {…}}}`, `{"rsp": {"stat": "fail", "err": {…}}}`. */
function isWrapped(members: ReadonlyMap<string, unknown>): boolean {
  const held = [...members].filter(([, value]) => typeof value === "object" && value !== null);
  const [[name, inner] = ["", undefined]] = held;
  const bare = [...members.values()].every((value) => value === inner || typeof value !== "string");
  if (held.length !== 1 || !bare || !WRAPPER.test(name) || !isMembers(inner)) return false;
  const wrapped = foldMembers(inner);
  if (FLAGS.some((flag) => isTrue(wrapped.get(flag))) || isResource(wrapped)) return false;
  if (name.startsWith("err")) return isErrorObject(inner);
  const error = wrapped.get("error");
  if (isMembers(error) && !isErrorObject(error)) return false;
  return isFailure(wrapped) || isOnlyError(wrapped);
}

/** An envelope whose only content is an error. */
function isOnlyError(members: ReadonlyMap<string, unknown>): boolean {
  if (isResource(members)) return false;
  const error = ["error", "errors", "fault", "err", "exception", "errormessage", "errormsg"]
    .map((name) => members.get(name))
    .find((value) => !isEmpty(value));
  if (error === undefined || typeof error === "boolean") return false;
  // `errors` as a number is a count.
  if (
    typeof error === "number" &&
    (error !== members.get("error") || error === 0 || !speaks(members, "error"))
  )
    return false;
  if (![...members.keys()].every((name) => ENVELOPE.has(name))) return false;
  if (CONTENT.some((name) => !isEmpty(members.get(name)))) return false;
  if (isList(error))
    return error.every((item) => typeof item === "string" || (isMembers(item) && isErrorObject(item)));
  if (!isMembers(error)) return typeof error !== "object";
  if (
    ["code", "errorcode", "status"].some((name) => {
      const code = foldMembers(error).get(name);
      // A member of a body may hide `toString`, so `String` would throw.
      return code === 0 || /^(?:0+|ok|success)$/i.test(asText(code) ?? "");
    })
  )
    return false;
  return isErrorObject(error) || Object.values(error).some(isComplaint);
}
