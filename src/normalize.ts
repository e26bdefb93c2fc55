import { formatProblem } from "./config/problem.ts";
import { compileRules, type RuleInput } from "./config/rules.ts";
import { conformanceOf, type Conformance } from "./contract/conformance.ts";
import type { Target } from "./decode/evidence.ts";
import { isBinary } from "./decode/content-coding.ts";
import { readBody, type BodyBytes } from "./decode/read-body.ts";
import { toEvidence } from "./decode/to-evidence.ts";
import { describeFailure } from "./distribution/describe.ts";
import type { Action, FailureEvent } from "./distribution/event.ts";
import { foldPath } from "./distribution/route.ts";
import { judge, judgeSoft, overrides, type Judgement } from "./engine.ts";
import type { CompiledRule } from "./policy/rules.ts";
import { render } from "./render/render.ts";
import { repairHeaders } from "./render/repair.ts";
import type { Messages } from "./settings.ts";
import { maybeSoft } from "./soft-errors.ts";

/** A failure as a library's user is told of it: the log's event without what only the proxy knows. */
export type NormalizedFailure = Omit<FailureEvent, "request_id" | "duration_ms">;

/** How an answer is normalized; everything may be left out. */
export interface NormalizeOptions {
  /** What was asked for, for rules and for misses of a router; the path without its query. Default `GET /`. */
  readonly request?: Target;
  /** The operator's rules, as in `RULES`; compiled once a list. */
  readonly rules?: readonly RuleInput[];
  /** Whose words reach the client. Default `4xx`. */
  readonly messages?: Messages;
  /** Seconds of a 429 that says nowhere when to try again. Default 60. */
  readonly retryAfterDefaultS?: number;
  /** The longest `Retry-After` that is written, in seconds. Default 86400. */
  readonly retryAfterMaxS?: number;
  /** Whether a 2xx whose body is a failure for certain counts as one. Default false. */
  readonly softErrors?: boolean;
  /** Bytes of a failure's decoded body that are read. Default 65536. */
  readonly bodyLimitBytes?: number;
  /** Milliseconds until a failure's body is read; past it the verdict is made without the body. Default 5000. */
  readonly bodyTimeoutMs?: number;
  /** Epoch milliseconds, for times that a failure names. Default `Date.now`. */
  readonly now?: () => number;
  /** Told of every failure, conformant ones too, before the answer is returned. */
  readonly onFailure?: (failure: NormalizedFailure) => void;
}

const ASKED: Target = { method: "GET", path: "/" };
/** What fetch has undone already wherever it runs: its bodies are decoded, its `Content-Encoding` stays. */
const CODINGS = /^(?:x-)?gzip$|^br$|^deflate$|^zstd$/i;

/**
 * A fetch `Response` as a v4 client may see it: a success and a conformant failure are the response itself, untouched
 * and unread; any other failure is a new one with the v4 envelope.
 *
 * At most `bodyLimitBytes` of a failure's body are read. Throws for rules that are wrong, and for a response whose
 * body has been read already.
 *
 * @example
 * const answer = await normalize(await fetch(url), { request: { method: "GET", path: "/v3/users/8" } });
 */
export async function normalize(response: Response, options: NormalizeOptions = {}): Promise<Response> {
  const rules = options.rules === undefined ? [] : compiled(options.rules);
  const request = options.request ?? ASKED;
  const limitBytes = options.bodyLimitBytes ?? 65_536;
  const soft =
    options.softErrors === true &&
    response.body !== null &&
    request.method !== "HEAD" &&
    maybeSoft(response.status, response.headers, limitBytes);
  if (response.status < 400 && !soft) return response;
  const body = await peek(response, limitBytes, options.bodyTimeoutMs ?? 5000);
  // A body that was cut is no certain failure.
  if (soft && body.state !== "whole") return response;
  const evidence = toEvidence({ request, status: response.status, headers: response.headers, body });
  const judgement = (soft ? judgeSoft : judge)(evidence, {
    rules,
    messages: options.messages ?? "4xx",
    retryAfterDefaultS: options.retryAfterDefaultS ?? 60,
    retryAfterMaxS: options.retryAfterMaxS ?? 86_400,
    now: (options.now ?? Date.now)(),
  });
  if (judgement === undefined) return response;
  const v4 = conformanceOf(response.status, response.headers, body.state === "whole" ? body.bytes : "");
  const conformance = overrides(rules, evidence, judgement, v4) ? NOT : v4;
  const { answer, action } = answerOf(response, request, judgement, conformance, options);
  options.onFailure?.(toFailure(request, response.status, judgement, conformance, action));
  return answer;
}

const NOT: Conformance = { kind: "not" };

function answerOf(
  response: Response,
  request: Target,
  { verdict, retryAfter, pass }: Judgement,
  conformance: Conformance,
  options: NormalizeOptions,
): { readonly answer: Response; readonly action: Action } {
  if (conformance.kind === "conformant") return { answer: response, action: "conformant" };
  if (conformance.kind === "lacks") {
    const delay = retryAfter?.value ?? String(options.retryAfterDefaultS ?? 60);
    const headers = repairHeaders(response.headers, conformance.lacks, delay, undefined);
    return { answer: new Response(response.body, { status: response.status, headers }), action: "repaired" };
  }
  if (pass) return { answer: response, action: "passed" };
  response.body?.cancel().catch(() => undefined);
  const { response: answer } = render(verdict, {
    headers: response.headers,
    upstreamStatus: response.status,
    retryAfter: retryAfter?.value,
    head: request.method === "HEAD",
  });
  return { answer, action: "rewritten" };
}

/** Reads what the bounds allow of a second branch of the body: the response itself can still be returned. */
async function peek(response: Response, limitBytes: number, timeoutMs: number): Promise<BodyBytes> {
  const coding = response.headers.get("content-encoding")?.trim() ?? "";
  const bounds = { limitBytes, timeoutMs, undone: CODINGS.test(coding) ? [coding] : [] };
  const read = await readBody(response.clone().body, response.headers, bounds);
  if (coding === "" || !isBinary(read.bytes)) return read;
  // An answer that was made by hand, and coded by hand.
  return readBody(new Response(read.bytes as BodyInit).body, response.headers, { ...bounds, undone: [] });
}

const COMPILED = new WeakMap<readonly RuleInput[], readonly CompiledRule[]>();

function compiled(rules: readonly RuleInput[]): readonly CompiledRule[] {
  let list = COMPILED.get(rules);
  if (list === undefined) {
    const checked = compileRules("rules", rules);
    if (!checked.ok)
      throw new TypeError(`Cannot read the rules: ${checked.problems.map(formatProblem).join("; ")}`);
    list = checked.value;
    COMPILED.set(rules, list);
  }
  return list;
}

function toFailure(
  { method, path }: Target,
  upstreamStatus: number,
  { verdict, retryAfter }: Judgement,
  conformance: Conformance,
  action: Action,
): NormalizedFailure {
  const route = foldPath(path);
  if (conformance.kind === "not")
    return describeFailure({ action, method, route, verdict, upstreamStatus, retryAfter });
  const { type, code, details = [] } = conformance.envelope.error;
  const own = { ...verdict, status: upstreamStatus, type, code, details };
  return describeFailure({ action, method, route, verdict: own, upstreamStatus, retryAfter });
}
