import { runCommand, type Command } from "../../tools/command.ts";

/** What a command printed and how it ended. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one of the project's commands within the test, without colours. */
export async function run(command: Command, args: readonly string[], input = ""): Promise<Ran> {
  const printed = { stdout: "", stderr: "" };
  const status = await runCommand(command, {
    args,
    stdin: stdinOf(input),
    stdout: {
      write(text) {
        printed.stdout += text;
      },
    },
    stderr: {
      write(text) {
        printed.stderr += text;
      },
    },
    paint: (_, text) => text,
  });
  return { status, ...printed };
}

// oxlint-disable-next-line typescript/require-await -- standard input is one
async function* stdinOf(text: string): AsyncGenerator<Uint8Array> {
  if (text !== "") yield new TextEncoder().encode(text);
}
