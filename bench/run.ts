import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { buildAll, CONTENDERS, type Contender } from "./contenders.ts";
import { measureEngine } from "./engine.ts";
import { measureLatency } from "./latency.ts";
import { measureMemory } from "./memory.ts";
import { NOTES } from "./notes.ts";
import { measureSize } from "./size.ts";
import { measureSlowest } from "./slowest.ts";
import { measureStartUp } from "./start-up.ts";
import { type Section, toMarkdown } from "./stats.ts";
import { measureThroughput } from "./throughput.ts";
import { startUpstream } from "./upstream.ts";
import { startWorkerd, type Running } from "./workerd.ts";
import packages from "../package.json" with { type: "json" };

/**
 * `npm run bench`: measures everything and prints it; `-- --write` keeps it in `bench/RESULTS.md`, `-- throughput size`
 * measures only those parts, `-- --rounds 11 --seconds 3` for longer.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: "boolean", default: false },
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "2" },
    search: { type: "string", default: "60" },
  },
});
const PARTS = ["throughput", "latency", "start-up", "memory", "engine", "slowest", "size"] as const;
type Part = (typeof PARTS)[number];

type Measure = (upstream: string, running: ReadonlyMap<Contender, Running>) => Section | Promise<Section>;

const MEASURES: Readonly<Record<Part, Measure>> = {
  throughput: async (_, running) =>
    await measureThroughput(running, { rounds: Number(values.rounds), seconds: Number(values.seconds) }),
  latency: async (_, running) => await measureLatency(running),
  "start-up": measureStartUp,
  memory: measureMemory,
  engine: async (_, running) => await measureEngine(running.get("engine")!),
  slowest: () => measureSlowest(Number(values.search)),
  size: measureSize,
};

function head(load: readonly number[]): string {
  const { devDependencies, dependencies } = packages;
  const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? "unknown"}, ${(totalmem() / 1024 ** 3).toFixed(0)} GiB`;
  return [
    "# Speed",
    "",
    `Measured by \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}: wrangler ${devDependencies.wrangler}, hono ${dependencies.hono}, Node ${devDependencies.node}; ${machine}, load average ${load.map((one) => one.toFixed(1)).join(", ")} before.`,
    "",
  ].join("\n");
}

const load = loadavg();
const wanted = PARTS.filter((part) => positionals.length === 0 || positionals.includes(part));
await buildAll();
const upstream = await startUpstream();
const running = new Map<Contender, Running>();
const sections: Section[] = [];
try {
  if (wanted.some((part) => part === "throughput" || part === "latency" || part === "engine"))
    for (const contender of CONTENDERS) running.set(contender, await startWorkerd(contender, upstream.url));
  for (const part of wanted) {
    const section = await MEASURES[part](upstream.url, running);
    console.log(toMarkdown(section));
    sections.push(section);
  }
} finally {
  for (const one of running.values()) await one.stop();
  upstream.stop();
}
if (values.write) {
  const text = [head(load), ...sections.map(toMarkdown), NOTES].join("\n");
  writeFileSync(new URL("RESULTS.md", import.meta.url), text);
}
