import { parseArgs, styleText, type ParseArgsConfig } from "node:util";

/** What a command has to do with the outside. */
export interface Io {
  readonly args: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  readonly stdout: { readonly write: (text: string) => unknown };
  readonly stderr: { readonly write: (text: string) => unknown; readonly isTTY?: boolean };
  /** Text in colour, where standard output shows any. */
  readonly paint: Paint;
}

/** Colours text for a terminal; or hands it on. */
export type Paint = (format: "bold" | "dim" | "green" | "red" | "yellow", text: string) => string;

/** Runs a command to its exit status. */
export type Command = (io: Io) => Promise<number>;

class Failure extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Ends the command with a message: status 2 for a wrong call, 1 where what was asked for failed. */
export function fail(message: string, status = 2): never {
  throw new Failure(message, status);
}

/** Runs a command; what it fails with is said without a stack, since it is about what was asked for. */
export async function runCommand(command: Command, io: Io): Promise<number> {
  try {
    return await command(io);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    (error.status === 0 ? io.stdout : io.stderr).write(`${error.message}\n`);
    return error.status;
  }
}

/** Runs a command of this process, if `own` says that it is what node was called with. */
export async function runMain(own: boolean, command: Command): Promise<void> {
  if (!own) return;
  const { stdin, stdout, stderr } = process;
  // A reader that has seen enough (`| head`) is no failure.
  stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const paint: Paint = (format, text) => styleText(format, text, { stream: stdout });
  process.exitCode = await runCommand(command, { args: process.argv.slice(2), stdin, stdout, stderr, paint });
}

/** A command's help: its line, then its options in two columns. */
export function usageOf(line: string, options: Readonly<Record<string, string>>): string {
  const width = Math.max(...Object.keys(options).map((name) => name.length));
  const rows = Object.entries(options).map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`);
  return [`Usage: ${line}`, "", ...rows].join("\n");
}

/** A command's arguments; a wrong one, or `--help`, ends the command with its usage. */
export function readArgs<const C extends ParseArgsConfig>(
  { args }: Io,
  usage: string,
  config: C,
): ReturnType<typeof parseArgs<C>> {
  if (args.includes("--help") || args.includes("-h")) return fail(usage, 0);
  try {
    return parseArgs({ ...config, args: [...args] }) as ReturnType<typeof parseArgs<C>>;
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${usage}`);
  }
}
