import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { CODES, type Code, type ErrorType } from "../contract/codes.ts";
import { conformanceOf } from "../contract/conformance.ts";
import type { Detail } from "../contract/envelope.ts";
import { sentFor } from "./kit.ts";

/** What a v4 error is expected to be; what is left out is not looked at. */
export interface V4Expectation {
  readonly code?: Code;
  readonly type?: ErrorType;
  readonly status?: number;
  readonly message?: string | RegExp;
  /** In order; `null` for none. */
  readonly details?: readonly Detail[] | null;
  /** Seconds, or a value as it stands; `null` for none. */
  readonly retryAfter?: number | string | null;
}

/** What a matcher says, as vitest reads it. */
export interface Matched {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/**
 * The matchers, for `expect.extend(matchers)`. Both read the body, so they are awaited; it can be read again after.
 *
 * @example
 * await expect(await kit.fetch("/v3/users/8")).toBeV4Error({ code: "not_found" });
 */
export const matchers = {
  /** The response is a conformant v4 failure: status, media type, envelope, `Retry-After`; and what is expected holds. */
  async toBeV4Error(received: unknown, expected: V4Expectation = {}): Promise<Matched> {
    const response = responseOf(received);
    const text = await response.clone().text();
    const problems = problemsOf(response, text, expected);
    return {
      pass: problems.length === 0,
      message: () =>
        problems.length === 0
          ? `It is a v4 error, which was not expected: ${response.status} ${text}`
          : `It is not the v4 error that was expected: ${problems.join("; ")}\n\n${response.status} ${text.slice(0, 2000)}`,
    };
  },

  /** The response is the upstream's own, byte for byte: for a response of a kit's `fetch`. */
  async toPassThrough(received: unknown): Promise<Matched> {
    const response = responseOf(received);
    const problems = await changesOf(response);
    return {
      pass: problems.length === 0,
      message: () =>
        problems.length === 0
          ? "It left as the upstream sent it, which was not expected"
          : `It did not leave as the upstream sent it: ${problems.join("; ")}`,
    };
  },
};

function responseOf(received: unknown): Response {
  if (received instanceof Response) return received;
  throw new TypeError(`Cannot match: expected a Response, got ${typeof received}`);
}

function problemsOf(response: Response, text: string, expected: V4Expectation): readonly string[] {
  const { status, headers } = response;
  const conformance = conformanceOf(status, headers, text);
  if (conformance.kind === "not") return [`${status} with this body is no v4 envelope`];
  const problems: string[] = [];
  if (conformance.kind === "lacks") problems.push(`it lacks a valid ${conformance.lacks.join(" and ")}`);
  const { type, code, message, details } = conformance.envelope.error;
  const compare = (name: string, got: unknown, wanted: unknown): void => {
    if (wanted === undefined || JSON.stringify(got) === JSON.stringify(wanted)) return;
    problems.push(`${name} is ${JSON.stringify(got)}, expected ${JSON.stringify(wanted)}`);
  };
  if (expected.code !== undefined && !Object.hasOwn(CODES, expected.code))
    problems.push(`"${expected.code}" is no v4 code`);
  compare("the status", status, expected.status);
  compare("the code", code, expected.code);
  compare("the type", type, expected.type);
  compare("details", details ?? null, expected.details);
  compare(
    "Retry-After",
    headers.get("retry-after"),
    typeof expected.retryAfter === "number" ? String(expected.retryAfter) : expected.retryAfter,
  );
  if (expected.message instanceof RegExp) {
    if (!expected.message.test(message))
      problems.push(
        `the message is ${JSON.stringify(message)}, expected to match ${String(expected.message)}`,
      );
  } else compare("the message", message, expected.message);
  return problems;
}

/** Fields of one connection, and those that the proxy is expected to add. */
const OWN = new Set(["connection", "keep-alive", "transfer-encoding", "proxy-connection", "te", "upgrade"]);

async function changesOf(response: Response): Promise<readonly string[]> {
  const sent = sentFor(response);
  if (sent === undefined) return ["the upstream gave no answer to it"];
  const problems: string[] = [];
  if (response.status !== sent.status)
    problems.push(`the status is ${response.status}, the upstream's was ${sent.status}`);
  const fields = new Headers();
  for (const [name, value] of sent.headers) fields.append(name, value);
  for (const [name, value] of fields) {
    const got = name === "set-cookie" ? response.headers.getSetCookie() : response.headers.get(name);
    const kept = Array.isArray(got) ? got.includes(value) : got === value;
    if (!OWN.has(name) && !kept)
      problems.push(`${name} is ${JSON.stringify(got)}, the upstream's was ${JSON.stringify(value)}`);
  }
  const got = new Uint8Array(await response.clone().arrayBuffer());
  const wanted = decoded(sent.body, fields.get("content-encoding"));
  if (got.length !== wanted.length || got.some((byte, at) => byte !== wanted[at]))
    problems.push(`the body is ${got.length} bytes that are not the upstream's ${wanted.length}`);
  return problems;
}

/** As fetch hands a body on: decoded. */
function decoded(body: Uint8Array, coding: string | null): Uint8Array {
  const undo = coding === null ? undefined : UNDO[coding];
  return undo === undefined ? body : undo(body);
}

const UNDO: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
};
