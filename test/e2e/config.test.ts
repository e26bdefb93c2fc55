import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer, send, startUpstream, type Field, type RawUpstream } from "./raw.ts";
import { start, type Running, type StartOptions } from "./start.ts";
import { expectV4 } from "./v4.ts";

let first: RawUpstream;
let second: RawUpstream;

beforeAll(async () => {
  [first, second] = (await Promise.all(
    ["first", "second"].map(async (name) =>
      startUpstream((request, socket) => {
        const status = Number(/status=(\d+)/.exec(request.target)?.[1] ?? 200);
        socket.write(answer(status, { "Content-Type": "text/plain" }, `${name} says no`));
      }),
    ),
  )) as [RawUpstream, RawUpstream];
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
});

async function using<T>(options: StartOptions, use: (worker: Running) => Promise<T>): Promise<T> {
  const worker = await start(options);
  try {
    return await use(worker);
  } finally {
    await worker.dispose();
  }
}

describe("routes", () => {
  test("each has its own upstream, base path, mode, delay and name", async () => {
    const options = {
      upstream: first.origin,
      routes: [
        { path: "/second/*", upstream: `${second.origin}/base`, name: "second", retry_after_default_s: 7 },
        { path: "/watched/:id", mode: "observe" },
      ],
    };
    await using(options, async (worker) => {
      expect((await send(worker.base, { target: "/x" })).body.toString()).toBe("first says no");
      const limited = await send(worker.base, { target: "/second/x?status=429" });
      expect(expectV4(limited).message).toBe("second says no");
      expect(limited.get("retry-after")).toBe("7");
      expect(second.requests.at(-1)?.line).toBe("GET /base/second/x?status=429 HTTP/1.1");
      const watched = await send(worker.base, { target: "/watched/8?status=404" });
      expect(watched.body.toString()).toBe("first says no");
      // A path that only looks like the route's is not its.
      expectV4(await send(worker.base, { target: "/watched/8/9?status=404" }));
      const lines = await worker.waitFor("failure", 3);
      expect(lines.map(({ route, action }) => [route, action])).toEqual([
        ["second", "rewritten"],
        ["/watched/:id", "observed"],
        ["/watched/:id/:id", "rewritten"],
      ]);
    });
  });
});

describe("a configuration that is wrong", () => {
  interface Row {
    readonly name: string;
    readonly options: StartOptions;
    readonly keys: readonly string[];
  }
  const UP = "https://legacy.example.com";
  const rows: readonly Row[] = [
    { name: "no upstream", options: {}, keys: ["UPSTREAM_URL"] },
    { name: "an upstream that is no URL", options: { upstream: "legacy" }, keys: ["UPSTREAM_URL"] },
    {
      name: "an upstream with a password",
      options: { upstream: "https://a:s3cr3t@b.example" },
      keys: ["UPSTREAM_URL"],
    },
    {
      name: "two things at once",
      options: { upstream: UP, variables: { MODE: "enforced", RETRY_AFTER_MAX_S: "soon" } },
      keys: ["MODE", "RETRY_AFTER_MAX_S"],
    },
    {
      name: "a rule that would break the contract",
      options: { upstream: UP, rules: [{ when: {}, then: { code: "not_found", status: 500 } }] },
      keys: ["RULES[0].then.status"],
    },
    {
      name: "routes that are no list",
      options: { upstream: UP, variables: { ROUTES: "x" } },
      keys: ["ROUTES"],
    },
  ];
  test.for(rows)("$name: an envelope to the client, the reason to the log", async ({ options, keys }) => {
    await using(options, async (worker) => {
      const got = await send(worker.base, { target: "/x?y", fields: { "X-Request-Id": "abc" } });
      expect(got.status).toBe(500);
      expect(expectV4(got)).toEqual({
        type: "internal",
        code: "unknown_error",
        message: "An unknown error occurred.",
      });
      expect(got.get("x-request-id")).toBe("abc");
      const [line] = await worker.waitFor("config_invalid");
      expect(line?.["keys"]).toEqual(keys);
      expect(line?.["request_id"]).toBe("abc");
      expect(JSON.stringify(worker.logs)).not.toContain("s3cr3t");
      const head = await send(worker.base, { method: "HEAD" });
      expect([head.status, head.body.length]).toEqual([500, 0]);
    });
  });
});

