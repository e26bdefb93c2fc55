import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answer, ask, dial, startUpstream, type RawUpstream } from "./raw.ts";
import { pause, start, type Running } from "./start.ts";
import { expectV4 } from "./v4.ts";

let upstream: RawUpstream;
let worker: Running;

beforeAll(async () => {
  upstream = await startUpstream(() => undefined);
  worker = await start({
    upstream: upstream.origin,
    // Whatever streams does so with these on, too.
    variables: { SOFT_ERRORS: true, ERROR_BODY_TIMEOUT_MS: 300 },
  });
});
afterAll(async () => {
  await worker.dispose();
  await upstream.close();
});
beforeEach(() => {
  worker.forget();
  upstream.requests.length = 0;
});

/** A promise and its settling, for two sides of an exchange to wait for each other. */
function signal(): { readonly happened: Promise<void>; readonly now: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { happened: promise, now: resolve };
}

async function drained(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.once("drain", resolve);
    socket.once("close", resolve);
  });
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds() && tries < 2000; tries += 1) await pause(10);
  expect(holds()).toBe(true);
}

describe("bodies stream", () => {
  test("events arrive one by one, before the answer ends", async () => {
    const seen = signal();
    upstream.say = async (_request, socket) => {
      socket.write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      socket.write('10\r\ndata: {"n": 1}\n\n\r\n');
      await seen.happened;
      socket.write('10\r\ndata: {"n": 2}\n\n\r\n0\r\n\r\n');
    };
    const client = await dial(worker.base);
    client.socket.write(ask(worker.base, { fields: { Accept: "text/event-stream" } }));
    expect((await client.head())?.line).toContain("200");
    expect((await client.bytes()).toString()).toContain('{"n": 1}');
    seen.now();
    let rest = "";
    while (!rest.includes("0\r\n\r\n")) rest += (await client.bytes()).toString();
    expect(rest).toContain('{"n": 2}');
    client.socket.destroy();
  });

  test("a request's body arrives before it ends", async () => {
    const seen = signal();
    let first = "";
    upstream.say = async (request, socket) => {
      // The body is still on its way; its first bytes are what is waited for.
      const body = request.body();
      seen.now();
      first = request.line;
      socket.write(answer(200, {}, String((await body).length)));
    };
    const client = await dial(worker.base);
    client.socket.write(`POST /up HTTP/1.1\r\nHost: ${worker.base.host}\r\nContent-Length: 10\r\n\r\nhello`);
    await seen.happened;
    expect(first).toContain("/up");
    client.socket.write("world");
    expect((await client.answer()).body.toString()).toBe("10");
    client.socket.destroy();
  });

  test("an upload of 8 MiB arrives whole while the upstream already answers", async () => {
    const bytes = Buffer.alloc(8 << 20, "abcdefghij");
    let arrived: Buffer | undefined;
    upstream.say = async (request, socket) => {
      socket.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nearly\r\n",
      );
      arrived = await request.body();
      socket.write("4\r\nlate\r\n0\r\n\r\n");
    };
    const client = await dial(worker.base);
    client.socket.write(
      `PUT /big HTTP/1.1\r\nHost: ${worker.base.host}\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    );
    client.socket.write(bytes.subarray(0, 1 << 20));
    expect((await client.head())?.line).toContain("200");
    expect((await client.bytes()).toString()).toContain("early");
    client.socket.write(bytes.subarray(1 << 20));
    await until(() => arrived !== undefined);
    expect(arrived?.equals(bytes)).toBe(true);
    client.socket.destroy();
  });

  test("a failure that comes while the client still uploads is answered", async () => {
    upstream.say = (_request, socket) => {
      socket.write(answer(413, { "Content-Type": "application/json" }, '{"message":"Too large"}'));
    };
    const client = await dial(worker.base);
    client.socket.write(
      `PUT /big HTTP/1.1\r\nHost: ${worker.base.host}\r\nContent-Length: 99999999\r\n\r\nabc`,
    );
    const got = await client.answer();
    expect(got.status).toBe(400);
    expect(expectV4(got).message).toBe("Too large");
    client.socket.destroy();
  });

  test("512 MiB pass whole, and none of it is kept", { timeout: 120_000 }, async () => {
    const piece = Buffer.alloc(1 << 20, "0123456789abcdef");
    upstream.say = async (_request, socket) => {
      socket.write(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${512 << 20}\r\n\r\n`,
      );
      for (let at = 0; at < 512 && !socket.destroyed; at += 1) {
        if (!socket.write(piece)) await drained(socket);
      }
    };
    const client = await dial(worker.base);
    client.socket.write(ask(worker.base, {}));
    await client.head();
    const wanted = createHash("sha1");
    for (let at = 0; at < 512; at += 1) wanted.update(piece);
    const sum = createHash("sha1");
    const before = memory();
    let most = before;
    let size = 0;
    while (size < 512 << 20) {
      const bytes = await client.bytes();
      if (bytes.length === 0) break;
      sum.update(bytes);
      if (size % (64 << 20) > (size + bytes.length) % (64 << 20)) most = Math.max(most, memory());
      size += bytes.length;
    }
    client.socket.destroy();
    expect(size).toBe(512 << 20);
    expect(sum.digest("hex")).toBe(wanted.digest("hex"));
    expect(most - before).toBeLessThan(128 << 20);
  });
});

