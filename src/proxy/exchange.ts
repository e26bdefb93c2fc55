import type { DistributionEnv, Waiter } from "../distribution/platform.ts";
import type { Config, Settings } from "../settings.ts";

/** Anything that answers requests: a service binding, a VPC service, an mTLS certificate. */
export interface Fetcher {
  readonly fetch: typeof fetch;
}

/** The Worker's bindings; the variables are read through the configuration alone. */
export interface Env extends DistributionEnv {
  readonly UPSTREAM?: Fetcher | undefined;
  readonly [name: string]: unknown;
}

/** One request on its way through the proxy, and what is known of it. */
export interface Exchange {
  readonly request: Request;
  readonly url: URL;
  readonly env: Env;
  readonly ctx: Waiter;
  readonly config: Config;
  readonly settings: Settings;
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly started: number;
}
