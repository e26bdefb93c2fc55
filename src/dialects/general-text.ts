import { decodeEntities } from "../decode/entities.ts";
import type { Evidence } from "../decode/evidence.ts";
import { toFacts, type Facts, type MachineCode } from "../facts/facts.ts";
import { isMiss } from "../facts/miss.ts";
import { readGoValidator, readSentenceField } from "../facts/sentence-field.ts";
import { beforeTrace, isCrash, readThrown, type Thrown } from "../facts/trace.ts";
import { repeatsStatus } from "../facts/readable.ts";
import { readJsonFacts } from "./general-json.ts";
import { readLabels } from "./html-debug.ts";
import { isSignature, isStock, withoutStatus } from "./page-words.ts";
import { defineDialect } from "./dialect.ts";

const MAX_MESSAGE = 4000;
const MAX_TEXT = 65_536;
const MAX_THROWN = 4;
/** So that the last cause is still in the line that phrases are searched in. */
const MAX_SPOKEN = 140;

/** Any plain text: a sentence, a code, pairs of names and values, a form-encoded error, a trace. */
export const generalText = defineDialect({
  name: "general-text",
  media: "text",
  spec: "https://www.rfc-editor.org/rfc/rfc2046#section-4.1.3",
  read(evidence): Facts | undefined {
    // netdata says `text/html` of a sentence without a tag, and writes its slashes as entities.
    const plain = evidence.text.trim();
    const text = evidence.mediaType === "text/html" ? decodeEntities(plain.slice(0, MAX_TEXT)) : plain;
    const form = readForm(text);
    if (form !== undefined)
      return {
        ...readJsonFacts(evidence, form),
        ...(evidence.status < 300 && failsIn(form) && { certain: true }),
      };
    const pairs = readPairs(text);
    if (pairs !== undefined) {
      const facts = readJsonFacts(evidence, pairs);
      if (facts.message !== undefined) {
        const miss = evidence.status === 404 && isMiss(text, evidence.request);
        return toFacts({ ...facts, certain: undefined, miss, crash: isCrash(text) });
      }
    }
    return readText(text, evidence);
  },
});

/** What a text says that is no document of any form: of a trace the exception's class and sentence, else all of it. */
export function readText(text: string, { request, status }: Pick<Evidence, "request" | "status">): Facts {
  const crash = isCrash(text);
  const found = readThrown(text);
  const labelled = crash && found.length === 0 ? readLabels(text.split("\n", 60)) : undefined;
  const thrown = labelled === undefined ? found : [labelled];
  if (crash && thrown.length > 0) return { ...readCrash(thrown), crash: true };
  const prose = withoutFrame((crash ? beforeTrace(text) : text).slice(0, MAX_MESSAGE));
  const rpc = RPC.exec(prose);
  if (rpc !== null)
    return toFacts({ codes: [{ value: rpc[1] ?? "", vocabulary: "grpc" }], message: rpc[2], crash });
  const checked = readGoValidator(prose);
  if (checked.length > 0) return { fields: checked };
  const [only] = thrown;
  const message =
    only !== undefined && thrown.length === 1 && only.message !== "" && !prose.includes("\n")
      ? only.message
      : prose;
  const coded = readCode(message);
  const said = withoutOwnStatus(coded?.message ?? message, status);
  const own = said.startsWith(request.path);
  const spoken = status >= 500 || own ? undefined : readSentenceField(said, false);
  return toFacts({
    codes: coded === undefined ? undefined : [coded.code],
    message: said,
    words: message === prose ? undefined : prose,
    fields: spoken === undefined ? undefined : [spoken],
    miss: status === 404 && (isMiss(said, request) || (said !== text && isMiss(text, request))),
    crash,
  });
}

/** `409: Order already shipped` (aiohttp) without its number. */
function withoutOwnStatus(text: string, status: number): string {
  if (!text.startsWith(`${status}`) || text.includes("\n")) return text;
  const bare = /^\d{3}(?:\s*[:–—-]\s*| (?=[A-Z]))(\S.*)$/.exec(text)?.[1];
  return bare === undefined || repeatsStatus(bare) ? text : bare;
}

