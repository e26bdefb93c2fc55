import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Environment } from "../src/config.ts";

/** A configuration file, read: the Worker's environment as far as the file and the command line say it. */
export type ReadEnvironment =
  | { readonly ok: true; readonly env: Environment; readonly path: string }
  | { readonly ok: false; readonly why: string };

/**
 * The environment that a `wrangler.toml` gives the Worker: its variables, and a stand-in for the service, VPC or
 * certificate that is bound as `UPSTREAM`. Secrets are not in the file. `overrides` are variables as `--var` sets them.
 */
export async function readEnvironment(
  file: string,
  overrides: Readonly<Record<string, string>> = {},
): Promise<ReadEnvironment> {
  const path = resolve(file);
  if (!existsSync(path)) return { ok: false, why: `Cannot read ${file}: there is no such file` };
  // Wrangler takes a second to load: not for a command that only says how it is called.
  const { unstable_readConfig } = await import("wrangler");
  try {
    const config = unstable_readConfig({ config: path }, { hideWarnings: true });
    const bound = [config.services, config.vpc_services, config.mtls_certificates]
      .flatMap((list): readonly { readonly binding: string }[] => list ?? [])
      .some(({ binding }) => binding === "UPSTREAM");
    const env = { ...config.vars, ...overrides, ...(bound && { UPSTREAM: { fetch: () => undefined } }) };
    return { ok: true, env, path };
  } catch (error) {
    // Wrangler's words name the file, the line and what was expected.
    return {
      ok: false,
      why: `Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
