import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What one run of the load generator measured. */
export interface Load {
  readonly perSecond: number;
  readonly requests: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Sends requests from so many connections for so many seconds, each as soon as the one before is answered. */
export async function load(url: string, connections: number, seconds: number): Promise<Load> {
  const { stdout } = await promisify(execFile)("wrk", [
    "-t1",
    `-c${connections}`,
    `-d${seconds}s`,
    "--latency",
    url,
  ]).catch((error: unknown) => {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw missing ? new Error("Cannot send load: wrk is not installed (Debian: apt-get install wrk)") : error;
  });
  const errors = /Socket errors:.*/.exec(stdout)?.[0];
  if (errors !== undefined) throw new Error(`Cannot measure ${url}: ${errors}`);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    requests: Number(/(\d+) requests in/.exec(stdout)?.[1]),
    p50: milliseconds(/50%\s+([\d.]+\w+)/.exec(stdout)?.[1]),
    p99: milliseconds(/99%\s+([\d.]+\w+)/.exec(stdout)?.[1]),
  };
}

function milliseconds(text = ""): number {
  const value = Number.parseFloat(text);
  return text.endsWith("us") ? value / 1000 : text.endsWith("ms") ? value : value * 1000;
}
