import { existsSync, renameSync, rmSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readFacts } from "../src/dialects/index.ts";
import {
  evidenceOf,
  FIXTURES,
  type Label,
  NONE,
  readFixtures,
  readLabels,
  UNCLAIMED,
} from "../test/read-fixtures.ts";

// Files every fixture, and its label, under the dialect that claims it: `npm run fixtures` after a dialect came or went.
const labels = new Map<string, Label[]>();
let moved = 0;
for (const fixture of readFixtures()) {
  const { dialect } = readFacts(await evidenceOf(fixture));
  const folder = fixture.expect.pass === true ? UNCLAIMED : dialect === "none" ? NONE : dialect;
  const label = readLabelOf(fixture.folder, fixture.id);
  labels.set(folder, [...(labels.get(folder) ?? []), label]);
  if (folder === fixture.folder) continue;
  mkdirSync(join(FIXTURES, folder), { recursive: true });
  renameSync(join(FIXTURES, `${fixture.key}.http`), join(FIXTURES, folder, `${fixture.id}.http`));
  console.log(`${fixture.key} is now in ${folder}`);
  moved++;
}
for (const [folder, lines] of labels) {
  const sorted = lines.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  writeFileSync(
    join(FIXTURES, folder, "verdicts.jsonl"),
    sorted.map((label) => `${JSON.stringify(label)}\n`).join(""),
  );
}
for (const folder of readdirSync(FIXTURES))
  if (!labels.has(folder) && existsSync(join(FIXTURES, folder, "verdicts.jsonl")))
    rmSync(join(FIXTURES, folder), { recursive: true });
console.log(`${moved} moved`);

function readLabelOf(folder: string, id: string): Label {
  const label = readLabels(folder).find((one) => one.id === id);
  if (label === undefined) throw new Error(`Cannot file ${folder}/${id}: it has no label`);
  return label;
}
