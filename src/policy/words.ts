import { CODES, type Code } from "../contract/codes.ts";
import type { Evidence } from "../decode/evidence.ts";
import type { Facts, FieldError } from "../facts/facts.ts";
import { repeatsStatus } from "../facts/readable.ts";
import type { Messages } from "../settings.ts";
import { clean, fold, MAX_MESSAGE } from "./clean.ts";
import { cutAt } from "./cut.ts";
import { mask } from "./mask.ts";
import { codeWords } from "./vocabulary/code-words.ts";
import { statusNamed } from "./vocabulary/status-names.ts";

/** What a verdict says, and why. */
export interface Words {
  readonly message: string;
  readonly details?: readonly FieldError[];
  readonly why: string;
}

const MAX_DETAILS = 100;
const MAX_FIELD = 200;
const WORDLESS = "is invalid";
/** A heading over a list of errors: it says less than they do. */
const HEADING =
  /^(?:the )?(?:given |request |input |submitted )?(?:(?:data|body|payload|model)(?: validation)? )?(?:validation (?:failed|errors?|failure|exception|problem)|(?:is|was|has) invalid|invalid (?:request|input|data|parameters?|body|payload)(?: (?:provided|data|body|parameters?))?|bad request|unprocessable (?:entity|content)|one or more validation errors occurred|there (?:was|were) (?:an? )?(?:validation )?errors?|errors?)(?: for \S{1,60})?[.:!]?$/i;

/** The message and the details of a failure that leaves with a status and a code (spec, section 4). */
export function wordsFor(
  evidence: Evidence,
  facts: Facts,
  landing: { readonly status: number; readonly code: Code },
  messages: Messages,
): Words {
  const canonical = CODES[landing.code].message;
  const internal = landing.status >= 500;
  const details = internal ? undefined : readDetails(facts, evidence, messages);
  const shown = messages === "all" || (messages === "4xx" && !internal);
  if (!shown)
    return {
      message: canonical,
      ...(details && { details }),
      why: internal ? "a 5xx says no more than its code" : "MESSAGES hides the upstream's words",
    };
  const own = evidence.request.path;
  const joined = joinSentences(
    (facts.fields ?? []).filter(({ field }) => field === "").map(({ message }) => clean(message, own)),
  );
  const said = described(evidence, facts, own);
  if (said !== undefined && joined !== "" && !said.includes(joined) && !HEADING.test(said))
    return {
      message: cutAt(joinSentences([said, joined]), MAX_MESSAGE),
      ...(details && { details }),
      why: "the sentence and the errors of no field",
    };
  if (joined !== "" && (said === undefined || HEADING.test(said)))
    return {
      message: cutAt(joined, MAX_MESSAGE),
      ...(details && { details }),
      why: "the errors of no field",
    };
  const repeats = said !== undefined && details !== undefined && repeatsStatus(said);
  if (said !== undefined && !repeats)
    return { message: said, ...(details && { details }), why: "the upstream's sentence" };
  if (details !== undefined)
    return { message: "Validation failed", details, why: "every word belongs to a field" };
  return {
    message: canonical,
    why:
      facts.message === undefined
        ? "the upstream has no sentence"
        : "the upstream's sentence may not be shown",
  };
}

/** The upstream's sentence; a `WWW-Authenticate` description beats one that only repeats the status (RFC 6750, section 3). */
function described(evidence: Evidence, facts: Facts, own: string): string | undefined {
  const said = facts.message === undefined ? undefined : clean(facts.message, own);
  if (said !== undefined && statusNamed(codeWords(said)) === undefined) return said;
  const challenge = evidence.headers.get("www-authenticate")?.slice(0, 4000);
  const description =
    challenge === undefined
      ? undefined
      : /\berror_description="((?:[^"\\]|\\.){1,1000})"/.exec(challenge)?.[1];
  return (description === undefined ? undefined : clean(description.replace(/\\(.)/g, "$1"), own)) ?? said;
}

/** A path of names as clients write them; any other is searched for internals before it leaves. */
const PLAIN_FIELD = /^(?!.*\d\.\d{1,3}\.\d{1,3}\.\d)[\p{L}\p{N}_$@.[\]-]+$/u;

function readDetails(
  facts: Facts,
  evidence: Evidence,
  messages: Messages,
): readonly FieldError[] | undefined {
  const details: FieldError[] = [];
  const seen = new Set<string>();
  for (const pair of facts.fields?.slice(0, MAX_DETAILS * 10) ?? []) {
    if (details.length >= MAX_DETAILS) break;
    const field = cutAt(
      fold(
        pair.field
          .slice(0, MAX_FIELD * 4)
          .toWellFormed()
          .replace(/<[^<>]{0,200}>/g, ""),
      ),
      MAX_FIELD,
    );
    if (field === "" || (!PLAIN_FIELD.test(field) && mask(field) !== field)) continue;
    const message = messages === "none" ? WORDLESS : (clean(pair.message, evidence.request.path) ?? WORDLESS);
    const key = JSON.stringify([field, message]);
    if (seen.has(key)) continue;
    seen.add(key);
    details.push({ field, message });
  }
  return details.length === 0 ? undefined : details;
}

/** Sentences as one: a semicolon stands where one does not end. */
function joinSentences(sentences: readonly (string | undefined)[]): string {
  let joined = "";
  for (const sentence of new Set(sentences)) {
    if (sentence === undefined) continue;
    joined += joined === "" ? sentence : `${/[.!?:;,]$/.test(joined) ? "" : ";"} ${sentence}`;
  }
  return joined;
}
