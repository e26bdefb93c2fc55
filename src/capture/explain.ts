import type { Code, ErrorType } from "../contract/codes.ts";
import { conformanceOf, type Conformance } from "../contract/conformance.ts";
import { ENVELOPE_MEDIA_TYPE } from "../contract/envelope.ts";
import type { Form, Target } from "../decode/evidence.ts";
import { toEvidence } from "../decode/to-evidence.ts";
import { judge, judgeSoft, overrides, type Judgement, type JudgeOptions } from "../engine.ts";
import type { Facts, FieldError } from "../facts/facts.ts";
import type { MappedBy, Step } from "../policy/verdict.ts";
import type { RetryAfter } from "../retry-after/retry-after.ts";
import { maybeSoft } from "../soft-errors.ts";
import type { Capture } from "./raw-message.ts";
import { readCaptured } from "./read-captured.ts";

/** What the verdict depends on beside the capture. */
export interface ExplainOptions extends JudgeOptions {
  /** Bytes of the decoded body that are read. */
  readonly limitBytes: number;
  /** Whether a 2xx may be a failure. */
  readonly softErrors: boolean;
}

/** The envelope that the client would get. */
export interface ExplainedBody {
  readonly error: {
    readonly type: ErrorType;
    readonly code: Code;
    readonly message: string;
    readonly details?: readonly FieldError[];
  };
}

/** What a captured answer leaves as, and why: plain data, ready for JSON. */
export interface Explanation {
  readonly version: 1;
  readonly request: Target;
  readonly upstream: {
    readonly status: number;
    readonly media_type: string;
    readonly form: Form;
    /** Of the body as captured. */
    readonly bytes: number;
    /** More was there than is read. */
    readonly cut: boolean;
  };
  /** `success`: no failure, passes untouched; `passed`: a rule said so; `failure`: leaves as `answer`. */
  readonly outcome: "success" | "passed" | "failure";
  /** `null` where the upstream's own answer leaves. */
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: ExplainedBody;
  } | null;
  /** What decided; `null` for a success. */
  readonly mapped_by: MappedBy | null;
  readonly dialect: string | null;
  readonly rule: string | null;
  readonly upstream_code: string | null;
  readonly retry_after: RetryAfter | null;
  readonly facts: Facts | null;
  readonly steps: readonly Step[];
}

/**
 * Explains what the proxy makes of a captured answer: the same reading and the same verdict as in traffic.
 *
 * @example
 * (await explainCapture(capture, options)).answer?.body.error.code; // "not_found"
 */
export async function explainCapture(capture: Capture, options: ExplainOptions): Promise<Explanation> {
  const { request, status, headers } = capture;
  const body = await readCaptured(capture, options.limitBytes);
  const evidence = toEvidence({ request, status, headers, body });
  const failed = status >= 400 || status < 100;
  const soft = !failed && options.softErrors && maybeSoft(status, headers, options.limitBytes);
  const judgement = failed ? judge(evidence, options) : soft ? judgeSoft(evidence, options) : undefined;
  const { mediaType, form, cut } = evidence;
  const base = {
    version: 1,
    request,
    upstream: { status, media_type: mediaType, form, bytes: capture.body.length, cut },
  } as const;
  const decoded: Step = { step: "decode", why: decodedAs(form, mediaType, capture.body.length, cut) };
  if (judgement !== undefined) {
    const v4 = conformanceOf(status, headers, body.state === "whole" ? body.bytes : "");
    return v4.kind === "not" || overrides(options.rules, evidence, judgement, v4)
      ? { ...base, ...concluded(judgement) }
      : { ...base, ...kept(judgement, v4, capture) };
  }
  const nothing = {
    mapped_by: null,
    dialect: null,
    rule: null,
    upstream_code: null,
    retry_after: null,
    facts: null,
  };
  return {
    ...base,
    ...nothing,
    outcome: "success",
    answer: null,
    steps: [decoded, { step: "status", why: spared(status, options.softErrors) }],
  };
}

function concluded({ verdict, retryAfter, facts, pass }: Judgement) {
  const { status, type, code, message, details } = verdict;
  const headers = {
    "content-type": ENVELOPE_MEDIA_TYPE,
    ...(retryAfter !== undefined && { "retry-after": retryAfter.value }),
  };
  const error = { type, code, message, ...(details !== undefined && { details }) };
  return {
    outcome: pass ? "passed" : "failure",
    answer: pass ? null : { status, headers, body: { error } },
    mapped_by: verdict.mappedBy,
    dialect: verdict.dialect,
    rule: verdict.rule ?? null,
    upstream_code: verdict.upstreamCode ?? null,
    retry_after: retryAfter ?? null,
    facts,
    steps: [...verdict.steps, ...delayStep(retryAfter)],
  } as const;
}

/** A failure that is v4 already: the upstream's own bytes leave, with the fields that they lack. */
function kept(
  { verdict, retryAfter, facts }: Judgement,
  v4: Exclude<Conformance, { kind: "not" }>,
  { status, headers }: Capture,
) {
  const lacks = v4.kind === "lacks" ? v4.lacks : [];
  const type = headers.get("content-type");
  const delay = status === 429 || headers.has("retry-after") ? retryAfter : undefined;
  const why =
    lacks.length === 0
      ? "a v4 failure already: it leaves byte for byte"
      : `a v4 failure that lacks ${lacks.join(" and ")}: its bytes leave as they came, with what it lacks`;
  return {
    outcome: "failure",
    answer: {
      status,
      headers: {
        "content-type": lacks.includes("content-type") || type === null ? ENVELOPE_MEDIA_TYPE : type,
        ...(delay !== undefined && { "retry-after": delay.value }),
      },
      body: v4.envelope,
    },
    mapped_by: "v4",
    dialect: verdict.dialect,
    rule: null,
    upstream_code: v4.envelope.error.code,
    retry_after: delay ?? null,
    facts,
    steps: [
      ...verdict.steps.filter(({ step }) => step === "decode" || step === "dialect"),
      { step: "code", why },
      ...delayStep(delay),
    ],
  } as const;
}

function delayStep(retryAfter: RetryAfter | undefined): readonly Step[] {
  if (retryAfter === undefined) return [];
  return [{ step: "retry-after", why: `\`${retryAfter.value}\`, from ${retryAfter.source}` }];
}

function decodedAs(form: Form, mediaType: string, bytes: number, cut: boolean): string {
  const named = mediaType === "" ? "no media type" : `\`${mediaType}\``;
  if (form === "empty") return `The body is empty; ${named}`;
  if (form === "unread")
    return `The body could not be read: its content coding is broken or unknown; ${named}`;
  const size = `${bytes} byte${bytes === 1 ? "" : "s"}`;
  return `${size} under ${named} read as ${form === "text" ? "plain text" : form.toUpperCase()}${cut ? ", cut short" : ""}`;
}

function spared(status: number, softErrors: boolean): string {
  if (status >= 300) return `${status} is no failure: it passes untouched`;
  return softErrors
    ? `${status}, and no dialect is certain that the body is a failure: it passes untouched`
    : `${status} is no failure, and soft errors are off: it passes untouched`;
}
