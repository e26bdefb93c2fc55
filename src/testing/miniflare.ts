import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";

/** Answers what the Worker asks of the world. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** How a built Worker is started. */
export interface RuntimeOptions {
  /** The configuration: bindings, compatibility, variables. */
  readonly configPath: string;
  /** The folder that `wrangler deploy --dry-run --outdir` wrote. */
  readonly outdir: string;
  /** Variables where the configuration has none of the name. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Variables and secrets in place of those of the configuration; `undefined` takes one away. */
  readonly vars?: Readonly<Record<string, unknown>>;
  /** Whether the configuration's own variables count. Default true. */
  readonly inherit?: boolean;
  /** Answers every request that the Worker makes, whatever its URL; without it they go out. */
  readonly outbound?: NodeHandler;
  /** Whether `outbound` is bound as the service `UPSTREAM` too. */
  readonly bindUpstream?: boolean;
  /** Told of each line that the Worker writes to its console. */
  readonly onLog?: (line: string) => void;
}

/** A running Worker. */
export interface Runtime {
  /** Straight to workerd: what stands between in `wrangler dev` would decode and recode bodies. */
  readonly url: URL;
  /** The variables that it has. */
  readonly vars: Readonly<Record<string, unknown>>;
  readonly stop: () => Promise<void>;
}

/** Starts a built Worker in workerd. The one place that knows Miniflare's options, which still move. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { configPath, outdir, defaults = {}, vars = {}, inherit = true, outbound, onLog } = options;
  const { workerOptions, main } = unstable_getMiniflareWorkerOptions(configPath);
  // Wrangler's types of this are those of another version; what is used of it is named here.
  const { bindings: own, serviceBindings } = workerOptions as {
    readonly bindings?: Readonly<Record<string, unknown>>;
    readonly serviceBindings?: Readonly<Record<string, unknown>>;
  };
  const variables = Object.fromEntries(
    Object.entries({ ...defaults, ...(inherit ? own : {}), ...vars }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  const entry = `${(main ?? "worker").replace(/^.*[\\/]/, "").replace(/\.\w+$/, "")}.js`;
  const bound = options.bindUpstream === true || serviceBindings?.["UPSTREAM"] !== undefined;
  const converted = convertV4MiniflareOptions({
    ...workerOptions,
    name: "worker",
    cf: false,
    modules: [{ type: "ESModule", path: entry, contents: await readFile(join(outdir, entry), "utf8") }],
    bindings: variables,
    serviceBindings: {
      ...serviceBindings,
      ...(bound && outbound !== undefined && { UPSTREAM: { node: outbound } }),
    },
    handleStructuredLogs: ({ message }: { readonly message: string }) => onLog?.(message),
  } as Parameters<typeof convertV4MiniflareOptions>[0]);
  const [worker] = converted.workers;
  if (worker === undefined) throw new Error("Cannot start the Worker: Miniflare made nothing of its options");
  const miniflare = new Miniflare({
    ...converted,
    logRequests: false,
    enableDevRegistry: false,
    workers: [
      {
        ...worker,
        dev: {
          ...worker.dev,
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
          ...(outbound !== undefined && { outboundService: { type: "node-handler", handler: outbound } }),
        },
      },
    ],
  });
  await miniflare.ready;
  return {
    vars: variables,
    url: await miniflare.unsafeGetDirectURL("worker"),
    stop: async () => {
      await miniflare.dispose();
    },
  };
}
