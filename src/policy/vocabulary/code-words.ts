import { remember } from "../../facts/remember.ts";

const MAX_CODE = 120;
/** Words that are often written as one, and words that only say "this is a code". */
const RUN_ONS: Readonly<Record<string, string>> = {
  alreadyexists: "already_exists",
  notfound: "not_found",
  toomanyrequests: "too_many_requests",
  ratelimit: "rate_limit",
  ratelimited: "rate_limited",
  ratelimits: "rate_limit",
  unauthorised: "unauthorized",
  badrequest: "bad_request",
  nonexistent: "non_existent",
  nonexist: "non_existent",
  apikey: "api_key",
  timedout: "timed_out",
  authorisation: "authorization",
  notauthorized: "not_authorized",
  unauthorizedaccess: "unauthorized_access",
};
const HEADS = new Set([
  "e",
  "err",
  "error",
  "exception",
  "code",
  "status",
  "s",
  "http",
  "httpclienterror",
  "m",
]);
const TAILS = new Set(["error", "errors", "exception", "err", "fault", "code", "errortype"]);

/**
 * A machine code in any case style as lower-case words joined by `_`; at most 120 characters are read.
 *
 * A URL or URN counts by its last segment, a namespaced name by what follows its `#`.
 *
 * @example
 * codeWords("com.acme#UserNotFoundException"); // "user_not_found_exception"
 */
export function codeWords(code: string): string {
  return wording(code.slice(0, MAX_CODE).trim());
}

const wording = remember(wordsIn, MAX_CODE);

function wordsIn(code: string): string {
  let name = code;
  // `x-amzn-errortype: Name:http://internal.amazon.com/…`
  name = name.replace(/^(\w{1,80}):https?:.*$/, "$1");
  const hash = name.lastIndexOf("#");
  if (hash >= 0 && hash < name.length - 1) name = name.slice(hash + 1);
  else if (/^(?:https?:|urn:|tag:)/i.test(name))
    name = name.split(/[/:?]/).findLast((part) => part !== "") ?? name;
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "")
    .map((word) => RUN_ONS[word] ?? word)
    .join("_");
}

/**
 * The words of a code without those that say no more than "error".
 *
 * @example
 * bareWords("e_user_not_found_exception"); // "user_not_found"
 */
export function bareWords(words: string): string {
  const parts = words.split("_");
  while (parts.length > 1 && HEADS.has(parts[0] ?? "")) parts.shift();
  while (parts.length > 1 && TAILS.has(parts.at(-1) ?? "")) parts.pop();
  return parts.join("_");
}
