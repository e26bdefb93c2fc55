import type { Code } from "../src/contract/codes.ts";
import { fingerprintOf } from "../src/distribution/fingerprint.ts";
import type { Share } from "../src/distribution/report.ts";
import { foldPath } from "../src/distribution/route.ts";
import { ruleBlock } from "../src/distribution/rule-block.ts";
import type { Judgement } from "../src/engine.ts";
import type { Replayed } from "./replay.ts";

/** A kind of answer today, and what it would leave as. */
export interface Flow {
  /** Status and media type today. */
  readonly from: string;
  /** Status and code behind the proxy. */
  readonly to: string;
  readonly count: number;
}

/** Failures that no rule and no vocabulary knew: what rules are grown from. */
export interface UnmappedGroup {
  readonly upstream_status: number;
  readonly upstream_code: string | null;
  readonly fingerprint: string;
  readonly route: string;
  readonly dialect: string;
  readonly status: number;
  readonly code: Code;
  readonly count: number;
  /** A ready `[[vars.RULES]]` block. */
  readonly rule: string;
}

/** Failures of today that are no v4 envelope. */
export interface Breach {
  readonly route: string;
  readonly status: number;
  readonly media_type: string;
  readonly why: string;
  readonly count: number;
}

/** What a capture says: `npm run report -- --json`. Every list is sorted, most frequent first. */
export interface ReportData {
  readonly version: 1;
  readonly exchanges: number;
  /** Exchanges that could not be read, by the reason. */
  readonly skipped: readonly Share[];
  readonly successes: number;
  /** 2xx that are failures for certain, and pass as long as `SOFT_ERRORS` is off. */
  readonly soft_off: number;
  readonly failures: number;
  readonly before: {
    readonly status: readonly Share[];
    readonly media_type: readonly Share[];
    /** Failures that are v4 already. */
    readonly conformant: number;
    readonly non_conformant: readonly Breach[];
    /** 429s, and those of them without a `Retry-After` that clients can read. */
    readonly rate_limited: number;
    readonly rate_limited_without_delay: number;
  };
  readonly after: {
    readonly code: readonly Share[];
    readonly status: readonly Share[];
    readonly mapped_by: readonly Share[];
    readonly dialect: readonly Share[];
    readonly route: readonly Share[];
    readonly retry_after_source: readonly Share[];
    /** Failures that rules pass as they are, and that are no v4. */
    readonly non_conformant: number;
    /** Failures whose status changes. */
    readonly status_changed: number;
    readonly flows: readonly Flow[];
  };
  readonly unmapped: readonly UnmappedGroup[];
}

/** Adds exchanges up; memory does not grow with them. */
export interface Accumulator {
  readonly add: (replayed: Replayed) => void;
  readonly skip: (why: string) => void;
  readonly data: () => ReportData;
}

const DISTINCT = 2000;
const GROUPS = 200;

