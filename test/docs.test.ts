import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseRawMessage } from "../src/capture/raw-message.ts";
import { check } from "../tools/check.ts";
import { docs } from "../tools/docs.ts";
import { explain } from "../tools/explain.ts";
import { report } from "../tools/report.ts";
import { run } from "./tools/run.ts";

interface Block {
  readonly file: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

const FILES = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync("docs")
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const TEXTS = new Map(FILES.map((file) => [file, readFileSync(file, "utf8")]));
const BLOCKS = FILES.flatMap((file) => blocksOf(file, TEXTS.get(file) ?? ""));

function blocksOf(file: string, text: string): readonly Block[] {
  return [...text.matchAll(/^( *)```(\w*)\n([^]*?)^\1```$/gm)].map((match) => ({
    file,
    line: text.slice(0, match.index).split("\n").length,
    language: match[2] ?? "",
    text: (match[3] ?? "").replaceAll(new RegExp(`^${match[1] ?? ""}`, "gm"), ""),
  }));
}

function blocks(language: string): readonly Block[] {
  return BLOCKS.filter((block) => block.language === language);
}

test("every block says what it is", () => {
  const known = new Set(["toml", "sh", "ts", "json", "http", "md", "sql", "promql", "yaml", "text"]);
  expect(
    BLOCKS.filter(({ language }) => !known.has(language)).map(({ file, line }) => `${file}:${line}`),
  ).toEqual([]);
});

describe("toml blocks are configurations that a deploy would take", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "docs-toml-"));
  const HEAD = 'name = "x"\nmain = "src/worker.ts"\ncompatibility_date = "2026-10-23"\n';

  test.for(blocks("toml"))("$file:$line", async ({ text, line }) => {
    const file = join(folder, `${line}.toml`);
    writeFileSync(file, HEAD + text);
    const upstream = /^UPSTREAM_URL/m.test(text) ? [] : ["--var", "UPSTREAM_URL:https://legacy.example.com"];
    const { stdout, stderr } = await run(check, ["-c", file, "--json", ...upstream]);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({ errors: [], warnings: [] });
  });
});

describe("ts blocks stand, as they are, in a file that is tested", () => {
  const sources = ["src", "test"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => folded(readFileSync(join(folder, name), "utf8"))),
  );

  test.for(blocks("ts"))("$file:$line", ({ text }) => {
    // Imports differ by where a file lies, and are named by the types that they bring.
    const code = folded(text.replaceAll(/^import [^;]*;\n/gm, ""));
    expect(sources.some((source) => source.includes(code))).toBe(true);
  });
});

function folded(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

test.for(blocks("json"))("json block $file:$line is JSON", ({ text }) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow();
});

test.for(blocks("http").filter(({ text }) => !text.includes("──▶")))(
  "http block $file:$line is a message",
  ({ text }) => {
    expect(parseRawMessage(text).ok).toBe(true);
  },
);

/** The commands of a pipe or a list, quoted parts left out. */
function partsOf(command: string): readonly string[] {
  return command
    .replaceAll(/'[^']*'|"[^"]*"/g, "_")
    .split(/\s*(?:\|\||&&|\||;)\s*/)
    .map((part) => part.replace(/^(?:\w+=\S*\s+)+/, "").trim());
}

describe("sh blocks name commands that are there", () => {
  const { scripts, devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  /** Not the project's own, and not run here. */
  const OTHERS = new Set(["curl", "openssl", "tr", "git", "jq", "echo"]);
  const WRANGLER = /^(?:dev|deploy|tail|rollback|secret put|versions (?:upload|deploy))\b/;
  const commands = blocks("sh").flatMap(({ file, line, text }) =>
    text
      .replaceAll("\\\n", " ")
      .split("\n")
      .map((one) => one.replace(/(?:^|\s)#.*$/, "").trim())
      .filter((one) => one !== "")
      .map((command) => ({ file, line, command })),
  );

  test.for(commands)("$file:$line: $command", ({ command }) => {
    const unknown = partsOf(command).filter((part) => !isKnown(part));
    expect(unknown).toEqual([]);
  });

  function isKnown(part: string): boolean {
    const [program = "", ...rest] = part.split(/\s+/);
    if (OTHERS.has(program)) return true;
    const words = rest.filter((word) => word !== "--silent");
    if (program === "npx")
      return (
        words[0] === "wrangler" &&
        devDependencies["wrangler"] !== undefined &&
        WRANGLER.test(words.slice(1).join(" "))
      );
    if (program === "wrangler") return WRANGLER.test(words.join(" "));
    if (program !== "npm") return false;
    const [verb = "", script = ""] = words;
    if (verb === "ci") return true;
    return verb === "run" ? scripts[script] !== undefined : scripts[verb] !== undefined;
  }

  test.for([
    ["check", check],
    ["report", report],
    ["explain", explain],
    ["docs", docs],
  ] as const)("options of %s are those that its help has", async ([name, tool]) => {
    const help = (await run(tool, ["--help"])).stdout;
    const used = commands.flatMap(({ command }) => {
      const [, args = ""] = new RegExp(`npm run (?:--silent )?${name}(?: -- (.*))?$`).exec(command) ?? [];
      return args.match(/(?<=^|\s)--?[a-z][\w-]*/g) ?? [];
    });
    expect(used.filter((option) => !help.includes(option))).toEqual([]);
  });
});

describe("links", () => {
  const links = FILES.flatMap((file) =>
    [...(TEXTS.get(file) ?? "").matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, target = ""]) => ({
        file,
        target,
      }),
    ),
  );

  test.for(links)("$file: $target", ({ file, target }) => {
    expect(existsSync(join(dirname(file), target))).toBe(true);
  });
});

test("generated tables are as the code has them", async () => {
  expect(await run(docs, ["--check"])).toMatchObject({ status: 0, stderr: "" });
});
