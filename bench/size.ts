import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { bundleOf } from "./contenders.ts";
import type { Section } from "./stats.ts";

interface Meta {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

/** What the bundle weighs, and whose it is. */
export function measureSize(): Section {
  const file = bundleOf("proxy");
  const bundle = readFileSync(file);
  const meta = JSON.parse(readFileSync(file.replace("worker.js", "bundle-meta.json"), "utf8")) as Meta;
  const parts = new Map<string, number>();
  for (const [path, { inputs }] of Object.entries(meta.outputs)) {
    if (!path.endsWith("worker.js")) continue;
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const part = partOf(input);
      parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
    }
  }
  const total = [...parts.values()].reduce((sum, bytes) => sum + bytes, 0);
  const rows = [...parts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([part, bytes]) => [part, kib(bytes), `${((100 * bytes) / total).toFixed(0)} %`]);
  return {
    title: "The bundle",
    note: `Minified ${kib(bundle.length)} KiB, gzipped **${kib(gzipSync(bundle, { level: 9 }).length)} KiB**. Whose the minified bytes are:`,
    head: ["part", "KiB", "share"],
    rows,
  };
}

function partOf(input: string): string {
  const library = /node_modules\/([^/]+)/.exec(input)?.[1];
  const folder = /(?:^|\/)src\/([^/]+)\//.exec(input)?.[1];
  return library ?? (folder === undefined ? "src" : `src/${folder}`);
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
