import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const BUILDS = new Map<string, Promise<string>>();

/**
 * Builds the Worker as a deploy would, and returns the folder with the bundle; once a process and configuration.
 *
 * Rejects with what wrangler printed.
 */
export function buildWorker(configPath: string): Promise<string> {
  let build = BUILDS.get(configPath);
  if (build === undefined) {
    build = run(configPath);
    BUILDS.set(configPath, build);
  }
  return build;
}

async function run(configPath: string): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), "error-normalizer-"));
  process.once("exit", () => void rm(outdir, { recursive: true, force: true }));
  await buildInto(outdir, configPath);
  return outdir;
}

/** Builds a Worker as a deploy would into a folder; `options` go on to wrangler. Rejects with what wrangler printed. */
export async function buildInto(
  outdir: string,
  configPath: string,
  ...options: readonly string[]
): Promise<void> {
  const wrangler = join(
    dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
    "bin/wrangler.js",
  );
  const child = spawn(
    process.execPath,
    [wrangler, "deploy", ...options, "--dry-run", "--config", configPath, "--outdir", outdir],
    {
      cwd: dirname(configPath),
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: "false",
        WRANGLER_HIDE_BANNER: "true",
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
      },
    },
  );
  let printed = "";
  child.stdout.on("data", (chunk: Uint8Array) => (printed += String(chunk)));
  child.stderr.on("data", (chunk: Uint8Array) => (printed += String(chunk)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`Cannot build the Worker: wrangler ended with ${String(code)}\n${printed}`);
}
