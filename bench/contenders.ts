import { fileURLToPath } from "node:url";
import { buildInto } from "../src/testing/build.ts";

/** The Workers that are measured: the proxy, and those that it is held against. */
export const CONTENDERS = ["proxy", "bare", "hard-coded", "hono-proxy", "one-line", "engine"] as const;

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
    const outdir = `${OUT}${contender}`;
    if (contender === "proxy") await buildInto(outdir, `${ROOT}wrangler.toml`, "--metafile");
    else await buildInto(outdir, `${ROOT}bench/wrangler.toml`, `workers/${contender}.ts`, "--metafile");
  }
}
