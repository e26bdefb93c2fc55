import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { FailureEvent } from "../src/distribution/event.ts";
import { createMemory } from "../src/distribution/memory.ts";
import { createTally } from "../src/distribution/tally.ts";
import type { Section } from "./stats.ts";
import { startWorkerd, type Running } from "./workerd.ts";

const GIB = 1024 ** 3;
const CHUNK = new Uint8Array(65_536);
const SLOW = 200;
const SLOW_MS = 1500;

/** What the proxy holds while much passes through it, and after. */
export async function measureMemory(): Promise<Section> {
  const upstream = await startSource();
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const running = await startWorkerd("proxy", url);
  try {
    await get(`${running.url}/slow`);
    return {
      title: "Memory",
      note: "MiB that workerd holds (resident), before, at most while it ran, and 3 s after; the tally's is Node's heap after a collection.",
      head: ["what", "before", "most", "after"],
      rows: [
        await watched("1 GiB of a success streamed", running, async () => {
          await get(`${running.url}/large`);
        }),
        await watched("the same once more", running, async () => {
          await get(`${running.url}/large`);
        }),
        await watched(`${SLOW} slow failures at once`, running, async () => {
          await Promise.all(Array.from({ length: SLOW }, async () => await get(`${running.url}/slow`)));
        }),
        await watched("the same ten times more", running, async () => {
          for (let again = 0; again < 10; again += 1)
            await Promise.all(Array.from({ length: SLOW }, async () => await get(`${running.url}/slow`)));
        }),
        storm("an hour of 200 failures a second in the tally, nothing taken", false),
        storm("the same, a batch a second taken to the memory of an isolate without a store", true),
      ],
    };
  } finally {
    await running.stop();
    upstream.close();
    upstream.closeAllConnections();
  }
}

async function watched(what: string, running: Running, run: () => Promise<void>): Promise<string[]> {
  const before = running.memory();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, running.memory());
  }, 50);
  await run();
  clearInterval(timer);
  await pause(3000);
  return [what, mib(before), mib(most), mib(running.memory())];
}

function storm(what: string, taken: boolean): string[] {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const held = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  let now = Date.UTC(2026, 0, 1);
  const before = held();
  const tally = createTally(() => now);
  const memory = createMemory();
  let most = before;
  for (let second = 0; second < 3600; second += 1) {
    now += 1000;
    for (let nth = 0; nth < 200; nth += 1) {
      tally.request(0.01);
      tally.failure(failureOf(second * 200 + nth));
    }
    if (taken) memory.add(tally.take(String(second)));
    if (second % 300 === 299) most = Math.max(most, held());
  }
  const after = held();
  // Both are still in use here, or there would be nothing left to measure.
  return tally.pending() === "nothing" && memory.totals().requests === 0
    ? []
    : [what, mib(before), mib(most), mib(after)];
}

/** A failure of one of many routes, codes and messages. */
function failureOf(nth: number): FailureEvent {
  return {
    event: "failure",
    action: "rewritten",
    method: "GET",
    route: `/v3/route-${nth % 1000}`,
    status: 500,
    upstream_status: 500,
    type: "internal",
    code: "unknown_error",
    dialect: "general-json",
    upstream_code: `E${nth % 777}`,
    upstream_message: `The request ${nth} failed in a way that nobody knows`,
    mapped_by: "status",
    retry_after: null,
    retry_after_source: null,
    details: 0,
    duration_ms: 12,
    request_id: `id-${nth}`,
  };
}

/** An upstream that streams a GiB at `/large` and takes its time to fail at `/slow`. */
async function startSource(): Promise<Server> {
  const server = createServer((asked, answer) => {
    if (asked.url === "/large") {
      answer.writeHead(200, { "content-type": "application/octet-stream", "content-length": GIB });
      let left = GIB;
      const more = (): void => {
        while (left > 0) {
          left -= CHUNK.length;
          if (!answer.write(CHUNK)) {
            answer.once("drain", more);
            return;
          }
        }
        answer.end();
      };
      more();
      return;
    }
    answer.writeHead(500, { "content-type": "application/json" });
    answer.write('{"message": "');
    setTimeout(() => answer.end(`${"a".repeat(50_000)}"}`), SLOW_MS);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
}

async function get(url: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request(url, { agent: false }, (answer) => {
      answer.on("end", resolve).on("error", reject).resume();
    })
      .on("error", reject)
      .end();
  });
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function mib(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(0);
}
