import * as z from "zod/mini";
import { didYouMean, quote, type Checked, type Problem } from "./problem.ts";

/** The members that an entry may have: its own under `""`, those of a table within it under the table's name. */
export type Keys = Readonly<Record<string, readonly string[]>>;

/**
 * Checks one entry against its schema; every problem names the member, what was there and what was expected.
 * A schema's own message is read as the noun phrase after "is not".
 */
export function checkEntry<S extends z.ZodMiniType>(
  key: string,
  schema: S,
  keys: Keys,
  value: unknown,
): Checked<z.output<S>> {
  const result = z.safeParse(schema, value);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.flatMap((issue) => toProblems(key, keys, value, issue)) };
}

function toProblems(key: string, keys: Keys, value: unknown, issue: z.core.$ZodIssue): readonly Problem[] {
  const place = issue.path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${String(step)}`),
    key,
  );
  if (issue.code === "unrecognized_keys") {
    const known = keys[String(issue.path.at(-1) ?? "")] ?? [];
    return issue.keys.map((name) => ({
      key: `${place}.${name}`,
      message: `is not a known key${didYouMean(name, known)}; expected one of ${known.join(", ")}`,
    }));
  }
  const found = valueAt(value, issue.path);
  if (found === undefined) return [{ key: place, message: `is missing, expected ${issue.message}` }];
  return [{ key: place, message: `${quote(found)} is not ${issue.message}` }];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (node, step) => (node as Record<PropertyKey, unknown> | undefined)?.[step],
    value,
  );
}
