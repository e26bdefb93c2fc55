import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The Workers that are measured: the proxy, and those that it is held against. */
export const CONTENDERS = ["proxy", "bare", "hard-coded", "hono-proxy", "one-line"] as const;

/** One of them. */
export type Contender = (typeof CONTENDERS)[number];

/** Where everything that a run writes lies. */
export const OUT: string = fileURLToPath(new URL("../.out/bench/", import.meta.url));

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The bundle of a contender, once built. */
export function bundleOf(contender: Contender): string {
  return contender === "proxy" ? `${OUT}proxy/worker.js` : `${OUT}${contender}/${contender}.js`;
}

/** Builds every contender as a deploy would, minified. */
export async function buildAll(): Promise<void> {
  for (const contender of CONTENDERS) {
    const own =
      contender === "proxy"
        ? ["-c", "wrangler.toml"]
        : ["-c", "bench/wrangler.toml", `bench/workers/${contender}.ts`];
    await promisify(execFile)(
      "wrangler",
      ["deploy", ...own, "--dry-run", "--outdir", `${OUT}${contender}`, "--metafile"],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          PATH: `${ROOT}node_modules/.bin:${process.env["PATH"] ?? ""}`,
          WRANGLER_SEND_METRICS: "false",
          WRANGLER_HIDE_BANNER: "true",
          CLOUDFLARE_CF_FETCH_ENABLED: "false",
        },
      },
    );
  }
}
