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

/** A Durable Object namespace whose objects are found by name. */
export interface Namespace {
  readonly getByName: (name: string) => unknown;
}

/** The bindings that the distribution uses; each may be missing. */
export interface DistributionEnv {
  readonly ANALYTICS?: AnalyticsDataset | undefined;
  readonly DISTRIBUTION?: Namespace | undefined;
  /** The deployed version, which lets Analytics Engine tell before from after a deploy. */
  readonly CF_VERSION_METADATA?: { readonly id: string } | undefined;
}
