import { fileURLToPath } from "node:url";
import { buildInto } from "../../src/testing/build.ts";

/** Where the bundle that is deployed lies once it has been built for these tests. */
export const BUNDLE: string = fileURLToPath(new URL("../../.out/e2e/worker.js", import.meta.url));

/** What esbuild says of it: which module imports which, and how. */
export const BUNDLE_META: string = fileURLToPath(new URL("../../.out/e2e/bundle-meta.json", import.meta.url));

/** Builds the bundle as a deploy would, minified, once before all end-to-end tests. */
export default async function setup(): Promise<void> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  await buildInto(`${root}.out/e2e`, `${root}wrangler.toml`, "--metafile");
}
