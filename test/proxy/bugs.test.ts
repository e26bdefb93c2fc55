import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { conformanceOf } from "../../src/contract/conformance.ts";
import worker from "../../src/worker.ts";

// What breaks is what a bug would break: a reader, the recorder, anything else on the way.
const broken = vi.hoisted(() => ({
  judge: 0,
  record: false,
  ask: false,
  judges() {
    if (this.judge > 0) {
      this.judge -= 1;
      throw new RangeError("Cannot read a body: password=hunter2 at /srv/app/reader.ts:3");
    }
  },
  records() {
    if (this.record) throw new Error("Cannot count: the tally is gone");
  },
}));

vi.mock("../../src/distribution/durable-object.ts", () => ({ Distribution: undefined }));
vi.mock(import("../../src/engine.ts"), async (original) => {
  const { judge, judgeSoft } = await original();
  return {
    judge: (...given) => {
      broken.judges();
      return judge(...given);
    },
    judgeSoft: (...given) => {
      broken.judges();
      return judgeSoft(...given);
    },
  };
});
vi.mock(import("../../src/distribution/record.ts"), async (original) => {
  const real = await original();
  return {
    ...real,
    recordFailure: () => {
      broken.records();
    },
    recordRequest: () => {
      broken.records();
    },
  };
});
vi.mock(import("../../src/proxy/ask-upstream.ts"), async (original) => {
  const real = await original();
  return {
    ...real,
    askUpstream: async (exchange) => {
      if (broken.ask) throw new Error("Cannot ask: a bug");
      return real.askUpstream(exchange);
    },
  };
});

const faults: unknown[] = [];
const ctx = { waitUntil: () => undefined };
const env = { UPSTREAM_URL: "http://legacy.example", SOFT_ERRORS: true, CORS_ORIGINS: "https://app.example" };

beforeEach(() => {
  Object.assign(broken, { judge: 0, record: false, ask: false });
  faults.length = 0;
  vi.spyOn(console, "error").mockImplementation((line: string) => {
    faults.push(JSON.parse(line));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function through(status: number, body: string): Promise<Response> {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () =>
      Promise.resolve(new Response(body, { status, headers: { "content-type": "application/json" } })),
    ),
  );
  const request = new Request("https://api.example.com/users/8");
  return worker.fetch(request, env, ctx);
}

async function codeOf(answer: Response): Promise<string | undefined> {
  const conformance = conformanceOf(answer.status, answer.headers, await answer.text());
  return conformance.kind === "conformant" ? conformance.envelope.error.code : undefined;
}

describe("a bug costs what it breaks, and no more", () => {
  test("a reader that throws: the status decides, and the log says what broke", async () => {
    broken.judge = 1;
    const answer = await through(409, '{"message":"Name is taken already"}');
    expect(answer.status).toBe(409);
    expect(await codeOf(answer)).toBe("conflict");
    expect(faults).toEqual([
      expect.objectContaining({
        event: "proxy_fault",
        name: "RangeError",
        request_id: expect.any(String) as string,
      }),
    ]);
    expect(JSON.stringify(faults)).not.toContain("hunter2");
  });

  test("a reader that throws over a success: the success passes", async () => {
    broken.judge = 1;
    const answer = await through(200, '{"success":false}');
    expect([answer.status, await answer.text()]).toEqual([200, '{"success":false}']);
    expect(faults.length).toBe(1);
  });

  test("a judge that throws whatever it is given: 500", async () => {
    broken.judge = 2;
    const answer = await through(404, "{}");
    expect(answer.status).toBe(500);
    expect(await codeOf(answer)).toBe("unknown_error");
  });

  test.for([
    [200, 200],
    [404, 404],
  ])("a recorder that throws: a %i leaves as it would", async ([status = 0, leaves]) => {
    broken.record = true;
    const answer = await through(status, "{}");
    expect(answer.status).toBe(leaves);
    expect(faults).toContainEqual(expect.objectContaining({ event: "proxy_fault" }));
  });

  test("anything else that throws: 500, with an id to look for", async () => {
    broken.ask = true;
    const answer = await through(200, "{}");
    expect(answer.status).toBe(500);
    expect(faults).toContainEqual(
      expect.objectContaining({ event: "proxy_fault", request_id: answer.headers.get("x-request-id") }),
    );
    expect(await codeOf(answer)).toBe("unknown_error");
  });

  test("even with a recorder that throws as well", async () => {
    Object.assign(broken, { ask: true, record: true });
    expect(await codeOf(await through(200, "{}"))).toBe("unknown_error");
  });
});
