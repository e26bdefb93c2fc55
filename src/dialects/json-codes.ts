import { CODES, LOOSE_CODES, STATUSES } from "./json-names.ts";
import { asStatus, asText, pick, type Members } from "./json-walk.ts";

/** Words that stand where a code might and say nothing. */
const EMPTY = new Set(
  "error errors fail failed failure false true null ok success about:blank blank unknown none n/a err warning status validation body query string object nok ko error.list".split(
    " ",
  ),
);
const PREFIXED = new Set(["message", "detail", "msg", "errormessage", "errormsg", "errmsg", "error"]);
const MAX_LENGTH = 120;
const MAX_CODES = 12;

/** The machine codes of one error object, the strongest first; numbers in decimal, after the words. */
export function codesOf(members: Members): readonly string[] {
  const words: string[] = [];
  const numbers: string[] = [];
  for (const [name, value] of pick(members, CODES)) {
    const code = codeFrom(name, value, members);
    if (code === undefined) continue;
    const list = /^-?\d+$/.test(code) ? numbers : words;
    if (!words.includes(code) && !numbers.includes(code)) list.push(code);
  }
  const bare = words.length === 0 ? Object.values(members).find(isBareCode) : undefined;
  if (bare !== undefined) words.push(bare);
  return [...words, ...numbers].slice(0, MAX_CODES);
}

/** 2Captcha and its like put the name of the error wherever the answer would be. */
export function isBareCode(value: unknown): value is string {
  return typeof value === "string" && /^ERR(?:OR)?_[A-Z\d_]{2,80}$/.test(value);
}

function codeFrom(name: string, value: unknown, members: Members): string | undefined {
  if (typeof value === "number")
    return isNumberName(name) && Number.isInteger(value) && value !== 0 ? String(value) : undefined;
  const said = asText(value);
  const text = said === undefined ? undefined : (prefixed(name, said) ?? said);
  if (text === undefined || text.length > MAX_LENGTH || EMPTY.has(text.toLowerCase())) return undefined;
  if (/^-?\d+$/.test(text)) return isNumberName(name) && Number(text) !== 0 ? text : undefined;
  if (/^\d+(?:\.\d+)+$/.test(text) || /^4\d\d |^5\d\d /.test(text)) return undefined;
  const code = lastPart(text);
  if (code === undefined) return undefined;
  if (!LOOSE_CODES.has(name))
    return /^\S+(?: \S+){0,3}$/.test(code) && !/[.!?]$/.test(code) ? code : undefined;
  return isSpeltAsCode(name, code, members) ? code : undefined;
}

/** `WEAK_PASSWORD : Password should be …`: a code in capitals before its sentence. */
function prefixed(name: string, text: string): string | undefined {
  return PREFIXED.has(name)
    ? /^([A-Z][A-Z\d]{0,30}(?:_[A-Z\d]{1,30}){1,10}) ?[:-] /.exec(text.slice(0, 200))?.[1]
    : undefined;
}

function isNumberName(name: string): boolean {
  return (
    /code$|^number$|^errno$|^sqlstate$|^errornum(?:ber)?$/.test(name) &&
    name !== "statuscode" &&
    name !== "httpstatuscode"
  );
}

/** An address's last step and a class's own name are what tells; the rest is whose they are. */
function lastPart(text: string): string | undefined {
  if (/^(?:https?:|urn:|tag:|\/)/i.test(text)) {
    const last = /([\w.-]+)[/#]?$/.exec(text.replace(/^urn:(.*:)?/i, "").replace(/[?].*$/s, ""))?.[1];
    // RFC 9110's own sections and bare numbers are no types.
    return last === undefined ||
      /^(?:section|rfc)?[-\d.]+$|rfc\d+|^section/i.test(last) ||
      /\.\w{2,4}$/.test(last)
      ? undefined
      : last;
  }
  if (text.includes(" ")) return text;
  return /^[\w.\\#:$-]+$/.test(text) && /[\\#]|[a-z]\.[A-Z]\w+(?:Exception|Error)$/.test(text)
    ? (/(\w+)$/.exec(text)?.[1] ?? text)
    : text;
}

function isSpeltAsCode(name: string, code: string, members: Members): boolean {
  if (!/^[A-Za-z][\w.:-]*$/.test(code)) return false;
  const separated = /[a-z\d][_.:-][a-z\d]/i.test(code) && !code.endsWith(".");
  const humps = /[a-z\d][A-Z]/.test(code) && !/[._-]$/.test(code);
  const capitals = /^[A-Z][A-Z\d_]{3,}$/.test(code);
  switch (name) {
    case "error":
    case "err":
    case "type":
    case "reason":
    case "errorinfo":
    case "errortype":
      return true;
    case "id":
      // Heroku and DigitalOcean name the error so; anything else here is a number of the occurrence.
      return /^[a-z]+(?:_[a-z]+)*$/.test(code) && asText(members["message"]) !== undefined;
    case "name":
    case "exception":
    case "class":
      return separated || humps || capitals;
    case "message":
    case "detail":
    case "msg":
    case "errormessage":
    case "errormsg":
    case "errmsg":
    case "title":
      return /_/.test(code) || humps || capitals;
    default:
      return separated || humps || capitals || /^[A-Z][a-z]+$/.test(code);
  }
}

/** A status of failure that one error object states. */
export function statusOf(members: Members): number | undefined {
  for (const [, value] of pick(members, STATUSES)) {
    const status = asStatus(value);
    if (status !== undefined) return status;
  }
  return undefined;
}
