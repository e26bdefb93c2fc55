import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWorker, type Kit, type StartOptions } from "./kit.ts";
import { differencesOf, readSpec } from "./spec.ts";

/** How the Worker is started for a folder of spec files; the upstream is in the files. */
export type SpecOptions = Omit<StartOptions, "upstream">;

/**
 * Registers one test for each pair of files in a folder: `NAME.in.http`, a request and the upstream's answer to it,
 * and `NAME.out.http`, the answer that the client gets.
 *
 * Of the answer, the headers that the file names are compared, an empty one meaning "must be absent"; a JSON body is
 * compared as JSON, any other as text, and none at all is not looked at.
 *
 * @example
 * runSpecFiles("test/specs", { rules });
 */
export function runSpecFiles(folder: string, options: SpecOptions = {}): void {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".in.http"))
    .map((file) => basename(file, ".in.http"))
    .toSorted();
  describe(folder, () => {
    let kit: Kit;
    beforeAll(async () => {
      kit = await startWorker({ ...options, upstream: {} });
    }, 60_000);
    afterAll(async () => {
      await kit.stop();
    });
    test("has spec files", () => {
      expect(names).not.toEqual([]);
    });
    test.for(names)("%s", async (name) => {
      const spec = readSpec(folder, name);
      kit.behind(() => spec.upstream);
      const response = await kit.fetch(spec.path, spec.request);
      expect(differencesOf(spec.expected, response, await response.text())).toEqual([]);
    });
  });
}
