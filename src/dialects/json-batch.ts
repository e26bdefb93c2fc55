import type { Evidence } from "../decode/evidence.ts";
import { toFacts, type Facts } from "../facts/facts.ts";

const MAX_MEMBERS = 200;

/**
 * The facts of an answer, or of a batch that leaves with a failure status: the first member that failed decides, and the
 * field errors of all are merged (spec, section 3). A 2xx batch is no failure.
 */
export function readBatch(
  { json, status }: Evidence,
  readAnswer: (answer: unknown) => Facts | undefined,
): Facts | undefined {
  if (!Array.isArray(json)) return readAnswer(json);
  if (status < 400) return undefined;
  const failed = json.slice(0, MAX_MEMBERS).map((member: unknown) => readAnswer(member));
  const [first, ...rest] = failed.filter((facts) => facts !== undefined);
  if (first === undefined) return undefined;
  return toFacts({ ...first, fields: [first, ...rest].flatMap(({ fields }) => fields ?? []) });
}
