import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { BUNDLE } from "./bundle.ts";

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
