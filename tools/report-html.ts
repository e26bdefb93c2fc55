import type { Share } from "../src/distribution/report.ts";
import type { ReportData } from "./report-data.ts";
import { amount, percent } from "./report-text.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1d2126, #e6e8eb); --soft: light-dark(#5c6670, #9aa4ae);
  --line: light-dark(#dfe3e8, #343b43); --page: light-dark(#fff, #14181c); --card: light-dark(#f6f7f9, #1b2026);
  --bar: light-dark(#3367d6, #6f9bf5); --bad: light-dark(#b3261e, #ff8a80); --good: light-dark(#1b7f4b, #5fd39a); }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 64rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2.5rem 0 .75rem; }
p { margin: .25rem 0; color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.card b { display: block; font-size: 1.5rem; } .card span { color: var(--soft); }
.bad b { color: var(--bad); } .good b { color: var(--good); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 0 2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--soft); padding: .5rem 0 .25rem; }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line); vertical-align: top; }
th { font-weight: 500; color: var(--soft); } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.bar { width: 40%; } td.bar i { display: block; height: .7rem; margin-top: .35rem; border-radius: .2rem; background: var(--bar); }
details { border-top: 1px solid var(--line); padding: .5rem 0; } summary { cursor: pointer; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; overflow-x: auto; font-size: 13px; }
@media print { details > * { display: block; } }
`;

/** The report as one page that needs nothing else: no script, no font, no request. */
export function reportHtml(data: ReportData, title: string): string {
  const { before, after, failures } = data;
  const broken = failures - before.conformant;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}: failures before and after</title>
<style>${STYLE}</style>
<h1>${escape(title)}</h1>
<p>What its failures are today, and what they would be behind the proxy.</p>
${data.skipped.map(({ name, count }) => `<p>${amount(count)} left out: ${escape(name)}</p>`).join("\n")}
<div class="cards">
${card(amount(data.exchanges), "exchanges")}
${card(amount(failures), `failures, ${percent(failures, data.exchanges)}`)}
${card(amount(broken), "not conformant today", broken > 0 ? "bad" : "good")}
${card(amount(after.non_conformant), `not conformant behind the proxy${after.non_conformant > 0 ? ", passed by rules" : ""}`, after.non_conformant > 0 ? "bad" : "good")}
${card(amount(before.rate_limited_without_delay), `of ${amount(before.rate_limited)} 429s without a usable Retry-After today`, before.rate_limited_without_delay > 0 ? "bad" : "good")}
${data.soft_off > 0 ? card(amount(data.soft_off), "failures under a 2xx, with SOFT_ERRORS off", "bad") : ""}
</div>
<div class="pair">
<section><h2>Today</h2>
${bars("Status", before.status, failures)}
${bars("Media type", before.media_type, failures)}
</section>
<section><h2>Behind the proxy</h2>
${bars("Code", after.code, failures)}
${bars("Status", after.status, failures)}
</section>
</div>
<h2>From what to what</h2>
${table(
  ["today", "behind the proxy", "#count"],
  after.flows.map(({ from, to, count }) => [from, to, amount(count)]),
)}
<h2>Not conformant today</h2>
${table(
  ["route", "#status", "media type", "why", "#count"],
  before.non_conformant.map((row) => [
    row.route,
    String(row.status),
    row.media_type,
    row.why,
    amount(row.count),
  ]),
)}
<h2>How the verdicts came about</h2>
<div class="pair">
${bars("Decided by", after.mapped_by, failures)}
${bars("Read by", after.dialect, failures)}
${bars("Route", after.route, failures)}
${bars("Retry-After from", after.retry_after_source, failures)}
</div>
<h2>Unmapped</h2>
<p>${
    data.unmapped.length === 0
      ? "Every failure was known to a rule or a vocabulary."
      : "Decided by the status alone. Each has a rule to start from: copy it to wrangler.toml, and change what it answers."
  }</p>
${data.unmapped
  .map(
    (
      group,
    ) => `<details><summary>${amount(group.count)} × <b>${group.upstream_status}</b> ${escape(group.route)} → ${group.status} ${group.code}
${group.fingerprint === "" ? "" : `<span> ${escape(group.fingerprint)}</span>`}</summary>
<pre>${escape(group.rule)}</pre></details>`,
  )
  .join("\n")}
</html>
`;
}

function card(value: string, label: string, mood = ""): string {
  return `<div class="card ${mood}"><b>${value}</b><span>${escape(label)}</span></div>`;
}

function bars(title: string, shares: readonly Share[], total: number): string {
  if (shares.length === 0) return "";
  const rows = shares.slice(0, 30).map(({ name, count }) => {
    const width = total === 0 ? 0 : Math.max(0.5, (count / total) * 100);
    return `<tr><td>${escape(name)}</td><td class="n">${amount(count)}</td><td class="bar"><i style="width:${width.toFixed(1)}%"></i></td></tr>`;
  });
  return `<div class="scroll"><table><caption>${escape(title)}</caption>${rows.join("\n")}</table></div>`;
}

/** A table; a heading that starts with `#` is of numbers. */
function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "<p>None.</p>";
  const kinds = headings.map((heading) => (heading.startsWith("#") ? ' class="n"' : ""));
  const head = headings
    .map((heading, at) => `<th${kinds[at]}>${escape(heading.replace("#", ""))}</th>`)
    .join("");
  const body = rows
    .map((row) => `<tr>${row.map((cell, at) => `<td${kinds[at]}>${escape(cell)}</td>`).join("")}</tr>`)
    .join("\n");
  return `<div class="scroll"><table><tr>${head}</tr>\n${body}</table></div>`;
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
