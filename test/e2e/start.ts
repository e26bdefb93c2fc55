import { readFile } from "node:fs/promises";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { BUNDLE } from "./bundle.ts";

/** What the Worker under test is started with. */
export interface StartOptions {
  /** `UPSTREAM_URL`. */
  readonly upstream?: string | undefined;
  /** Other variables; an array or a table stays one, as in `wrangler.toml`. */
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly rules?: readonly unknown[];
  readonly routes?: readonly unknown[];
  /** The source of a Worker that is bound as `UPSTREAM`. */
  readonly bound?: string;
  /** Whether the Durable Object is bound; without it the counts go to the console. */
  readonly store?: boolean;
}

/** A line of the Worker's log. */
export interface LogLine {
  readonly level: string;
  /** The JSON that was logged, else `{ event: "text", text }`. */
  readonly line: Readonly<Record<string, unknown>>;
}

/** The Worker under test, running. */
export interface Running {
  /** Its own socket, with nothing between: what workerd itself reads and writes. */
  readonly base: URL;
  /** Every line logged so far, the oldest first. */
  readonly logs: readonly LogLine[];
  /** The lines of one event since the last `forget`. */
  readonly events: (event: string) => readonly Readonly<Record<string, unknown>>[];
  /** Waits until `count` lines of an event have been logged since the last `forget`. */
  readonly waitFor: (event: string, count?: number) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly forget: () => void;
  readonly dispose: () => Promise<void>;
}

/** Starts the built bundle in workerd by Miniflare's own options: with stores and bound Workers that the kit has not. */
export async function start(options: StartOptions): Promise<Running> {
  const logs: LogLine[] = [];
  let since = 0;
  const miniflare = new Miniflare({
    ...(await miniflareOptions(options)),
    handleStructuredLogs: ({ level, message }) => {
      logs.push({ level, line: parseLine(message) });
    },
  });
  await miniflare.ready;
  const base = await miniflare.unsafeGetDirectURL("proxy");
  const events: Running["events"] = (event) =>
    logs
      .slice(since)
      .map(({ line }) => line)
      .filter((line) => line["event"] === event);
  return {
    base,
    logs,
    events,
    async waitFor(event, count = 1) {
      for (let tries = 0; events(event).length < count && tries < 2000; tries += 1) await pause(10);
      return events(event);
    },
    forget() {
      since = logs.length;
    },
    async dispose() {
      await miniflare.dispose();
    },
  };
}

async function miniflareOptions(options: StartOptions): Promise<MiniflareOptions> {
  const bundle = await readFile(BUNDLE, "utf8");
  const variables = {
    ...(options.upstream !== undefined && { UPSTREAM_URL: options.upstream }),
    ...(options.rules !== undefined && { RULES: options.rules }),
    ...(options.routes !== undefined && { ROUTES: options.routes }),
    ...options.variables,
  };
  const env = {
    ...Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [
        name,
        typeof value === "string" ? { type: "text", value } : { type: "json", value },
      ]),
    ),
    ...(options.bound !== undefined && { UPSTREAM: { type: "worker", worker: "bound" } }),
    ...(options.store === true && {
      DISTRIBUTION: { type: "durable-object", worker: "proxy", exportName: "Distribution" },
    }),
  };
  const compatibility = {
    compatibilityDate: "2026-10-23",
    compatibilityFlags: ["no_nodejs_compat", "no_nodejs_compat_v2", "enable_request_signal"],
  };
  const workers = [
    {
      config: {
        name: "proxy",
        ...compatibility,
        manifest: moduleOf(bundle),
        env,
        exports: { Distribution: { type: "durable-object", storage: "sqlite" } },
      },
      dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }], stripCfConnectingIp: false },
    },
    ...(options.bound === undefined
      ? []
      : [{ config: { name: "bound", ...compatibility, manifest: moduleOf(options.bound) } }]),
  ];
  return { cf: false, enableDevRegistry: false, logRequests: false, workers } as MiniflareOptions;
}

function moduleOf(contents: string): unknown {
  return { mainModule: "index.js", modules: { "index.js": { type: "esm", contents } } };
}

function parseLine(message: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(message);
    if (typeof value === "object" && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Not the Worker's own line.
  }
  return { event: "text", text: message };
}

/** Waits; only ever between two looks at something that takes as long as it takes. */
export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