/** The resident memory of every workerd that this process has started, in bytes. */
function memory(): number {
  let total = 0;
  for (const pid of children(process.pid)) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      if (/^Name:\s*workerd/m.test(status)) total += Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0) * 1024;
    } catch {
      // It has ended, or this is no Linux: nothing to add.
    }
  }
  return total;
}

function children(pid: number): readonly number[] {
  try {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return list
      .split(" ")
      .filter(Boolean)
      .map(Number)
      .flatMap((child) => [child, ...children(child)]);
  } catch {
    return [];
  }
}

describe("where soft errors are looked for", () => {
  test("a body longer than the cap streams", async () => {
    const seen = signal();
    const piece = "x".repeat(70_000);
    upstream.say = async (_request, socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
      await seen.happened;
      socket.write("3\r\nend\r\n0\r\n\r\n");
    };
    const client = await dial(worker.base);
    client.socket.write(ask(worker.base, {}));
    await client.head();
    let size = 0;
    while (size < piece.length) size += (await client.bytes()).length;
    seen.now();
    let rest = "";
    while (!rest.includes("end")) rest += (await client.bytes()).toString();
    client.socket.destroy();
  });

  test("a body that comes late passes whole", async () => {
    const begun = signal();
    upstream.say = async (_request, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n{"succ');
      await begun.happened;
      socket.write('ess":false}');
    };
    const client = await dial(worker.base);
    client.socket.write(ask(worker.base, {}));
    const answered = client.answer();
    // Its fields leave once the time to read it is over.
    await until(() => client.socket.bytesRead > 0);
    begun.now();
    const got = await answered;
    expect([got.status, got.body.toString()]).toEqual([200, '{"success":false}']);
    client.socket.destroy();
  });
});

describe("a WebSocket", () => {
  const UPGRADE = {
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Protocol": "chat",
  };

  test("passes, with its subprotocol and its messages both ways", async () => {
    upstream.say = async (request, socket) => {
      const accept = createHash("sha1")
        .update(`${request.get("sec-websocket-key")}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest("base64");
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: chat\r\n\r\n`,
      );
      socket.write(Buffer.from([0x81, 5, ...Buffer.from("hello")]));
      await pause(5000);
    };
    const client = await dial(worker.base);
    client.socket.write(ask(worker.base, { target: "/chat", fields: UPGRADE }));
    const head = await client.head();
    expect(head?.line).toContain("101");
    expect(head?.text.toLowerCase()).toContain("sec-websocket-protocol: chat");
    expect(upstream.requests[0]?.get("sec-websocket-protocol")).toBe("chat");
    let frames = Buffer.alloc(0);
    while (!frames.includes("hello")) frames = Buffer.concat([frames, await client.bytes()]);
    client.socket.destroy();
    expect(worker.events("failure")).toEqual([]);
  });

  test("that is refused is a failure like any other", async () => {
    upstream.say = (_request, socket) => {
      socket.write(answer(403, { "Content-Type": "text/plain" }, "Not on this plan"));
    };
    const client = await dial(worker.base);
    client.socket.write(ask(worker.base, { fields: UPGRADE }));
    const got = await client.answer();
    expect(got.status).toBe(403);
    expect(expectV4(got)).toMatchObject({ code: "control_forbidden", message: "Not on this plan" });
    client.socket.destroy();
  });
});

describe("a client that leaves", () => {
  interface Row {
    readonly name: string;
    /** What the upstream says before it stalls. */
    readonly says: string;
    readonly asks: string;
  }
  const GET = "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";
  const rows: readonly Row[] = [
    { name: "before the upstream answers", says: "", asks: GET },
    {
      name: "in the midst of an upload",
      says: "",
      asks: "POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc",
    },
    { name: "while a success streams", says: "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", asks: GET },
    {
      name: "while a success is read for a soft error",
      says: "HTTP/1.1 203 X\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\nabc",
      asks: GET,
    },
    {
      name: "while a failure's body is read",
      says: "HTTP/1.1 500 X\r\nContent-Length: 10\r\n\r\nabc",
      asks: GET,
    },
  ];
  test.for(rows)("$name: the upstream is let go, and nothing failed", async ({ says, asks }) => {
    const asked = signal();
    const closed = signal();
    upstream.say = async (_request, socket) => {
      socket.once("close", closed.now);
      socket.write(says);
      asked.now();
      await closed.happened;
    };
    const client = await dial(worker.base);
    client.socket.write(asks);
    await asked.happened;
    if (says.includes("200")) await client.head();
    // As a network does it: workerd does not notice a mere end of the client's side while it waits.
    client.socket.resetAndDestroy();
    await closed.happened;
    // The next request is served, and is the only one that counts.
    upstream.say = (_request, socket) => {
      socket.write(answer(404, {}, "no"));
    };
    const next = await dial(worker.base);
    next.socket.write(ask(worker.base, { target: "/next" }));
    expect((await next.answer()).status).toBe(404);
    next.socket.destroy();
    await worker.waitFor("code_distribution");
    expect(worker.events("failure").map(({ route }) => route)).toEqual(["/next"]);
    expect(worker.events("proxy_fault")).toEqual([]);
  });
});
