// Shows the live distribution of codes: `wrangler tail --format json | npm run tail`, or `npm run tail < worker.log`.
import { createLogReader } from "./tail-events.ts";
import { createLive } from "./tail-table.ts";

interface Process {
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  readonly stdout: {
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly rows?: number;
    readonly write: (text: string) => void;
  };
  readonly stderr: { readonly write: (text: string) => void };
  readonly on: (event: "SIGINT", handler: () => void) => void;
  readonly exit: (code: number) => never;
}
declare const process: Process;

const { stdin, stdout, stderr } = process;
// What a pipe is given, and a terminal that does not know its size.
const PLAIN_COLUMNS = 200;
const live = createLive(Date.now());

function lines(): readonly string[] {
  const { columns = 0 } = stdout;
  return live.lines(Date.now(), columns > 0 ? columns : PLAIN_COLUMNS);
}

/** Draws over the last table instead of clearing the screen, which would flicker. */
function draw(): void {
  const { rows = 0 } = stdout;
  const shown = lines().slice(0, (rows > 0 ? rows : 40) - 1);
  stdout.write(`\u001B[H${shown.map((line) => `${line}\u001B[K\n`).join("")}\u001B[J`);
}

function finish(): void {
  // Back from the alternate screen, so that the final table stays in the terminal.
  if (stdout.isTTY === true) stdout.write("\u001B[?25h\u001B[?1049l");
  stdout.write(`${lines().join("\n")}\n`);
}

if (stdin.isTTY === true) {
  stderr.write(
    "Cannot read the log: standard input is a terminal; try `wrangler tail --format json | npm run tail`\n",
  );
  process.exit(2);
}
if (stdout.isTTY === true) {
  stdout.write("\u001B[?1049h\u001B[?25l");
  draw();
}
process.on("SIGINT", () => {
  finish();
  process.exit(0);
});
const timer = stdout.isTTY === true ? setInterval(draw, 1000) : undefined;
const read = createLogReader();
const decoder = new TextDecoder();
for await (const chunk of stdin) live.add(read(decoder.decode(chunk, { stream: true })), Date.now());
live.add(read("\n"), Date.now());
clearInterval(timer);
finish();
