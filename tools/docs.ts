// Writes the generated tables into documents between their markers: `npm run docs [-- --check] [FILE...]`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fail, readArgs, runMain, usageOf, type Io } from "./command.ts";
import { fillMarkers } from "./markers.ts";
import { TABLES } from "./tables.ts";

const USAGE = usageOf("npm run docs -- [FILE...] [options]", {
  FILE: "documents with markers; README.md, CONTRIBUTING.md and docs/*.md when none is named",
  "--check": "writes nothing, and ends with 1 where a table has drifted from the code",
});

/** `npm run docs`: 0 where every table is as the code has it, or has been made so. */
export function docs(io: Io): Promise<number> {
  const { values, positionals } = readArgs(io, USAGE, {
    allowPositionals: true,
    options: { check: { type: "boolean", default: false } },
  });
  const files = positionals.length > 0 ? positionals : documents();
  const drifted: string[] = [];
  for (const file of files) {
    const text = readOr(file);
    const made = fillOr(file, text);
    if (made === text) continue;
    drifted.push(file);
    if (!values.check) writeFileSync(file, made);
  }
  if (drifted.length > 0 && values.check)
    return Promise.resolve(fail(`Tables have drifted in ${drifted.join(", ")}: run npm run docs`, 1));
  for (const file of drifted) io.stdout.write(`Wrote ${file}\n`);
  return Promise.resolve(0);
}

function documents(): readonly string[] {
  const pages = readdirSync("docs").filter((name) => name.endsWith(".md"));
  const root = readdirSync(".").filter((name) => name === "README.md" || name === "CONTRIBUTING.md");
  return [...root, ...pages.map((name) => `docs/${name}`)];
}

function readOr(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    return fail(`Cannot read ${file}: ${(error as Error).message}`, 1);
  }
}

function fillOr(file: string, text: string): string {
  try {
    return fillMarkers(text, TABLES);
  } catch (error) {
    return fail(`${file}: ${(error as Error).message}`, 1);
  }
}

await runMain(import.meta.main, docs);
