import got from "got";
import ky from "ky";
import { Agent, request, RetryAgent } from "undici";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer, startUpstream, type Field, type RawUpstream } from "./raw.ts";
import { start, type Running } from "./start.ts";

/** When each request arrived, in milliseconds, by its path; a path is refused once and then served. */
const arrivals = new Map<string, number[]>();

interface Style {
  readonly name: string;
  /** How a legacy upstream says that the next try may come in a second. */
  readonly says: () => { readonly fields?: readonly Field[]; readonly body?: string };
}

const STYLES: readonly Style[] = [
  {
    name: "an epoch in X-RateLimit-Reset",
    says: () => {
      const now = Math.floor(Date.now() / 1000);
      return {
        fields: [
          ["Date", new Date(now * 1000).toUTCString()],
          ["X-RateLimit-Remaining", "0"],
          ["X-RateLimit-Reset", String(now + 1)],
        ],
      };
    },
  },
  {
    name: "a duration in X-RateLimit-Reset-Requests",
    says: () => ({ fields: [["X-RateLimit-Reset-Requests", "950ms"]] }),
  },
  {
    name: "milliseconds in the body",
    says: () => ({
      fields: [["Content-Type", "application/json"]],
      body: '{"message":"Slow down","retry_after_ms":900}',
    }),
  },
  {
    name: "a RateLimit field",
    says: () => ({ fields: [["RateLimit", '"default";r=0;t=1']] }),
  },
];

let upstream: RawUpstream;
let worker: Running;

beforeAll(async () => {
  upstream = await startUpstream((incoming, socket) => {
    const times = arrivals.get(incoming.target) ?? [];
    arrivals.set(incoming.target, [...times, performance.now()]);
    const style = STYLES[Number(/style=(\d)/.exec(incoming.target)?.[1])];
    if (times.length > 0 || style === undefined) socket.write(answer(200, {}, "served"));
    else {
      const { fields = [], body = "Too many" } = style.says();
      socket.write(answer(429, fields, body));
    }
  });
  worker = await start({ upstream: upstream.origin, variables: { RETRY_AFTER_DEFAULT_S: 55 } });
});
afterAll(async () => {
  await worker.dispose();
  await upstream.close();
});

/** Clients as their users have them: what they wait is what `Retry-After` says. */
const CLIENTS: Readonly<Record<string, (url: URL) => Promise<string>>> = {
  ky: async (url) => ky.get(url, { retry: { limit: 1 } }).text(),
  got: async (url) => got(url, { retry: { limit: 1 } }).text(),
  undici: async (url) => {
    const agent = new RetryAgent(new Agent(), { maxRetries: 1, minTimeout: 1, statusCodes: [429] });
    try {
      return await (await request(url, { dispatcher: agent })).body.text();
    } finally {
      await agent.close();
    }
  },
};

describe("clients that honour Retry-After wait as long as it says, and no longer than the default", () => {
  const rows = Object.keys(CLIENTS).flatMap((client) =>
    STYLES.map((style, index) => ({ client, style: style.name, index })),
  );
  test.concurrent.for(rows)("$client, told by $style", async ({ client, index }, { expect: check }) => {
    const target = `/${client}?style=${index}`;
    const served = await CLIENTS[client]?.(new URL(target, worker.base));
    check(served).toBe("served");
    const [first = 0, second = 0, ...more] = arrivals.get(target) ?? [];
    check(more).toEqual([]);
    // Clocks of whole milliseconds may lose one.
    check(second - first).toBeGreaterThan(998);
    check(second - first).toBeLessThan(50_000);
  });

  test("one second is what all four styles come to", async () => {
    const lines = await worker.waitFor("failure", rows.length);
    expect(lines.map(({ retry_after }) => retry_after)).toEqual(rows.map(() => 1));
    expect(new Set(lines.map(({ retry_after_source }) => retry_after_source)).size).toBe(STYLES.length);
  });
});
