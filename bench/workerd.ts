import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { bundleOf, OUT, type Contender } from "./contenders.ts";

const WORKERD = createRequire(import.meta.url).resolve("workerd/bin/workerd");

/** A contender in a workerd of its own. */
export interface Running {
  readonly contender: Contender;
  readonly url: string;
  /** Milliseconds of processor time that the process has taken so far. */
  readonly cpuMs: () => number;
  /** Bytes of memory that the process holds. */
  readonly memory: () => number;
  readonly stop: () => Promise<void>;
}

/** Starts a contender in plain workerd, nothing between it and its socket; its log is read by nobody. */
export async function startWorkerd(contender: Contender, upstream: string): Promise<Running> {
  const folder = `${OUT}run-${contender}/`;
  mkdirSync(`${folder}store`, { recursive: true });
  const config = `${folder}config.capnp`;
  writeFileSync(`${folder}index.js`, readFileSync(bundleOf(contender)));
  writeFileSync(config, configOf(contender, upstream, `${folder}store`));
  const child = spawn(WORKERD, ["serve", config, "--control-fd=3", "--experimental"], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const pid = child.pid ?? 0;
  const port = await portOf(child);
  return {
    contender,
    url: `http://127.0.0.1:${port}`,
    cpuMs: () => cpuMsOf(pid),
    memory: () => memoryOf(pid),
    async stop() {
      const ended = new Promise((resolve) => {
        child.once("exit", resolve);
      });
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function configOf(contender: Contender, upstream: string, store: string): string {
  const proxy = contender === "proxy";
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["local", "private", "public"])),
    (name = "store", disk = (path = "${store}", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed "index.js")],
  compatibilityDate = "2026-10-23",
  compatibilityFlags = ["no_nodejs_compat", "no_nodejs_compat_v2", "enable_request_signal"],
  bindings = [
    (name = "UPSTREAM_URL", text = "${upstream}"),
    ${proxy ? '(name = "DISTRIBUTION", durableObjectNamespace = "Distribution"),' : ""}
  ],
  ${
    proxy
      ? `durableObjectNamespaces = [(className = "Distribution", uniqueKey = "distribution", enableSql = true)],
  durableObjectStorage = (localDisk = "store"),`
      : ""
  }
);
`;
}

async function portOf(child: ChildProcess): Promise<number> {
  const control = child.stdio[3] as Readable;
  return await new Promise((resolve, reject) => {
    createInterface({ input: control }).on("line", (line) => {
      const { event, port } = JSON.parse(line) as { readonly event: string; readonly port?: number };
      if (event === "listen" && port !== undefined) resolve(port);
    });
    let said = "";
    // The lines of 5xx failures come here too, and are let go.
    child.stderr?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(0, 2000);
    });
    child.once("exit", (code) => {
      reject(new Error(`Cannot start workerd: it ended with ${code}: ${said}`));
    });
  });
}

/** The scheduler's own count of every thread, in nanoseconds: `stat` counts in ticks of 10 ms, which a start is only a few of. */
function cpuMsOf(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).reduce((sum, task) => {
    const [nanoseconds] = readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ");
    return sum + Number(nanoseconds) / 1e6;
  }, 0);
}

function memoryOf(pid: number): number {
  const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kib ?? 0) * 1024;
}
