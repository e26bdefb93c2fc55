/** What of a request's execution context the recorder uses. */
export interface Waiter {
  readonly waitUntil: (promise: Promise<unknown>) => void;
}

/** A point as Workers Analytics Engine takes it. */
export interface DataPoint {
  readonly indexes: readonly string[];
  readonly blobs: readonly string[];
  readonly doubles: readonly number[];
}

/** A Workers Analytics Engine binding. */
export interface AnalyticsDataset {
  readonly writeDataPoint: (point: DataPoint) => void;
}

/** The calls that a shard answers; they cross a process boundary, so every argument and answer is plain data. */
export interface ShardStub<B, E> {
  readonly write: (batches: readonly B[]) => Promise<void>;
  readonly extract: (window: string, filters: Readonly<Record<string, string>>, now: number) => Promise<E>;
  readonly totals: () => Promise<unknown>;
}

/** A Durable Object namespace whose objects are found by name. */
export interface Namespace {
  readonly idFromName: (name: string) => unknown;
  readonly get: (id: never) => unknown;
}

/** The bindings that the distribution uses; each may be missing. */
export interface DistributionEnv {
  readonly ANALYTICS?: AnalyticsDataset | undefined;
  readonly DISTRIBUTION?: Namespace | undefined;
  /** The deployed version, which lets Analytics Engine tell before from after a deploy. */
  readonly CF_VERSION_METADATA?: { readonly id: string } | undefined;
}
