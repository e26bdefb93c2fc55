import { CODES } from "../contract/codes.ts";
import { type Batch, type Count, MINUTE_MS, type MinuteRequests, NEWEST, OTHER } from "./batch.ts";
import type { RecordedFailure, UnmappedCount } from "./batch.ts";
import type { FailureEvent } from "./event.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { emptyHistogram, observe, RETRY_AFTER_BOUNDS, UPSTREAM_BOUNDS } from "./histogram.ts";
import { isUnmapped } from "./line.ts";

const COUNTS = 500;
const UNMAPPED = 200;
const MINUTES = 60;

/** What is being counted in this isolate until a batch takes it; bounded whatever comes. */
export interface Tally {
  readonly request: (seconds: number | undefined) => void;
  readonly failure: (event: FailureEvent) => void;
  /** What was counted since the last batch: the worst of it. */
  readonly pending: () => "nothing" | "successes" | "failures";
  /** Everything counted since the last batch, under a new id. */
  readonly take: (id: string) => Batch;
  /** A copy of what `take` would give, which stays to be taken. */
  readonly peek: () => Batch;
}

/** A tally on the given clock (epoch milliseconds). */
export function createTally(clock: () => number): Tally {
  let requests = new Map<number, MinuteRequests>();
  let current: MinuteRequests | undefined;
  let counts = new Map<string, Count>();
  let unmapped = new Map<string, UnmappedCount>();
  let failures: RecordedFailure[] = [];
  let oldest = 0;
  let upstreamSeconds = emptyHistogram(UPSTREAM_BOUNDS);
  let retryAfterSeconds = emptyHistogram(RETRY_AFTER_BOUNDS);

  function minuteOf(now: number): MinuteRequests {
    const at = now - (now % MINUTE_MS);
    let minute = requests.get(at);
    if (minute === undefined) {
      // An isolate that can send nothing for an hour keeps the sum and loses the minute.
      if (requests.size >= MINUTES) return current!;
      minute = { at, count: 0 };
      requests.set(at, minute);
    }
    return minute;
  }

  function keep(failure: RecordedFailure): void {
    if (failures.length < NEWEST) {
      failures.push(failure);
      return;
    }
    failures[oldest] = failure;
    oldest = (oldest + 1) % NEWEST;
  }

  function count(event: FailureEvent, at: number): void {
    const key = `${at}\n${event.route}\n${event.status}\n${event.code}\n${event.dialect}\n${event.action}\n${event.mapped_by}\n${event.upstream_code ?? ""}`;
    const known = counts.get(key);
    if (known !== undefined) known.count += 1;
    else if (counts.size < COUNTS) counts.set(key, { ...dimensionsOf(event, at), count: 1 });
    else addOther(counts, { ...dimensionsOf(event, at), upstream_code: "", count: 1 });
  }

  function countUnmapped(event: FailureEvent, at: number, now: number): void {
    const fingerprint = fingerprintOf(event.upstream_message ?? "");
    const key = `${at}\n${event.route}\n${event.upstream_status}\n${event.status}\n${event.code}\n${event.dialect}\n${event.action}\n${event.mapped_by}\n${event.upstream_code ?? ""}\n${fingerprint}`;
    const known = unmapped.get(key);
    if (known !== undefined) {
      known.count += 1;
      known.last_seen = now;
      return;
    }
    const fresh = {
      ...dimensionsOf(event, at),
      upstream_status: event.upstream_status ?? 0,
      last_seen: now,
      count: 1,
    };
    if (unmapped.size < UNMAPPED) unmapped.set(key, { ...fresh, fingerprint });
    else addOther(unmapped, { ...fresh, upstream_code: "", fingerprint: OTHER });
  }

  function batchOf(id: string): Batch {
    return {
      id,
      requests: [...requests.values()],
      counts: [...counts.values()],
      unmapped: [...unmapped.values()],
      failures: [...failures.slice(oldest), ...failures.slice(0, oldest)],
      upstreamSeconds,
      retryAfterSeconds,
    };
  }

  return {
    request(seconds) {
      const now = clock();
      if (current === undefined || now - current.at >= MINUTE_MS || now < current.at) current = minuteOf(now);
      current.count += 1;
      if (seconds !== undefined) observe(upstreamSeconds, UPSTREAM_BOUNDS, seconds);
    },
    failure(event) {
      const now = clock();
      const at = now - (now % MINUTE_MS);
      count(event, at);
      keep({ ...event, at: now });
      if (event.retry_after !== null) observe(retryAfterSeconds, RETRY_AFTER_BOUNDS, event.retry_after);
      if (isUnmapped(event)) countUnmapped(event, at, now);
    },
    pending: () => (counts.size > 0 ? "failures" : requests.size > 0 ? "successes" : "nothing"),
    peek: () => structuredClone(batchOf("")),
    take(id) {
      const batch = batchOf(id);
      requests = new Map();
      current = undefined;
      counts = new Map();
      unmapped = new Map();
      failures = [];
      oldest = 0;
      upstreamSeconds = emptyHistogram(UPSTREAM_BOUNDS);
      retryAfterSeconds = emptyHistogram(RETRY_AFTER_BOUNDS);
      return batch;
    },
  };
}

function dimensionsOf(event: FailureEvent, at: number): Omit<Count, "count"> {
  const { route, status, type, code, dialect, action, mapped_by, upstream_code } = event;
  return { at, route, status, type, code, dialect, action, mapped_by, upstream_code: upstream_code ?? "" };
}

/** Counts what exceeds a bound under its code alone, so that the distribution of codes stays exact. */
function addOther<C extends Count>(counts: Map<string, C>, row: C): void {
  // One minute and one status a code: past the bound there are as many rows as codes, never more.
  const key = `other\n${row.code}`;
  const known = counts.get(key);
  if (known !== undefined) known.count += 1;
  else
    counts.set(key, {
      ...row,
      route: OTHER,
      dialect: OTHER,
      status: CODES[row.code].status,
      action: "rewritten",
      mapped_by: "status",
    });
}
