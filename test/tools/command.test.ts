import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { fail, readArgs, runCommand, usageOf, type Io } from "../../tools/command.ts";
import { run } from "./run.ts";

const USAGE = usageOf("npm run x -- [options]", { "-a": "one", "--longer": "two" });

/** A command with one option. */
function command(io: Io): Promise<number> {
  const { values } = readArgs(io, USAGE, { options: { longer: { type: "string" } } });
  if (values.longer === "bad") fail("Cannot do it: it is bad", 1);
  io.stdout.write(`longer is ${values.longer ?? "absent"}\n`);
  return Promise.resolve(0);
}

describe("a command", () => {
  test("its help has two columns", () => {
    expect(USAGE).toBe("Usage: npm run x -- [options]\n\n  -a        one\n  --longer  two");
  });

  test.for([
    { args: ["--longer", "x"], status: 0, stdout: "longer is x\n", stderr: "" },
    { args: ["--help"], status: 0, stdout: `${USAGE}\n`, stderr: "" },
    { args: ["-h", "--nonsense"], status: 0, stdout: `${USAGE}\n`, stderr: "" },
    { args: ["--longer", "bad"], status: 1, stdout: "", stderr: "Cannot do it: it is bad\n" },
  ])("$args ends with $status", async ({ args, ...ended }) => {
    expect(await run(command, args)).toEqual(ended);
  });

  test.for(["--nonsense", "--longer", "surplus"])("%s is a wrong call: 2, and the usage", async (arg) => {
    const ran = await run(command, [arg]);
    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toContain(USAGE);
  });

  test("a bug is no message: it goes on as it is", async () => {
    const bug = new RangeError("bug");
    const ran = runCommand(() => Promise.reject(bug), {} as Io);
    await expect(ran).rejects.toBe(bug);
  });
});

function node(args: readonly string[], input = ""): ReturnType<typeof spawnSync> {
  return spawnSync(process.execPath, args, {
    input,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

describe("as a process", { timeout: 60_000 }, () => {
  test("standard input, standard output, the exit status", () => {
    const good = node(["tools/explain.ts", "--json"], "HTTP/1.1 404 Not Found\n\ngone");
    expect(good.status).toBe(0);
    expect(JSON.parse(String(good.stdout))).toMatchObject({ outcome: "failure" });
    const bad = node(["tools/check.ts", "-c", "nowhere.toml"]);
    expect([bad.status, bad.stdout, bad.stderr]).toEqual([
      1,
      "",
      "Cannot read nowhere.toml: there is no such file\n",
    ]);
  });
});
