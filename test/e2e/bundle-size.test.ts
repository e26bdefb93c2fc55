import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { BUNDLE, BUNDLE_META } from "./bundle.ts";

/** What the words of all dialects and vocabularies, the operator's pages and the libraries come to; see bench/RESULTS.md. */
const LIMIT_KIB = 140;

test(`the bundle that is deployed is smaller than ${LIMIT_KIB} KiB, gzipped`, async () => {
  const size = gzipSync(await readFile(BUNDLE), { level: 9 }).length;
  expect(size / 1024).toBeLessThan(LIMIT_KIB);
});

test("the bundle holds no second copy of a library, and no locales of zod", async () => {
  const text = await readFile(BUNDLE, "utf8");
  expect(text).not.toContain("Entrée invalide");
  expect(text.split("http://www.w3.org/XML/1998/namespace").length - 1).toBeLessThanOrEqual(1);
});

interface Meta {
  readonly inputs: Readonly<
    Record<string, { readonly imports: readonly { readonly path: string; readonly kind: string }[] }>
  >;
}

/** The modules that are evaluated before the first request: those that the Worker imports, and not by `import()`. */
async function evaluatedAtStart(): Promise<ReadonlySet<string>> {
  const { inputs } = JSON.parse(await readFile(BUNDLE_META, "utf8")) as Meta;
  const reached = new Set(Object.keys(inputs).filter((path) => path.endsWith("src/worker.ts")));
  for (const path of reached)
    for (const { path: imported, kind } of inputs[path]?.imports ?? [])
      if (kind === "import-statement") reached.add(imported);
  return reached;
}

test("a start evaluates what a success needs: no library, no dialect, none of the operator's pages", async () => {
  const reached = [...(await evaluatedAtStart())];
  expect(reached.some((path) => path.endsWith("src/proxy/proxy.ts"))).toBe(true);
  expect(reached.filter((path) => /node_modules|src\/dialects\/|\/engine\.ts|\.tsx$/.test(path))).toEqual([]);
});