describe("CORS_ORIGINS", () => {
  const APP = "https://app.example";
  let worker: Running;
  let upstream: RawUpstream;
  beforeAll(async () => {
    upstream = await startUpstream(() => undefined);
    worker = await start({
      upstream: upstream.origin,
      variables: { CORS_ORIGINS: `${APP} https://two.example` },
    });
  });
  afterAll(async () => {
    await worker.dispose();
    await upstream.close();
  });

  async function asked(
    origin: string | undefined,
    status: number,
    fields: readonly Field[] = [],
  ): Promise<Awaited<ReturnType<typeof send>>> {
    upstream.say = (_request, socket) => {
      if (status === 0) socket.destroy();
      else socket.write(answer(status, fields, "x"));
    };
    return send(worker.base, { fields: origin === undefined ? [] : [["Origin", origin]] });
  }

  test.for([0, 404, 429, 502])("a failure is readable: %i", async (status) => {
    const got = await asked(APP, status);
    expectV4(got);
    expect(got.get("access-control-allow-origin")).toBe(APP);
    expect(got.get("vary")?.toLowerCase()).toContain("origin");
    expect(got.get("access-control-allow-credentials")).toBeUndefined();
    expect(got.get("access-control-expose-headers")).toBe(
      status === 429 ? "X-Request-Id, Retry-After" : "X-Request-Id",
    );
  });

  test.for([
    { name: "of another origin", origin: "https://evil.example" },
    { name: "of a subdomain", origin: "https://x.app.example" },
    { name: "of another scheme", origin: "http://app.example" },
    { name: "of no origin", origin: undefined },
    { name: "of null", origin: "null" },
    { name: "of two", origin: `${APP}, https://evil.example` },
    { name: "that is no ASCII", origin: "https://app.example\xe9" },
  ])("no reading for a request $name, and caches are told", async ({ origin }) => {
    const got = await asked(origin, 404);
    expectV4(got);
    expect(got.get("access-control-allow-origin")).toBeUndefined();
    expect(got.get("vary")?.toLowerCase()).toContain("origin");
  });

  test("what the upstream says of CORS stands", async () => {
    const got = await asked(APP, 404, [["Access-Control-Allow-Origin", "https://only.example"]]);
    expect(got.get("access-control-allow-origin")).toBe("https://only.example");
  });

  test("credentials only once the upstream has allowed them to that origin", async () => {
    expect((await asked(APP, 0)).get("access-control-allow-credentials")).toBeUndefined();
    await asked(APP, 200, [
      ["Access-Control-Allow-Origin", APP],
      ["Access-Control-Allow-Credentials", "true"],
    ]);
    expect((await asked(APP, 0)).get("access-control-allow-credentials")).toBe("true");
    expect((await asked("https://two.example", 0)).get("access-control-allow-credentials")).toBeUndefined();
  });

  test("a success is the upstream's own affair", async () => {
    expect((await asked(APP, 200)).get("access-control-allow-origin")).toBeUndefined();
  });

  test("a preflight passes to the upstream", async () => {
    upstream.requests.length = 0;
    upstream.say = (_request, socket) => {
      socket.write(
        answer(204, { "Access-Control-Allow-Origin": APP, "Access-Control-Allow-Methods": "PUT" }),
      );
    };
    const got = await send(worker.base, {
      method: "OPTIONS",
      fields: { Origin: APP, "Access-Control-Request-Method": "PUT" },
    });
    expect([got.status, got.get("access-control-allow-methods")]).toEqual([204, "PUT"]);
    expect(upstream.requests[0]?.get("access-control-request-method")).toBe("PUT");
  });
});
