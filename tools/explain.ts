// The verdict on one captured answer and why: `npm run explain -- response.http`, or `curl -si URL | npm run --silent explain`.
import { readFile } from "node:fs/promises";
import { explainCapture } from "../src/capture/explain.ts";
import { parseCapture } from "../src/capture/parse-capture.ts";
import { conformanceOf } from "../src/contract/conformance.ts";
import { fail, readArgs, runMain, usageOf, type Io } from "./command.ts";
import { explanationText } from "./explain-text.ts";
import { offlineConfig } from "./settings.ts";

const USAGE = usageOf("npm run explain -- [FILE] [options]", {
  FILE: "what `curl -i` printed, or JSON {request: {method, path}, status, headers, body}; default: standard input",
  "-X, --method METHOD": "what was asked, where the capture does not say; GET",
  "-p, --path PATH": "the path that was asked, where the capture does not say; /",
  "-c, --config FILE": "whose rules and settings count; wrangler.toml where there is one",
  "--soft-errors": "a 2xx may be a failure, whatever the configuration says",
  "--json": "the explanation as JSON",
});

/** `npm run explain`: 0 where the capture could be read, whatever the verdict. */
export async function explain(io: Io): Promise<number> {
  const { values, positionals } = readArgs(io, USAGE, {
    allowPositionals: true,
    options: {
      method: { type: "string", short: "X" },
      path: { type: "string", short: "p" },
      config: { type: "string", short: "c" },
      "soft-errors": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const [file] = positionals;
  if (positionals.length > 1) fail(`Cannot explain ${positionals.length} files: expected one\n\n${USAGE}`);
  const bytes = await input(io, file);
  const parsed = parseCapture(bytes);
  if (!parsed.ok) return fail(`Cannot read ${file ?? "standard input"}: ${parsed.why}`, 1);
  const config = await offlineConfig(values.config);
  const { capture } = parsed;
  const request = {
    method: values.method?.toUpperCase() ?? capture.request.method,
    path: values.path ?? capture.request.path,
  };
  const settings = config.settingsFor(request.method, request.path);
  const explanation = await explainCapture(
    { ...capture, request },
    {
      rules: config.rules,
      messages: settings.messages,
      retryAfterDefaultS: settings.retryAfterDefaultS,
      retryAfterMaxS: settings.retryAfterMaxS,
      limitBytes: settings.bodyLimitBytes,
      softErrors: settings.softErrors || values["soft-errors"],
      now: Date.now(),
    },
  );
  const conformance = conformanceOf(capture.status, capture.headers, capture.body);
  io.stdout.write(
    values.json
      ? `${JSON.stringify(explanation, undefined, 2)}\n`
      : explanationText(explanation, conformance, io.paint),
  );
  return 0;
}

async function input(io: Io, file: string | undefined): Promise<Uint8Array> {
  if (file !== undefined && file !== "-") {
    return readFile(file).catch((error: unknown) =>
      fail(`Cannot read ${file}: ${(error as Error).message}`, 1),
    );
  }
  if (io.stdin.isTTY === true)
    fail(
      `Cannot read standard input: it is a terminal; try curl -si URL | npm run --silent explain\n\n${USAGE}`,
    );
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

await runMain(import.meta.main, explain);
