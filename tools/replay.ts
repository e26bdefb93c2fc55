import type { Capture } from "../src/capture/raw-message.ts";
import { readCaptured } from "../src/capture/read-captured.ts";
import { conformanceOf, type Conformance } from "../src/contract/conformance.ts";
import { isRetryAfter } from "../src/contract/retry-after-field.ts";
import type { Evidence } from "../src/decode/evidence.ts";
import { toEvidence } from "../src/decode/to-evidence.ts";
import { judge, judgeSoft, overrides, type Judgement, type JudgeOptions } from "../src/engine.ts";
import type { Config, Settings } from "../src/settings.ts";
import { maybeSoft } from "../src/soft-errors.ts";

/** What the proxy would have made of one captured exchange. */
export interface Replayed {
  readonly capture: Capture;
  readonly settings: Settings;
  readonly mediaType: string;
  /** `soft-off`: a 2xx that `SOFT_ERRORS` would make a failure, and that passes without. */
  readonly kind: "success" | "failure" | "soft" | "soft-off";
  readonly judgement?: Judgement;
  /** Of the answer as it is today. */
  readonly conformance: Conformance;
  /** It is v4 already, and no rule changes it. */
  readonly kept?: boolean;
  /** Today's answer is a 429 without a `Retry-After` that a client can read. */
  readonly lacksDelay: boolean;
}

const NOT: Conformance = { kind: "not" };

/** Runs the engine over one exchange, by the settings of its route. */
export async function replay(capture: Capture, config: Config, now: number): Promise<Replayed> {
  const { request, status, headers } = capture;
  const settings = config.settingsFor(request.method, request.path);
  const lacksDelay = status === 429 && !isRetryAfter(headers.get("retry-after"));
  const mediaType = (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const base = { capture, settings, mediaType, lacksDelay };
  const soft = capture.body.length > 0 && maybeSoft(status, headers, settings.bodyLimitBytes);
  if (status < 400 && !soft) return { ...base, kind: "success", conformance: NOT };
  const body = await readCaptured(capture, settings.bodyLimitBytes);
  if (status < 400 && body.state !== "whole") return { ...base, kind: "success", conformance: NOT };
  const evidence: Evidence = toEvidence({ request, status, headers, body });
  const options: JudgeOptions = {
    rules: config.rules,
    messages: settings.messages,
    retryAfterDefaultS: settings.retryAfterDefaultS,
    retryAfterMaxS: settings.retryAfterMaxS,
    now,
  };
  if (status < 400) {
    const judgement = judgeSoft(evidence, options);
    if (judgement === undefined) return { ...base, kind: "success", conformance: NOT };
    return { ...base, kind: settings.softErrors ? "soft" : "soft-off", judgement, conformance: NOT };
  }
  const conformance = conformanceOf(status, headers, body.state === "whole" ? body.bytes : "");
  const judgement = judge(evidence, options);
  const kept = conformance.kind !== "not" && !overrides(config.rules, evidence, judgement, conformance);
  return { ...base, kind: "failure", judgement, conformance, kept };
}
