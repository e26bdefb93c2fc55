import type { MachineCode } from "../../facts/facts.ts";
import { AWS } from "./aws.ts";
import { bareWords, codeWords } from "./code-words.ts";
import { commonMeaning } from "./common.ts";
import { errnoMeaning } from "./errno.ts";
import { agreesWithGrpc, GRPC, grpcMeaning } from "./grpc.ts";
import { jsonRpcMeaning } from "./json-rpc.ts";
import { MEANINGS, type Meaning } from "./meaning.ts";
import { NAMES, VAGUE } from "./names.ts";
import { OAUTH } from "./oauth.ts";
import { BINANCE, FACEBOOK, VK, WECHAT } from "./numbers.ts";
import { QONVERSION_V1 } from "./qonversion-v1.ts";
import { clientSubcode, soapMeaning } from "./soap.ts";
import { isDatabaseCode, sqlMeaning } from "./sql.ts";
import { statusNamed } from "./status-names.ts";

const MAX_CODE = 200;
/** Class names that every crash prints: what a programming language says of itself is no vendor's code. */
const LANGUAGE =
  /^(?:illegal_(?:argument|state)|argument|argument_null|type|value|key|index|name|attribute|lookup|assertion|runtime|reference|range|syntax|null_pointer|null_reference|number_format|class_cast|class_not_found|no_such_method|no_such_field|no_such_element|module_not_found|file_not_found|file_exists|import|os|io|permission|not_implemented|invalid_argument|invalid_operation|invalid_cast|unexpected_value|logic|standard|zero_division|arithmetic|stop_iteration|undefined_method|template_not_found|name_not_found|record_invalid|format|overflow|memory|stack_overflow|division_by_zero|unhandled_promise_rejection|unauthorized_access)_(?:error|exception)$/;

/** Where a code was found, as far as reading it needs that. */
export interface CodeContext {
  /** The upstream's status. */
  readonly status: number;
  /** The answer has a `grpc-*` field: a bare number is gRPC's. */
  readonly grpc: boolean;
  /** A crash names its exception's class, which is not a code. */
  readonly crash: boolean;
}

/**
 * What a machine code means in its own vocabulary, or in every common one when the dialect knows none; `undefined`
 * for a code that nobody knows and for one that only repeats the status.
 *
 * @example
 * meaningOf({ value: "ALREADY_EXISTS" }, { status: 400, grpc: false, crash: false }); // already_exists
 */
export function meaningOf(code: MachineCode, context: CodeContext): Meaning | undefined {
  const value = code.value.slice(0, MAX_CODE).trim();
  if (value === "") return undefined;
  const own = inVocabulary(code.vocabulary, value, context);
  if (own !== undefined) return own;
  // A number that its own vocabulary does not know says what the HTTP status says, and is nobody else's.
  if (code.vocabulary === "qonversion-v1")
    return isClientStatus(context.status) ? undefined : MEANINGS.unknown;
  if (NUMBERED.has(code.vocabulary)) return undefined;
  if (isDatabaseCode(value)) return sqlMeaning(value, context.status);
  if (/^[+-]?\d+(?:\.\d+)?$/.test(value)) return byNumber(value, context);
  return errnoMeaning(value) ?? byWords(value, context);
}

/** Statuses that somebody assigned (RFC 9110, WebDAV, nginx, Cloudflare): `572` is a vendor's own number, and so is `407` in a body. */
const STATUS = /^(?:4(?:0[0-689]|[12]\d|3[01]|4[0-9]|5[01]|9[4-9])|5(?:0\d|1[01]|2\d|30|98|99))$/;
const NUMBERED = new Set<MachineCode["vocabulary"]>(["facebook", "wechat", "vk", "binance"]);

function isClientStatus(status: number): boolean {
  return status >= 400 && status < 500;
}

function inVocabulary(
  vocabulary: MachineCode["vocabulary"],
  value: string,
  context: CodeContext,
): Meaning | undefined {
  switch (vocabulary) {
    case "qonversion-v1":
      return QONVERSION_V1.get(value);
    case "grpc":
      return grpcMeaning(value);
    case "aws":
      return AWS.get(awsName(value));
    case "oauth":
      return OAUTH.get(value);
    case "json-rpc":
      return jsonRpcMeaning(value);
    case "sql":
      return sqlMeaning(value, context.status);
    case "soap":
      return bySoap(value, context);
    case "facebook":
      return FACEBOOK.get(value);
    case "wechat":
      return WECHAT.get(value);
    case "vk":
      return VK.get(value);
    case "binance":
      return BINANCE.get(value);
    case "v4":
    case undefined:
  }
  return undefined;
}

function bySoap(value: string, context: CodeContext): Meaning | undefined {
  const sub = clientSubcode(value);
  if (sub !== undefined && sub !== "")
    return byWords(sub, { ...context, crash: false }) ?? soapMeaning(value);
  return soapMeaning(value);
}

function byNumber(value: string, { status, grpc }: CodeContext): Meaning | undefined {
  if (/^-32[0-7]\d\d$/.test(value)) return jsonRpcMeaning(value);
  if (grpc || agreesWithGrpc(value, status)) return grpcMeaning(value);
  // `"code": 404` under a catch-all status is a status that the body states.
  return STATUS.test(value) && Number(value) !== status
    ? { kind: "status", status: Number(value) }
    : undefined;
}

function byWords(value: string, { status, crash }: CodeContext): Meaning | undefined {
  const words = codeWords(value);
  const bare = bareWords(words);
  const named = statusNamed(words) ?? statusNamed(bare);
  const prose = /\s/.test(value);
  if (named !== undefined) return named === status ? undefined : { kind: "status", status: named };
  // Several words apart are a sentence, and a sentence is no code.
  if (prose) return undefined;
  // A crash prints classes in qualified or camel form, and their words are a program's.
  if (LANGUAGE.test(words) || (crash && /(?:Error|Exception)$|[\\.:]/.test(value)))
    return internalOnly(bare, words);
  const exact =
    GRPC.get(value) ?? OAUTH.get(words) ?? AWS.get(awsName(value)) ?? NAMES.get(words) ?? NAMES.get(bare);
  if (exact !== undefined) return exact;
  const whole = commonMeaning(words);
  const kernel = commonMeaning(bare);
  // `InvalidCredentialsError`: the word `error` at its end must not hide what the rest says.
  return (isVague(whole) && kernel !== undefined ? kernel : (whole ?? kernel)) ?? VAGUE.get(bare);
}

function isVague(meaning: Meaning | undefined): boolean {
  return meaning?.kind === "code" && meaning.vague === true;
}

/** An exception's class may say which internal service failed, and nothing of the client. */
function internalOnly(bare: string, words: string): Meaning | undefined {
  const meaning = commonMeaning(bare) ?? commonMeaning(words);
  return meaning?.kind === "code" && /^(?:network|storage)_error$/.test(meaning.code) ? meaning : undefined;
}

/** `com.amazonaws.dynamodb.v20120810#ResourceNotFoundException:http://…` is `ResourceNotFound`. */
function awsName(value: string): string {
  const name = value.slice(value.lastIndexOf("#") + 1).replace(/:https?:.*$/, "");
  const last =
    name.includes(".") && !name.endsWith(".NotFound") ? name.slice(name.lastIndexOf(".") + 1) : name;
  return AWS.has(last) ? last : last.replace(/Exception$|Error$/, "");
}
