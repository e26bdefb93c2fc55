import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matchers, startWorker, type Kit } from "../../src/testing/index.ts";

const TIMEOUT = { timeout: 60_000 };

describe("a kit", TIMEOUT, () => {
  let kit: Kit;

  beforeAll(async () => {
    kit = await startWorker({ upstream: {} });
  }, 60_000);
  afterAll(async () => {
    await kit.stop();
  });

  test("what no key fits is answered 501, and says so", async () => {
    kit.behind({ "GET /a": {} });
    const response = await kit.fetch("/b");
    expect(await response.json()).toMatchObject({ error: { code: "not_implemented" } });
    expect(kit.failures().at(-1)?.upstream_message).toBe("The stub has no answer to GET /b");
  });

  test("the method and the path decide, the first key first", async () => {
    kit.behind({ "POST /a": { status: 201 }, "/a": { status: 202 }, "/:any": { status: 203 } });
    const statuses = [];
    for (const [path, method] of [
      ["/a", "POST"],
      ["/a?x=1", "GET"],
      ["/b", "GET"],
    ] as const)
      statuses.push((await kit.fetch(path, { method })).status);
    expect(statuses).toEqual([201, 202, 203]);
  });

  test("the upstream's view: method, target, host, headers, body; nothing of the machinery", async () => {
    kit.clear();
    kit.behind(() => ({ status: 204 }));
    await kit.fetch("/a%2Fb?q=%20", { method: "PUT", body: "x=1", headers: { "x-own": "1" } });
    const [request] = kit.received;
    expect(request).toMatchObject({ method: "PUT", target: "/a%2Fb?q=%20", host: "upstream.example" });
    expect(new TextDecoder().decode(request?.body)).toBe("x=1");
    expect(request?.headers.get("x-own")).toBe("1");
    expect([...(request?.headers.keys() ?? [])].filter((name) => name.startsWith("mf-"))).toEqual([]);
  });

  test("several cookies, and a body that is coded, pass", async () => {
    kit.behind(() => ({
      headers: { "content-encoding": "gzip", "set-cookie": ["a=1", "b=2"] },
      body: gzipSync("hello"),
    }));
    const response = await kit.fetch("/");
    expect((await matchers.toPassThrough(response)).pass).toBe(true);
    expect(await response.text()).toBe("hello");
  });

  test("what was rewritten did not pass, and why is said", async () => {
    kit.behind(() => ({ status: 410, headers: { etag: '"a"' }, body: "gone" }));
    const { pass, message } = await matchers.toPassThrough(await kit.fetch("/"));
    expect(pass).toBe(false);
    expect(message()).toMatch(/the status is 404, the upstream's was 410; etag is null.*the body is/s);
  });

  test("an upstream that is late, or breaks off", async () => {
    kit.behind({ "/late": { delayMs: 20, body: "late" }, "/off": { reset: true } });
    expect(await (await kit.fetch("/late")).text()).toBe("late");
    expect((await kit.fetch("/off")).status).toBe(502);
  });

  test("a handler that throws is seen", async () => {
    kit.behind(() => {
      throw new Error("no table");
    });
    await kit.fetch("/");
    expect(kit.failures().at(-1)?.upstream_message).toContain("The stub's handler threw: Error: no table");
  });

  test("an answer that is no message is seen", async () => {
    kit.behind({ "/": "hello" });
    await kit.fetch("/");
    expect(kit.failures().at(-1)?.upstream_message).toContain("has no status line");
  });

  test("the distribution is that of the operator's pages", async () => {
    kit.behind(() => ({ status: 404, json: { detail: "No such user" } }));
    await kit.fetch("/counted/7");
    const { by, unmapped } = await kit.distribution("1h", { code: "not_found" });
    expect(by.route).toContainEqual({ name: "/counted/:id", count: 1 });
    expect(unmapped.map(({ route }) => route)).toContain("/counted/:id");
  });

  test("a distribution that cannot be had rejects", async () => {
    await expect(kit.distribution("2h" as "1h")).rejects.toThrow(/Cannot read the distribution: 400/);
  });
});

describe("another configuration", TIMEOUT, () => {
  const folder = mkdtempSync(join(tmpdir(), "kit-"));
  const HEAD = `name = "own"\nmain = ${JSON.stringify(resolve("src/worker.ts"))}\ncompatibility_date = "2026-10-23"\ncompatibility_flags = ["no_nodejs_compat", "no_nodejs_compat_v2"]\n`;

  function write(name: string, toml: string): string {
    const file = join(folder, name);
    writeFileSync(file, HEAD + toml);
    return file;
  }

  test("its variables count, a binding is the stub too, `vars` and `undefined` have the last word", async () => {
    const config = write(
      "own.toml",
      '[[services]]\nbinding = "UPSTREAM"\nservice = "legacy"\n[vars]\nMESSAGES = "none"\nMODE = "observe"\n[[vars.ROUTES]]\npath = "/x/*"\nname = "x"\n',
    );
    const kit = await startWorker({
      config,
      vars: { MODE: undefined, UPSTREAM_URL: undefined },
      upstream: { "/x/*": { status: 404, json: { detail: "No such x" } } },
    });
    try {
      const body: unknown = await (await kit.fetch("/x/1")).json();
      expect(body).toMatchObject({ error: { message: "The requested resource was not found." } });
      expect(kit.failures()).toMatchObject([{ route: "x" }]);
    } finally {
      await kit.stop();
    }
  });

  test("the configuration's own upstream is asked, base path and all", async () => {
    const config = write("base.toml", '[vars]\nUPSTREAM_URL = "https://legacy.example.com/base"\n');
    const kit = await startWorker({ config, upstream: () => ({ body: "fine" }) });
    try {
      await kit.fetch("/a");
      expect(kit.received).toMatchObject([{ host: "legacy.example.com", target: "/base/a" }]);
    } finally {
      await kit.stop();
    }
  });

  test("what does not build says what wrangler said", async () => {
    const config = join(folder, "broken.toml");
    writeFileSync(join(folder, "broken.ts"), "export default {");
    writeFileSync(config, 'name = "own"\nmain = "broken.ts"\ncompatibility_date = "2026-10-23"\n');
    await expect(startWorker({ config, upstream: {} })).rejects.toThrow(
      /Cannot build the Worker[^]*broken\.ts/,
    );
  });

  test("a configuration that is not there", async () => {
    await expect(startWorker({ config: "nowhere.toml", upstream: {} })).rejects.toThrow(/does not exist/);
  });
});
