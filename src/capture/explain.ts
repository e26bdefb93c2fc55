import type { Code, ErrorType } from "../contract/codes.ts";
import type { Form, Target } from "../decode/evidence.ts";
import { readBody } from "../decode/read-body.ts";
import { toEvidence } from "../decode/to-evidence.ts";
import { judge, judgeSoft, type Judgement, type JudgeOptions } from "../engine.ts";
import type { Facts, FieldError } from "../facts/facts.ts";
import type { MappedBy, Step } from "../policy/verdict.ts";
import type { RetryAfter } from "../retry-after/retry-after.ts";
import type { Capture } from "./raw-message.ts";

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
  const body = await readBody(streamOf(capture.body), headers, {
    limitBytes: options.limitBytes,
    timeoutMs: 5000,
    undone: isPlain(capture.body) ? [headers.get("content-encoding")?.trim() ?? ""] : [],
  });
  const evidence = toEvidence({ request, status, headers, body });
  const judgement =
    status >= 400 || status < 100
      ? judge(evidence, options)
      : soft(status)
        ? judgeSoft(evidence, options)
        : undefined;
  const { mediaType, form, cut } = evidence;
  const base = {
    version: 1,
    request,
    upstream: { status, media_type: mediaType, form, bytes: capture.body.length, cut },
  } as const;
  const decoded: Step = { step: "decode", why: decodedAs(form, mediaType, capture.body.length, cut) };
  if (judgement !== undefined) return { ...base, ...concluded(judgement, decoded) };
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

  function soft(code: number): boolean {
    return options.softErrors && code >= 200 && code < 300 && code !== 207;
  }
}

function concluded({ verdict, retryAfter, facts, pass }: Judgement, decoded: Step) {
  const { status, type, code, message, details } = verdict;
  const headers = {
    "content-type": "application/json; charset=utf-8",
    ...(retryAfter !== undefined && { "retry-after": retryAfter.value }),
  };
  const error = { type, code, message, ...(details !== undefined && { details }) };
  const said = new Set(verdict.steps.map(({ step }) => step));
  const steps: readonly Step[] = [
    ...(said.has("decode") ? [] : [decoded]),
    ...(said.has("dialect") ? [] : [{ step: "dialect", why: readBy(verdict.dialect) } as const]),
    ...verdict.steps,
    ...(said.has("retry-after") || retryAfter === undefined
      ? []
      : [{ step: "retry-after", why: `\`${retryAfter.value}\`, from ${retryAfter.source}` } as const]),
  ];
  return {
    outcome: pass ? "passed" : "failure",
    answer: pass ? null : { status, headers, body: { error } },
    mapped_by: verdict.mappedBy,
    dialect: verdict.dialect,
    rule: verdict.rule ?? null,
    upstream_code: verdict.upstreamCode ?? null,
    retry_after: retryAfter ?? null,
    facts,
    steps,
  } as const;
}

function decodedAs(form: Form, mediaType: string, bytes: number, cut: boolean): string {
  const named = mediaType === "" ? "no media type" : `\`${mediaType}\``;
  if (form === "empty") return `The body is empty; ${named}`;
  if (form === "unread")
    return `The body could not be read: its content coding is broken or unknown; ${named}`;
  const size = `${bytes} byte${bytes === 1 ? "" : "s"}`;
  return `${size} under ${named} read as ${form === "text" ? "plain text" : form.toUpperCase()}${cut ? ", cut short" : ""}`;
}

function readBy(dialect: string): string {
  return dialect === "none" ? "No dialect knows this body" : `Read by \`${dialect}\``;
}

function spared(status: number, softErrors: boolean): string {
  if (status >= 300) return `${status} is no failure: it passes untouched`;
  return softErrors
    ? `${status}, and no dialect is certain that the body is a failure: it passes untouched`
    : `${status} is no failure, and soft errors are off: it passes untouched`;
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}

/** Whether a capture's body is text already, as `curl --compressed` and a paste leave it, whatever its fields say. */
function isPlain(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, 64).some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20));
}
