import { toEvidence } from "../../src/decode/to-evidence.ts";
import { judge, type JudgeOptions } from "../../src/engine.ts";
import { guard } from "../../src/render/render.ts";

/** What is to be run over the request's body: the engine, or what a program does that reads nothing into it. */
export interface Asked {
  readonly what: "engine" | "parse" | "decode";
  readonly runs: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The body goes on past what is sent. */
  readonly cut: boolean;
  readonly headers: readonly (readonly [string, string])[];
  readonly options: JudgeOptions;
}

const ENVELOPE = { error: { type: "request", code: "invalid_data", message: "The request was invalid." } };
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** The engine in workerd; its caller holds the watch, for time stands still in a Worker that computes. */
export default {
  async fetch(request: Request): Promise<Response> {
    const asked = JSON.parse(decodeURIComponent(request.headers.get("x-asked") ?? "")) as Asked;
    const bytes = new Uint8Array(await request.arrayBuffer());
    const headers = new Headers(asked.headers.map(([name, value]): [string, string] => [name, value]));
    const run = asked.what === "engine" ? () => judged(asked, headers, bytes) : () => repeated(asked, bytes);
    let written = 0;
    for (let left = asked.runs; left > 0; left -= 1) written += run().byteLength;
    return new Response(String(written));
  },
};

function judged(
  { method, path, status, cut, options }: Asked,
  headers: Headers,
  bytes: Uint8Array,
): Uint8Array {
  const evidence = toEvidence({
    request: { method, path },
    status,
    headers,
    body: { bytes, state: cut ? "cut" : "whole" },
  });
  const { verdict, retryAfter } = judge(evidence, options);
  return ENCODER.encode(guard(verdict, retryAfter?.value).body);
}

function repeated({ what }: Asked, bytes: Uint8Array): Uint8Array {
  const text = DECODER.decode(bytes);
  if (what === "parse") JSON.parse(text);
  return ENCODER.encode(JSON.stringify(ENVELOPE));
}
