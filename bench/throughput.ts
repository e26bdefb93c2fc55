import type { Contender } from "./contenders.ts";
import { load } from "./load.ts";
import { median, type Section, spread } from "./stats.ts";
import type { PATHS } from "./upstream.ts";
import type { Running } from "./workerd.ts";

interface Row {
  readonly what: string;
  readonly path: keyof typeof PATHS;
  readonly against: Contender;
  readonly atLeast: number;
}

const ROWS: readonly Row[] = [
  { what: "success", path: "/success", against: "bare", atLeast: 0.97 },
  { what: "conformant failure passed", path: "/v4", against: "bare", atLeast: 0.9 },
  { what: "v3 failure rewritten, logged, counted", path: "/v3", against: "hard-coded", atLeast: 0.9 },
  { what: "success", path: "/success", against: "hono-proxy", atLeast: 1.2 },
];
const CONNECTIONS = 64;

interface Sample {
  readonly perSecond: number;
  /** Microseconds of processor time that one request took. */
  readonly cpu: number;
}

/** Requests a second, and processor time a request, through the proxy and through what it is held against. */
export async function measureThroughput(
  running: ReadonlyMap<Contender, Running>,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Section> {
  const rows: string[][] = [];
  for (const { what, path, against, atLeast } of ROWS) {
    const pair = [running.get("proxy")!, running.get(against)!] as const;
    for (const one of pair) await load(one.url + path, CONNECTIONS, 1);
    const samples: [Sample, Sample][] = [];
    for (let round = 0; round < rounds; round += 1) {
      // A B, B A, …: a machine that warms up or is borrowed for a while favours neither.
      const first = round % 2;
      const one = await sample(pair[first]!, path, seconds);
      const two = await sample(pair[1 - first]!, path, seconds);
      samples.push(first === 0 ? [one, two] : [two, one]);
    }
    const ratios = samples.map(([own, other]) => own.perSecond / other.perSecond);
    const cpu = samples.map(([own, other]) => other.cpu / own.cpu);
    rows.push([
      what,
      against,
      median(samples.map(([own]) => own.perSecond)).toFixed(0),
      median(samples.map(([, other]) => other.perSecond)).toFixed(0),
      `**${median(ratios).toFixed(3)}**`,
      spread(ratios),
      String(atLeast),
      `${median(cpu).toFixed(3)} (${spread(cpu)})`,
      median(samples.map(([own]) => own.cpu)).toFixed(0),
      median(samples.map(([, other]) => other.cpu)).toFixed(0),
    ]);
  }
  return {
    title: "Requests a second",
    note: `Plain workerd, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s each, the two in turns; the median of the rounds' ratios. The ratio by processor time (of the workerd process, from its own clock) does not depend on what else the machine does.`,
    head: [
      "what",
      "against",
      "proxy /s",
      "other /s",
      "ratio",
      "spread",
      "at least",
      "ratio by processor time",
      "proxy µs",
      "other µs",
    ],
    rows,
  };
}

async function sample(running: Running, path: string, seconds: number): Promise<Sample> {
  const before = running.cpuMs();
  const { perSecond, requests } = await load(running.url + path, CONNECTIONS, seconds);
  return { perSecond, cpu: ((running.cpuMs() - before) * 1000) / requests };
}
