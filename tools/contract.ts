// Writes the contract's schema files from the table of codes; with --check it exits 1 where they have drifted.
import { openApiDocument, schemaDocument } from "../src/contract/schema.ts";

interface Process {
  readonly argv: readonly string[];
  exitCode?: number;
  readonly getBuiltinModule: (name: "node:fs") => {
    readonly mkdirSync: (path: URL, options: { readonly recursive: true }) => void;
    readonly readFileSync: (path: URL, encoding: "utf8") => string;
    readonly writeFileSync: (path: URL, text: string) => void;
  };
}
declare const process: Process;

const { mkdirSync, readFileSync, writeFileSync } = process.getBuiltinModule("node:fs");

const folder = new URL("../contract/", import.meta.url);
const documents = {
  "error.schema.json": schemaDocument(),
  "error.openapi.json": openApiDocument(),
};

function read(file: string): string | undefined {
  try {
    return readFileSync(new URL(file, folder), "utf8");
  } catch {
    return undefined;
  }
}

const drifted: string[] = [];
for (const [file, document] of Object.entries(documents)) {
  const text = `${JSON.stringify(document, undefined, 2)}\n`;
  if (read(file) === text) continue;
  drifted.push(file);
  if (process.argv.includes("--check")) continue;
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(file, folder), text);
}
if (process.argv.includes("--check") && drifted.length > 0) {
  console.error(
    `Cannot pass: ${drifted.join(", ")} differ from src/contract/codes.ts; run node tools/contract.ts`,
  );
  process.exitCode = 1;
}
