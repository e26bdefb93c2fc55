import { buildAll, CONTENDERS, type Contender } from "./contenders.ts";
import { toMarkdown, type Section } from "./stats.ts";
import { measureThroughput } from "./throughput.ts";
import { startUpstream } from "./upstream.ts";
import { startWorkerd, type Running } from "./workerd.ts";

await buildAll();
const upstream = await startUpstream();
const running = new Map<Contender, Running>();
const sections: Section[] = [];
try {
  for (const contender of CONTENDERS) running.set(contender, await startWorkerd(contender, upstream.url));
  sections.push(await measureThroughput(running, { rounds: 5, seconds: 2 }));
} finally {
  for (const one of running.values()) await one.stop();
  upstream.stop();
}
for (const section of sections) console.log(toMarkdown(section));
