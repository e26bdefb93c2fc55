import type { Contender } from "./contenders.ts";
import { load, type Load } from "./load.ts";
import { median, type Section } from "./stats.ts";
import type { Running } from "./workerd.ts";

const CASES = [
  { what: "success", path: "/success", against: "bare" },
  { what: "v3 failure rewritten", path: "/v3", against: "hard-coded" },
] as const;
const ROUNDS = 3;

/** What the proxy adds to the time of an answer, at one connection and at many. */
export async function measureLatency(running: ReadonlyMap<Contender, Running>): Promise<Section> {
  const rows: string[][] = [];
  for (const { what, path, against } of CASES) {
    for (const connections of [1, 64]) {
      const own: Load[] = [];
      const other: Load[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        own.push(await load(running.get("proxy")!.url + path, connections, 2));
        other.push(await load(running.get(against)!.url + path, connections, 2));
      }
      rows.push([
        what,
        String(connections),
        ...(["p50", "p99"] as const).flatMap((at) => {
          const mine = median(own.map((one) => one[at]));
          const theirs = median(other.map((one) => one[at]));
          return [mine.toFixed(2), theirs.toFixed(2), (mine - theirs).toFixed(2)];
        }),
      ]);
    }
  }
  return {
    title: "Latency",
    note: `Milliseconds, the median of ${ROUNDS} rounds of 2 s in turns; a success against the bare Worker, a failure against the hard-coded one. Every connection sends its next request at once, so with 64 of them it is the queue that is measured.`,
    head: ["what", "connections", "50 %", "other", "added", "99 %", "other", "added"],
    rows,
  };
}