/** Adds exchanges up to a report. */
export function createAccumulator(): Accumulator {
  let exchanges = 0;
  let successes = 0;
  let softOff = 0;
  let failures = 0;
  let conformant = 0;
  let limited = 0;
  let delayless = 0;
  let changed = 0;
  let passed = 0;
  const skipped = counter();
  const before = { status: counter(), mediaType: counter() };
  const after = {
    code: counter(),
    status: counter(),
    mappedBy: counter(),
    dialect: counter(),
    route: counter(),
    source: counter(),
  };
  const flows = groups<Omit<Flow, "count">>();
  const breaches = groups<Omit<Breach, "count">>();
  const unmapped = groups<Omit<UnmappedGroup, "count" | "rule">>();

  function addFailure(replayed: Replayed, judgement: Judgement): void {
    const { capture, conformance, mediaType, settings } = replayed;
    const { verdict, retryAfter, pass } = judgement;
    const own = conformance.kind === "not" || replayed.kept !== true ? undefined : conformance.envelope.error;
    const keeps = own !== undefined || pass;
    const status = keeps ? capture.status : verdict.status;
    const code = pass ? "passed by a rule" : (own?.code ?? verdict.code);
    const route = settings.route ?? foldPath(capture.request.path);
    const type = mediaType === "" ? "no media type" : mediaType;
    before.status.add(String(capture.status));
    before.mediaType.add(type);
    if (capture.status === 429) limited += 1;
    if (replayed.lacksDelay) delayless += 1;
    if (conformance.kind === "conformant") conformant += 1;
    else breaches.add({ route, status: capture.status, media_type: type, why: breachOf(replayed) });
    if (status !== capture.status) changed += 1;
    if (pass && conformance.kind !== "conformant") passed += 1;
    after.code.add(code);
    after.status.add(String(status));
    after.mappedBy.add(verdict.mappedBy);
    after.dialect.add(verdict.dialect);
    after.route.add(route);
    if (retryAfter !== undefined) after.source.add(retryAfter.source);
    flows.add({ from: `${capture.status} ${type}`, to: `${status} ${code}` });
    if (keeps || (verdict.mappedBy !== "status" && verdict.mappedBy !== "phrase")) return;
    unmapped.add({
      upstream_status: capture.status,
      upstream_code: verdict.upstreamCode ?? null,
      fingerprint: fingerprintOf(verdict.upstreamMessage ?? ""),
      route,
      dialect: verdict.dialect,
      status: verdict.status,
      code: verdict.code,
    });
  }

  return {
    add(replayed) {
      exchanges += 1;
      const { judgement } = replayed;
      if (replayed.kind === "soft-off") softOff += 1;
      if (replayed.kind === "success" || replayed.kind === "soft-off" || judgement === undefined)
        successes += 1;
      else {
        failures += 1;
        addFailure(replayed, judgement);
      }
    },
    skip(why) {
      skipped.add(why);
    },
    data: () => ({
      version: 1,
      exchanges,
      skipped: skipped.shares(),
      successes,
      soft_off: softOff,
      failures,
      before: {
        status: before.status.shares(),
        media_type: before.mediaType.shares(),
        conformant,
        non_conformant: breaches.list(),
        rate_limited: limited,
        rate_limited_without_delay: delayless,
      },
      after: {
        code: after.code.shares(),
        status: after.status.shares(),
        mapped_by: after.mappedBy.shares(),
        dialect: after.dialect.shares(),
        route: after.route.shares(),
        retry_after_source: after.source.shares(),
        non_conformant: passed,
        status_changed: changed,
        flows: flows.list(),
      },
      unmapped: unmapped.list().map((group) => Object.assign(group, { rule: ruleBlock(group) })),
    }),
  };
}

function breachOf({ capture, conformance, kind }: Replayed): string {
  if (kind === "soft") return "a failure under a 2xx";
  if (conformance.kind === "lacks") return `lacks a valid ${conformance.lacks.join(" and ")}`;
  return capture.body.length === 0 ? "no body" : "no v4 envelope";
}

interface Counter {
  readonly add: (name: string) => void;
  readonly shares: () => readonly Share[];
}

/** Counts by name; past the bound under `other`. */
function counter(): Counter {
  const counts = new Map<string, number>();
  return {
    add(name) {
      const key = counts.has(name) || counts.size < DISTINCT ? name : "other";
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    shares: () => [...counts].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count),
  };
}

interface Groups<T> {
  readonly add: (group: T) => void;
  readonly list: () => (T & { readonly count: number })[];
}

/** Counts by every member; past the bound what is new is not kept. */
function groups<T extends object>(): Groups<T> {
  const counts = new Map<string, T & { count: number }>();
  return {
    add(group) {
      const key = JSON.stringify(group);
      const known = counts.get(key);
      if (known !== undefined) known.count += 1;
      else if (counts.size < DISTINCT) counts.set(key, { ...group, count: 1 });
    },
    list: () => [...counts.values()].toSorted((a, b) => b.count - a.count).slice(0, GROUPS),
  };
}
