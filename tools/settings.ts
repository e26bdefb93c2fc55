import { existsSync } from "node:fs";
import { formatProblem } from "../src/config/problem.ts";
import { readConfig } from "../src/config.ts";
import { RULES } from "../src/rules.ts";
import type { Config } from "../src/settings.ts";
import { fail } from "./command.ts";
import { readEnvironment } from "./wrangler-config.ts";

/** Stands in where no upstream is configured: nothing is asked offline. */
const NOWHERE = "http://upstream.invalid";

/**
 * The configuration that an offline command judges by: that of the file when it is there, else the defaults.
 *
 * An `UPSTREAM_URL` may be missing from it; what else is wrong ends the command.
 */
export async function offlineConfig(file: string | undefined): Promise<Config> {
  const path = file ?? "wrangler.toml";
  const read =
    file === undefined && !existsSync(path) ? ({ ok: true, env: {} } as const) : await readEnvironment(path);
  if (!read.ok) return fail(read.why, 1);
  const config = await readConfig({ UPSTREAM_URL: NOWHERE, ...read.env }, RULES);
  if (config.ok) return config.value;
  const problems = config.problems.map((problem) => `  ${formatProblem(problem)}`).join("\n");
  return fail(`Cannot use ${path}:\n${problems}`, 1);
}
