import type { Contender } from "./contenders.ts";
import { median, type Section, spread } from "./stats.ts";
import { startWorkerd } from "./workerd.ts";

const ROUNDS = 9;

interface Start {
  readonly cpu: number;
  readonly wall: number;
}

/** How long the proxy takes from nothing to its first answer, against a Worker of one line. */
export async function measureStartUp(upstream: string): Promise<Section> {
  const pairs: (readonly [Start, Start])[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    pairs.push([await start("proxy", upstream), await start("one-line", upstream)]);
  const row = (what: string, by: keyof Start): string[] => {
    const added = pairs.map(([own, other]) => own[by] - other[by]);
    return [
      what,
      median(pairs.map(([own]) => own[by])).toFixed(0),
      median(pairs.map(([, other]) => other[by])).toFixed(0),
      `**${median(added).toFixed(0)}**`,
      spread(added),
      "15",
    ];
  };
  return {
    title: "Start-up",
    note: `Milliseconds from the start of workerd to the first answer, ${ROUNDS} rounds in turns: the process, the isolate, the module and its first request, which reads the configuration and asks the upstream (the Worker of one line asks nobody).`,
    head: ["", "proxy", "one line", "added", "spread", "at most"],
    rows: [row("processor time", "cpu"), row("by the clock", "wall")],
  };
}

async function start(contender: Contender, upstream: string): Promise<Start> {
  const started = performance.now();
  const running = await startWorkerd(contender, upstream);
  await (await fetch(`${running.url}/success`)).arrayBuffer();
  const result = { cpu: running.cpuMs(), wall: performance.now() - started };
  await running.stop();
  return result;
}
