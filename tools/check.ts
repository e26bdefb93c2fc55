// Validates wrangler.toml and src/rules.ts without deploying: `npm run check [-- --strict] [--var KEY:VALUE] [-c FILE]`.
import { readConfig, type Environment } from "../src/config.ts";
import { RULES } from "../src/rules.ts";
import { checkConfiguration } from "./check-config.ts";
import { fail, readArgs, runMain, usageOf, type Io } from "./command.ts";
import { readEnvironment } from "./wrangler-config.ts";

const USAGE = usageOf("npm run check -- [options]", {
  "-c, --config FILE": "the configuration, wrangler.toml when it is left out",
  "--var KEY:VALUE": "a variable as `wrangler deploy --var` would set it; may be repeated",
  "--strict": "warnings fail too",
  "--json": "{errors, warnings} on standard output",
});

/** `npm run check`: 0 where a deploy would run, 1 where it would not. */
export async function check(io: Io): Promise<number> {
  const { values } = readArgs(io, USAGE, {
    options: {
      config: { type: "string", short: "c", default: "wrangler.toml" },
      var: { type: "string", multiple: true, default: [] },
      strict: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const overrides = Object.fromEntries(
    values.var.map((pair) => {
      const colon = pair.indexOf(":");
      if (colon < 1) fail(`Cannot read --var ${pair}: expected KEY:VALUE`);
      return [pair.slice(0, colon), pair.slice(colon + 1)];
    }),
  );
  const read = await readEnvironment(values.config, overrides);
  if (!read.ok) return fail(read.why, 1);
  const { errors, warnings } = await checkConfiguration(read.env, RULES);
  if (values.json) io.stdout.write(`${JSON.stringify({ errors, warnings })}\n`);
  else {
    for (const { key, message } of errors)
      io.stdout.write(`${io.paint("red", "error")}    ${key}: ${message}\n`);
    for (const { key, message } of warnings)
      io.stdout.write(`${io.paint("yellow", "warning")}  ${key}: ${message}\n`);
    const counts = `${plural(errors.length, "error")}, ${plural(warnings.length, "warning")}`;
    io.stdout.write(`${values.config} and src/rules.ts: ${counts}${await summaryOf(read.env)}\n`);
  }
  return errors.length > 0 || (values.strict && warnings.length > 0) ? 1 : 0;
}

async function summaryOf(env: Environment): Promise<string> {
  const config = await readConfig(env, RULES);
  if (!config.ok) return "";
  const { upstream, mode } = config.value.settingsFor("GET", "/");
  const to = upstream?.href ?? "the service bound as UPSTREAM";
  return `; upstream ${to}, mode ${mode}, ${plural(config.value.rules.length, "rule")}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

await runMain(import.meta.main, check);