/** A text without the paragraphs that only repeat the status, draw a line or name the server. */
function withoutFrame(text: string): string {
  const paragraphs = text.split(/\r?\n(?:[=-]{3,}\r?\n)?[ \t]*(?=\r?\n)|\r?\n[=-]{3,}\r?\n/);
  if (paragraphs.length < 2) return text;
  const said = paragraphs
    .map((part) => part.trim())
    .filter((part) => part !== "" && !repeatsStatus(withoutStatus(part)) && !isSignature(part));
  const own = said.filter((part) => !isStock(part));
  return (own.length > 0 ? own : said).join("\n") || text;
}

/** A crash's words, the outermost exception first and its last cause behind it; the message is the outermost's. */
export function readCrash(thrown: readonly Thrown[]): Facts {
  const spoken = thrown
    .slice(0, MAX_THROWN)
    .map(({ name, message }) => `${name}: ${message.split("\n", 1)[0] ?? ""}`.slice(0, MAX_SPOKEN));
  return toFacts({
    message: thrown.find(({ message }) => message !== "")?.message,
    words: [...new Set(spoken)].join(" "),
  });
}

/** gRPC for Go prints a status as one line. */
const RPC = /^(?:\w{1,40}: )?rpc error: code = (\w{1,40}) desc = ([^]{0,2000})/;
const LONE_CODE = /^(?:error:? )?([A-Z][A-Z\d]*(?:_[A-Z\d]+)+|[A-Z]{5,40}|[a-z][a-z\d]*(?:_[a-z\d]+)+)[.!]?$/;
const LED =
  /^\[?([A-Z][A-Z\d]*(?:_[A-Z\d]+)+)\]?(?::| -)? +(?!(?:is|are|was|has|must|should|can|cannot|could|does|did|not)\b)(\S[^]{2,})$/;

/** A text that is a machine code, or begins with one: `INVALID_ARGUMENT: name must be set`. */
function readCode(text: string): { readonly code: MachineCode; readonly message: string } | undefined {
  const lone = LONE_CODE.exec(text.slice(0, 120));
  if (lone !== null && text.length <= 120) return { code: { value: lone[1] ?? "" }, message: text };
  const led = LED.exec(text);
  return led === null ? undefined : { code: { value: led[1] ?? "" }, message: led[2] ?? "" };
}

/** A form-encoded error (OAuth 1 and GitHub's token endpoint, PayPal NVP). */
function readForm(text: string): Readonly<Record<string, string>> | undefined {
  if (text.length > 4000 || !/^[\w.[\]%-]{1,80}=[^\s=]*(?:&[\w.[\]%-]{1,80}=[^\s=]*)*$/.test(text))
    return undefined;
  const members = Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [
      name.replace(/^l_(?=\w+0$)/i, "").replace(/(?<=[a-z])0$/i, ""),
      value,
    ]),
  );
  const problem = members["oauth_problem"];
  if (problem !== undefined)
    return {
      error: problem,
      ...(members["oauth_problem_advice"] !== undefined && {
        error_description: members["oauth_problem_advice"],
      }),
    };
  return Object.keys(members).some((name) =>
    /^(?:error|err|code|message|msg|reason|ack|status|errorcode)/i.test(name),
  )
    ? members
    : undefined;
}

function failsIn(form: Readonly<Record<string, string>>): boolean {
  return (form["error"] ?? "") !== "" || /^failure/i.test(form["ACK"] ?? "");
}

const PAIR = /^["']?([A-Za-z][\w -]{0,40}?)["']?\s{0,4}[:=]\s{0,4}(\S.{0,1000})$/;

/** Lines of `name: value`, at least two and nothing else, some of which name what an error has. */
function readPairs(text: string): Readonly<Record<string, string>> | undefined {
  const lines = text
    .slice(0, MAX_MESSAGE)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
  // Jetty prints its heading above them: `HTTP ERROR 404 Not Found`.
  if (repeatsStatus(withoutStatus(lines[0] ?? ""))) lines.shift();
  if (lines.length < 2 || lines.length > 40) return undefined;
  const pairs = lines.map((line) => PAIR.exec(line.trim()));
  if (!pairs.every((pair) => pair !== null)) return undefined;
  const members = Object.fromEntries(
    pairs.map((pair) => [(pair[1] ?? "").replace(/[ -]/g, "_"), pair[2] ?? ""]),
  );
  return Object.keys(members).some((name) =>
    /^(?:error|message|code|reason|status|detail|description)/i.test(name),
  )
    ? members
    : undefined;
}
