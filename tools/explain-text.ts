import type { Explanation } from "../src/capture/explain.ts";
import type { Conformance } from "../src/contract/conformance.ts";
import type { Paint } from "./command.ts";

/** What an answer leaves as, and why, as a person reads it. */
export function explanationText(explanation: Explanation, conformance: Conformance, paint: Paint): string {
  const { request, upstream, outcome, answer, steps } = explanation;
  const type = upstream.media_type === "" ? "no media type" : upstream.media_type;
  const lines = [
    `${paint("bold", `${request.method} ${request.path}`)}: the upstream answered ${upstream.status}, ${type}, ${upstream.bytes} bytes`,
    "",
    ...steps.map(({ step, why }, index) => {
      const label = `${String(index + 1).padStart(2)}. ${step}`;
      return `${paint("dim", label.padEnd(17))}${why}`;
    }),
    "",
  ];
  if (outcome === "success") return [...lines, paint("green", "It passes untouched."), ""].join("\n");
  if (answer === null)
    return [
      ...lines,
      paint("yellow", `It passes untouched: ${explanation.rule ?? "a rule"} says so.`),
      "",
    ].join("\n");
  if (conformance.kind !== "not") {
    const gets = conformance.kind === "lacks" ? ` and gets a ${conformance.lacks.join(" and a ")}` : "";
    return [...lines, paint("green", `It is v4 already: it keeps its bytes${gets}.`), ""].join("\n");
  }
  const unknown = explanation.mapped_by === "status" || explanation.mapped_by === "phrase";
  return [
    ...lines,
    paint("bold", `HTTP ${answer.status}`),
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
    "",
    JSON.stringify(answer.body, undefined, 2),
    "",
    ...(unknown
      ? [paint("yellow", `No rule and no vocabulary knew it: decided by ${explanation.mapped_by}.`), ""]
      : []),
  ].join("\n");
}
