import type { FailureEvent } from "../src/distribution/event.ts";
import { fingerprintOf } from "../src/distribution/fingerprint.ts";
import { isUnmapped } from "../src/distribution/line.ts";
import type { LogEvent } from "./tail-events.ts";

const KEYS = 1000;
const MINUTE_MS = 60_000;
const ROWS = 8;
const BAR = 24;

/** The live distribution: what was read so far, and as a table. */
export interface Live {
  readonly add: (events: readonly LogEvent[], now: number) => void;
  /** The lines of the table, none wider than `columns`. */
  readonly lines: (now: number, columns: number) => readonly string[];
}

/** A count of failures by one property; past 1 000 values the rest is `other`. */
function createCounts() {
  const counts = new Map<string, number>();
  return {
    add(name: string): void {
      const key = counts.has(name) || counts.size < KEYS ? name : "other";
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    top: (): readonly (readonly [string, number])[] =>
      [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)),
  };
}

/** An empty distribution, since `start` (epoch milliseconds). */
export function createLive(start: number): Live {
  const tables = {
    code: createCounts(),
    route: createCounts(),
    dialect: createCounts(),
    action: createCounts(),
    unmapped: createCounts(),
  };
  const seconds = new Map<number, number>();
  let requests = 0;
  let failures = 0;

  function addFailure(failure: FailureEvent, now: number): void {
    failures += 1;
    tables.code.add(`${failure.code}  ${failure.status}`);
    tables.route.add(failure.route);
    tables.dialect.add(failure.dialect);
    tables.action.add(failure.action);
    if (isUnmapped(failure)) {
      tables.unmapped.add(
        failure.upstream_code ??
          (fingerprintOf(failure.upstream_message ?? "") || `status ${failure.upstream_status}`),
      );
    }
    const second = now - (now % 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
    for (const old of seconds.keys()) if (old < now - MINUTE_MS) seconds.delete(old);
  }

  return {
    add(events, now) {
      for (const event of events) {
        if (event.kind === "failure") addFailure(event.failure, now);
        else requests += event.count;
      }
    },
    lines(now, columns) {
      const recent = [...seconds].reduce((sum, [at, count]) => (at > now - MINUTE_MS ? sum + count : sum), 0);
      const of = requests > 0 ? ` of ${plural(requests, "request")}` : "";
      const minutes = Math.floor((now - start) / MINUTE_MS);
      const head = `${plural(failures, "failure")}${of} in ${minutes} min, ${grouped(recent)} in the last minute`;
      const body = Object.entries(tables).flatMap(([title, counts]) =>
        section(title, counts.top(), failures),
      );
      return [head, ...body].map((line) =>
        line.length > columns ? `${line.slice(0, Math.max(0, columns - 1))}…` : line,
      );
    },
  };
}

function section(
  title: string,
  rows: readonly (readonly [string, number])[],
  failures: number,
): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.length > ROWS + 1 ? rows.slice(0, ROWS) : rows;
  const rest = rows.slice(shown.length).reduce((sum, [, count]) => sum + count, 0);
  const all = rest > 0 ? [...shown, [`${rows.length - shown.length} more`, rest] as const] : shown;
  // A name comes from outside: nothing in it may move the cursor or break the table.
  const names = all.map(([name]) => cut(name.replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g, " "), 44));
  const width = Math.max(title.length, 28, ...names.map((name) => name.length));
  const top = rows[0]![1];
  const lines = all.map(([, count], index) => {
    const bar = "█".repeat(Math.min(BAR, Math.round((count / top) * BAR)));
    const share = `${((count / failures) * 100).toFixed(1)} %`;
    return `${names[index]!.padEnd(width)}  ${grouped(count).padStart(9)}  ${share.padStart(7)}  ${bar}`.trimEnd();
  });
  return ["", `${title.padEnd(width)}  ${"count".padStart(9)}  ${"share".padStart(7)}`, ...lines];
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, " ");
}

function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}
