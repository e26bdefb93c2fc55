import type { Code } from "../contract/codes.ts";
import type { FailureEvent } from "./event.ts";

/** The windows that the operator's pages offer. */
export type Window = "15m" | "1h" | "24h" | "7d";

/** The dimensions that failures are counted over. */
export type Dimension = "route" | "status" | "type" | "code" | "dialect" | "action" | "mapped_by";

/** A value of a dimension and how many failures had it. */
export interface Share {
  readonly name: string;
  readonly count: number;
}

/** One step of the distribution over time. */
export interface Bucket {
  /** The step's start, epoch milliseconds. */
  readonly at: number;
  readonly requests: number;
  readonly codes: Readonly<Partial<Record<Code, number>>>;
}

/** A group of failures that fell to the status table: what an operator grows the rules from. */
export interface Unmapped {
  readonly upstream_code: string | null;
  /** The message with digits, ids and quoted parts folded. */
  readonly fingerprint: string;
  readonly route: string;
  readonly upstream_status: number | null;
  readonly dialect: string;
  readonly count: number;
  /** Epoch milliseconds. */
  readonly last_seen: number;
  /** A ready `[[vars.RULES]]` block. */
  readonly rule: string;
}

/** What `distribution.json` answers and the dashboard draws; every list is sorted, most frequent first. */
export interface DistributionReport {
  readonly version: 1;
  readonly window: Window;
  /** Epoch milliseconds, `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly step_s: number;
  readonly requests: number;
  readonly failures: number;
  readonly series: readonly Bucket[];
  readonly by: Readonly<Record<Dimension, readonly Share[]>>;
  /** Newest first, at most 100. */
  readonly newest: readonly (FailureEvent & { readonly at: number })[];
  readonly unmapped: readonly Unmapped[];
}

/** Keeps only the failures whose dimension has the given value. */
export type Filters = Readonly<Partial<Record<Dimension, string>>>;

/** Where the operator's pages read from; rejects when the store cannot be reached. */
export interface DistributionReader {
  readonly report: (window: Window, filters: Filters) => Promise<DistributionReport>;
  /** OpenMetrics text, `# EOF` included. */
  readonly metrics: () => Promise<string>;
}
