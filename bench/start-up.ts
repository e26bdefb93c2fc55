import type { Contender } from "./contenders.ts";
import { median, type Section, spread } from "./stats.ts";
import { startWorkerd } from "./workerd.ts";

const ROUNDS = 15;

/** Milliseconds, from nothing. */
interface Start {
  /** Of processor time, until workerd listens: the module has been evaluated. */
  readonly listens: number;
  /** Of processor time, until the first success has been answered. */
  readonly answers: number;
  /** The same by the clock. */
  readonly wall: number;
}

/** How long the proxy takes from nothing to its start and to its first answer, against a Worker of one line. */
export async function measureStartUp(upstream: string): Promise<Section> {
  const pairs: (readonly [Start, Start])[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    pairs.push([await start("proxy", upstream), await start("one-line", upstream)]);
  const row = (what: string, by: keyof Start, target: string): string[] => {
    const added = pairs.map(([own, other]) => own[by] - other[by]);
    return [
      what,
      median(pairs.map(([own]) => own[by])).toFixed(1),
      median(pairs.map(([, other]) => other[by])).toFixed(1),
      `**${median(added).toFixed(1)}**`,
      spread(added),
      target,
    ];
  };
  return {
    title: "Start-up",
    note: `Milliseconds from the start of workerd, ${ROUNDS} rounds in turns. The isolate has started when workerd listens: the module has been parsed and evaluated. Its first success reads the configuration and asks the upstream too (the Worker of one line asks nobody).`,
    head: ["", "proxy", "one line", "added", "spread", "at most"],
    rows: [
      row("the isolate has started, processor time", "listens", "15"),
      row("the first success is answered, processor time", "answers", ""),
      row("the same, by the clock", "wall", ""),
    ],
  };
}

async function start(contender: Contender, upstream: string): Promise<Start> {
  const started = performance.now();
  const running = await startWorkerd(contender, upstream);
  const listens = running.cpuMs();
  await (await fetch(`${running.url}/success`)).arrayBuffer();
  const result = { listens, answers: running.cpuMs(), wall: performance.now() - started };
  await running.stop();
  return result;
}
