import type { Share } from "../src/distribution/report.ts";
import type { Paint } from "./command.ts";
import type { ReportData } from "./report-data.ts";

const BAR = 24;
const ROWS = 12;

/** A share of a whole, in words. */
export function percent(count: number, total: number): string {
  if (total === 0) return "0 %";
  const share = (count / total) * 100;
  return `${share > 0 && share < 0.1 ? "< 0.1" : share.toFixed(share < 10 ? 1 : 0)} %`;
}

/** The report as a terminal shows it. */
export function reportText(data: ReportData, paint: Paint): string {
  const { before, after, failures } = data;
  const broken = failures - before.conformant;
  const lines = [
    paint(
      "bold",
      `${amount(data.exchanges)} exchanges, ${amount(failures)} failures (${percent(failures, data.exchanges)})`,
    ),
    ...data.skipped.map(({ name, count }) => paint("yellow", `${amount(count)} left out: ${name}`)),
    "",
  ];
  if (data.soft_off > 0)
    lines.push(
      `${amount(data.soft_off)} answers are failures under a 2xx; SOFT_ERRORS = true would turn them.`,
      "",
    );
  if (failures === 0) return [...lines, "No failure among them: nothing would change.", ""].join("\n");
  lines.push(
    paint("bold", "Today"),
    `  not conformant   ${amount(broken)} of ${amount(failures)} (${percent(broken, failures)})`,
    `  429s             ${amount(before.rate_limited)}, ${amount(before.rate_limited_without_delay)} without a Retry-After that clients can read`,
    ...bars("by status", before.status, failures, paint),
    ...bars("by media type", before.media_type, failures, paint),
    "",
    paint("bold", "Behind the proxy"),
    `  not conformant   ${amount(after.non_conformant)}${after.non_conformant > 0 ? ", passed by rules" : ""}`,
    `  status changed   ${amount(after.status_changed)} (${percent(after.status_changed, failures)})`,
    ...bars("by code", after.code, failures, paint),
    ...bars("by status", after.status, failures, paint),
    ...bars("decided by", after.mapped_by, failures, paint),
    ...bars("read by", after.dialect, failures, paint),
    ...(after.retry_after_source.length > 0
      ? bars("Retry-After from", after.retry_after_source, failures, paint)
      : []),
    "",
    paint("bold", "From what to what"),
    ...after.flows
      .slice(0, ROWS)
      .map(({ from, to, count }) => `  ${amount(count).padStart(9)}  ${from.padEnd(34)} →  ${to}`),
    ...more(after.flows.length),
    "",
    paint("bold", "Not conformant today"),
    ...before.non_conformant
      .slice(0, ROWS)
      .map(
        (breach) =>
          `  ${amount(breach.count).padStart(9)}  ${breach.status}  ${breach.route}  ${paint("dim", `${breach.media_type}: ${breach.why}`)}`,
      ),
    ...more(before.non_conformant.length),
    "",
  );
  if (data.unmapped.length === 0)
    return [...lines, paint("green", "Every failure was known to a rule or a vocabulary."), ""].join("\n");
  lines.push(paint("bold", "Unmapped: decided by the status alone, each with a rule to start from"));
  for (const group of data.unmapped.slice(0, ROWS)) {
    lines.push(
      "",
      `  ${amount(group.count)} ×  ${group.upstream_status} ${group.route} → ${group.status} ${group.code}  ${paint("dim", group.dialect)}`,
      ...(group.fingerprint === "" ? [] : [`  ${paint("dim", group.fingerprint)}`]),
      ...group.rule
        .trimEnd()
        .split("\n")
        .map((line) => `    ${line}`),
    );
  }
  return [...lines, ...more(data.unmapped.length), ""].join("\n");
}

function bars(title: string, shares: readonly Share[], total: number, paint: Paint): readonly string[] {
  const width = Math.min(36, Math.max(...shares.slice(0, ROWS).map(({ name }) => name.length)));
  return [
    `  ${paint("dim", title)}`,
    ...shares.slice(0, ROWS).map(({ name, count }) => {
      const bar = "█".repeat(Math.max(1, Math.round((count / total) * BAR)));
      return `    ${name.slice(0, width).padEnd(width)}  ${amount(count).padStart(9)}  ${percent(count, total).padStart(7)}  ${bar}`;
    }),
    ...more(shares.length),
  ];
}

function more(count: number): readonly string[] {
  return count > ROWS ? [`    … ${count - ROWS} more; --json has them`] : [];
}

/** A number with its thousands parted. */
export function amount(count: number): string {
  return count.toLocaleString("en-US");
}
