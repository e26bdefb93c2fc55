// The engine over one's own traffic, offline: `npm run report -- capture.har`; also a folder of .http files, or NDJSON.
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { readCaptures, type Progress } from "./captures.ts";
import { fail, readArgs, runMain, usageOf, type Io } from "./command.ts";
import { replay } from "./replay.ts";
import { createAccumulator, type ReportData } from "./report-data.ts";
import { reportHtml } from "./report-html.ts";
import { amount, reportText } from "./report-text.ts";
import { offlineConfig } from "./settings.ts";

const USAGE = usageOf("npm run report -- FILE... [options]", {
  FILE: "a HAR file, a folder of raw .http messages, or NDJSON of {request: {method, path}, response: {status, headers, body}}; - for standard input",
  "--html FILE": "writes the report as one page that needs nothing else",
  "--json": "the report as JSON",
  "-c, --config FILE": "whose rules and settings count; wrangler.toml where there is one",
});

/** `npm run report`: 0 where something could be read. */
export async function report(io: Io): Promise<number> {
  const { values, positionals } = readArgs(io, USAGE, {
    allowPositionals: true,
    options: {
      html: { type: "string" },
      json: { type: "boolean", default: false },
      config: { type: "string", short: "c" },
    },
  });
  if (positionals.length === 0) return fail(`Cannot report on nothing: name a file or a folder\n\n${USAGE}`);
  const data = await gather(io, positionals, values.config);
  if (data.exchanges === 0) {
    const why = data.skipped.map(({ name, count }) => `${amount(count)} left out: ${name}`).join("; ");
    return fail(
      `Cannot report: there is no exchange in ${positionals.join(", ")}${why === "" ? "" : ` (${why})`}`,
      1,
    );
  }
  if (values.html !== undefined) {
    await writeFile(values.html, reportHtml(data, positionals.map((file) => basename(file)).join(", ")));
    io.stderr.write(`Wrote ${values.html}\n`);
  }
  if (values.json) io.stdout.write(`${JSON.stringify(data, undefined, 2)}\n`);
  else if (values.html === undefined) io.stdout.write(reportText(data, io.paint));
  return 0;
}

async function gather(
  io: Io,
  sources: readonly string[],
  configFile: string | undefined,
): Promise<ReportData> {
  const config = await offlineConfig(configFile);
  const accumulator = createAccumulator();
  const progress: Progress = { total: undefined, read: 0 };
  const now = Date.now();
  let shown = now;
  let seen = 0;
  for (const source of sources) {
    try {
      for await (const read of readCaptures(source === "-" ? io.stdin : source, progress)) {
        if (read.ok) accumulator.add(await replay(read.capture, config, now));
        else accumulator.skip(read.why);
        seen += 1;
        if (io.stderr.isTTY === true && seen % 256 === 0 && Date.now() - shown > 200) {
          shown = Date.now();
          io.stderr.write(`\r\u001B[K${amount(seen)} exchanges${shareOf(progress)}`);
        }
      }
    } catch (error) {
      // What the file system says is about the call; anything else is a bug, and keeps its stack.
      if (!(error instanceof Error && "code" in error)) throw error;
      return fail(`Cannot read ${source}: ${error.message}`, 1);
    }
  }
  if (shown !== now) io.stderr.write("\r\u001B[K");
  return accumulator.data();
}

function shareOf({ read, total }: Progress): string {
  const megabytes = `${amount(Math.round(read / 1e6))} MB`;
  return total === undefined
    ? `, ${megabytes}`
    : `, ${Math.floor((read / total) * 100)} % of ${amount(Math.round(total / 1e6))} MB`;
}

await runMain(import.meta.main, report);
