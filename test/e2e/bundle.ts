import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Where the bundle that is deployed lies once it has been built for these tests. */
export const BUNDLE: string = fileURLToPath(new URL("../../.out/e2e/worker.js", import.meta.url));

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Builds the bundle as a deploy would, minified, once before all end-to-end tests. */
export default async function setup(): Promise<void> {
  await promisify(execFile)("wrangler", ["deploy", "--dry-run", "--outdir", ".out/e2e"], {
    cwd: ROOT,
    env: {
      ...process.env,
      PATH: `${ROOT}node_modules/.bin:${process.env["PATH"] ?? ""}`,
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_HIDE_BANNER: "true",
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
    },
  });
}
