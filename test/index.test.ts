import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import * as library from "../src/index.ts";

/** What a bundler makes of a few lines that import the package, as a user's would. */
async function bundled(
  contents: string,
  format: "esm" | "iife" = "esm",
): Promise<{ readonly bytes: number; readonly text: string }> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    minify: true,
    format,
    platform: "browser",
    external: ["hono"],
    write: false,
    logLevel: "silent",
  });
  const [file] = outputFiles;
  return { bytes: file?.contents.length ?? 0, text: file?.text ?? "" };
}

describe("the package", () => {
  test("names what the documentation names", () => {
    expect(Object.keys(library)).toEqual(
      expect.arrayContaining([
        "normalize",
        "judge",
        "toEvidence",
        "render",
        "conformanceOf",
        "isEnvelope",
        "CODES",
      ]),
    );
  });

  test("its exports resolve by its own name", async () => {
    const { normalize } = await import("edge-error-normalizer");
    const { normalizeErrors } = await import("edge-error-normalizer/hono");
    expect([typeof normalize, typeof normalizeErrors]).toEqual(["function", "function"]);
  });

  test("asks for nothing of a Worker's or of Node's when it is imported", async () => {
    // What names a module of either does not resolve for a browser, and the build would fail.
    const { text } = await bundled(
      'export * from "edge-error-normalizer"; export * from "edge-error-normalizer/hono"',
      "iife",
    );
    const { TextEncoder, TextDecoder, URL } = globalThis;
    expect(() => runInNewContext(text, { TextEncoder, TextDecoder, URL }) as unknown).not.toThrow();
  });

  test("tree-shakes: a table costs a few hundred bytes, importing for nothing costs none", async () => {
    expect((await bundled('import "edge-error-normalizer"')).bytes).toBeLessThan(10);
    const codes = await bundled(
      'import { isStatusOf } from "edge-error-normalizer"; console.log(isStatusOf)',
    );
    expect(codes.bytes).toBeLessThan(2500);
    const whole = await bundled('import { normalize } from "edge-error-normalizer"; console.log(normalize)');
    expect(whole.bytes).toBeGreaterThan(codes.bytes);
    expect(whole.text.includes("ANALYTICS")).toBe(false);
    expect(whole.bytes).toBeLessThan(500_000);
  });
});
