import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { RuleInput } from "../config/rules.ts";
import type { FailureEvent } from "../distribution/event.ts";
import type { DistributionReport, Filters, Window } from "../distribution/report.ts";
import { buildWorker } from "./build.ts";
import { startRuntime } from "./miniflare.ts";
import { createStub, type Received, type Sent, type Upstream } from "./stub.ts";

/** How the Worker is started for a test. */
export interface StartOptions {
  /** What stands behind the Worker; every request that it makes ends here, whatever `UPSTREAM_URL` and `ROUTES` say. */
  readonly upstream: Upstream;
  /** Variables in place of those in `wrangler.toml`; `undefined` takes one away. */
  readonly vars?: Readonly<Record<string, unknown>>;
  /** Rules in place of the `RULES` in `wrangler.toml`; those in `src/rules.ts` are tried after them, as ever. */
  readonly rules?: readonly RuleInput[];
  /** Whether the variables of `wrangler.toml` count, as they do in a deploy. Default true. */
  readonly inherit?: boolean;
  /** Default `wrangler.toml` in the working directory. */
  readonly config?: string;
}

/** A Worker under test and the stub behind it. */
export interface Kit {
  /** Where the Worker listens, for a client of one's own. */
  readonly url: URL;
  /** Makes a request; a redirect is not followed. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** What the upstream got, in order. */
  readonly received: readonly Received[];
  /** What the Worker wrote to its console, one line each. */
  readonly logs: readonly string[];
  /** The failures among the log's lines. */
  readonly failures: () => readonly FailureEvent[];
  /** The distribution as the operator's pages answer it. */
  readonly distribution: (window?: Window, filters?: Filters) => Promise<DistributionReport>;
  /** Puts another upstream behind the running Worker. */
  readonly behind: (upstream: Upstream) => void;
  /** Forgets what was received and logged so far. */
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

const TOKEN = "kit";
/** What the upstream had answered for a response of a kit. */
const SENT = new WeakMap<Response, Sent | undefined>();

/**
 * Starts the real Worker, built as a deploy would build it, in workerd with a stub upstream behind it.
 *
 * @example
 * const kit = await startWorker({ upstream: { "GET /v3/users/:id": { status: 404, json: { detail: "No user" } } } });
 */
export async function startWorker(options: StartOptions): Promise<Kit> {
  const configPath = resolve(options.config ?? "wrangler.toml");
  if (!existsSync(configPath)) throw new Error(`Cannot start the Worker: "${configPath}" does not exist`);
  let { upstream } = options;
  const received: Received[] = [];
  const logs: string[] = [];
  const answers = new Map<string, Sent | undefined>();
  const runtime = await startRuntime({
    configPath,
    outdir: await buildWorker(configPath),
    defaults: { UPSTREAM_URL: "http://upstream.example", ADMIN_TOKEN: TOKEN },
    vars: {
      ...options.vars,
      ...(options.rules !== undefined && { RULES: options.rules }),
    },
    inherit: options.inherit ?? true,
    outbound: createStub(
      () => upstream,
      (request, sent) => {
        received.push(request);
        answers.set(request.headers.get("x-request-id") ?? "", sent);
      },
    ),
    onLog: (line) => {
      logs.push(line);
    },
  });

  const ask: Kit["fetch"] = async (path, init = {}) => {
    const headers = new Headers(init.headers);
    // How the upstream's answer is found again; a test's own id stays.
    const id = headers.get("x-request-id") ?? crypto.randomUUID();
    headers.set("x-request-id", id);
    const response = await fetch(new URL(runtime.url.origin + path), {
      redirect: "manual",
      ...init,
      headers,
    });
    SENT.set(response, answers.get(id));
    return response;
  };

  return {
    url: runtime.url,
    fetch: ask,
    received,
    logs,
    failures: () => logs.flatMap(toFailure),
    async distribution(window = "1h", filters = {}) {
      const query = new URLSearchParams({ window, ...filters });
      const { ADMIN_PATH = "/__errors", ADMIN_TOKEN } = runtime.vars as Readonly<Record<string, string>>;
      const path = `${ADMIN_PATH}/distribution.json?${query}`;
      const response = await ask(path, {
        headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
      });
      if (!response.ok)
        throw new Error(`Cannot read the distribution: ${response.status} ${await response.text()}`);
      return (await response.json()) as DistributionReport;
    },
    behind(next) {
      upstream = next;
    },
    clear() {
      received.length = 0;
      logs.length = 0;
    },
    stop: runtime.stop,
    [Symbol.asyncDispose]: runtime.stop,
  };
}

/** What the upstream had answered; `undefined` where it gave no answer, or where the response is of no kit. */
export function sentFor(response: Response): Sent | undefined {
  return SENT.get(response);
}

function toFailure(line: string): readonly FailureEvent[] {
  if (!line.startsWith('{"event":"failure"')) return [];
  return [JSON.parse(line) as FailureEvent];
}
