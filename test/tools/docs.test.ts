import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CODE_NAMES } from "../../src/contract/codes.ts";
import { DIALECTS } from "../../src/dialects/index.ts";
import { failureLine } from "../../src/distribution/line.ts";
import { docs } from "../../tools/docs.ts";
import { fillMarkers, markdownTable } from "../../tools/markers.ts";
import { TABLES } from "../../tools/tables.ts";
import { failure } from "../distribution/make.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "docs-"));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const EMPTY = "# Codes\n\n<!-- table:codes -->\n<!-- /table -->\n\nThe end.\n";

describe("npm run docs", () => {
  test("fills what stands between the markers, and nothing else; the second time there is nothing to do", async () => {
    const file = write("a.md", EMPTY);
    expect(await run(docs, [file])).toMatchObject({ status: 0, stdout: `Wrote ${file}\n` });
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(/^# Codes\n\n<!-- table:codes -->\n\| code \|/);
    expect(text).toMatch(/\|\n<!-- \/table -->\n\nThe end\.\n$/);
    expect(await run(docs, [file])).toMatchObject({ status: 0, stdout: "" });
    expect(await run(docs, [file, "--check"])).toMatchObject({ status: 0 });
  });

  test("--check names what has drifted, writes nothing and ends with 1", async () => {
    const file = write("b.md", EMPTY);
    const ran = await run(docs, ["--check", file]);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain(file);
    expect(readFileSync(file, "utf8")).toBe(EMPTY);
  });

  test.for([
    {
      why: "a table that is none",
      text: "<!-- table:colours -->\n<!-- /table -->",
      says: 'Cannot fill "colours"',
    },
    { why: "a marker that is not closed", text: "<!-- table:codes -->\n", says: "is not closed" },
  ])("$why: said, and no stack", async ({ text, says }) => {
    const ran = await run(docs, [write("c.md", text)]);
    expect(ran.stderr).toContain(says);
    expect(ran.status).toBe(1);
  });

  test("no such file", async () => {
    expect(await run(docs, ["nowhere.md"])).toMatchObject({ status: 1 });
  });
});

describe("the tables", () => {
  test("every code, every dialect, every member of the log's line", () => {
    const { codes, dialects, log } = TABLES;
    for (const code of CODE_NAMES) expect(codes?.()).toContain(`\`${code}\``);
    for (const { name } of DIALECTS) expect(dialects?.()).toContain(`[${name}]`);
    const named = [...(log?.() ?? "").matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(JSON.parse(failureLine(failure())) as object));
  });

  test("no cell is empty", () => {
    for (const table of Object.values(TABLES)) expect(table()).not.toMatch(/\| +\|/);
  });
});

describe("fillMarkers", () => {
  test("several tables, each with its own", () => {
    const text = "<!-- table:a -->\nold\n<!-- /table -->\n<!-- table:b -->\n<!-- /table -->";
    expect(fillMarkers(text, { a: () => "A", b: () => "B" })).toBe(
      "<!-- table:a -->\nA\n<!-- /table -->\n<!-- table:b -->\nB\n<!-- /table -->",
    );
  });

  test("a table with a dollar is put in as it is", () => {
    expect(fillMarkers("<!-- table:a -->\n<!-- /table -->", { a: () => "$1 $&" })).toContain("\n$1 $&\n");
  });
});

test("a bar within a cell does not part it", () => {
  expect(markdownTable(["a"], [["x|y"]])).toBe("| a |\n| --- |\n| x\\|y |");
});
