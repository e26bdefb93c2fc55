import { DIMENSIONS } from "../distribution/batch.ts";
import type { DistributionReport } from "../distribution/report.ts";
import { Chart } from "./chart.tsx";
import { clock, grouped, percent, WINDOW_WORDS } from "./format.ts";
import type { Health, Sinks } from "./health.ts";
import { documentOf, Layout } from "./layout.tsx";
import { Newest } from "./newest.tsx";
import { StoreNotice, UnreadableNotice } from "./notices.tsx";
import { type Query, queryString, WINDOW_NAMES } from "./query.ts";
import { Shares } from "./shares.tsx";
import { UnmappedReport } from "./unmapped.tsx";

/** What the dashboard shows. */
export interface DashboardProps {
  readonly base: string;
  readonly nonce: string;
  readonly query: Query;
  /** `undefined` when the store could not be read. */
  readonly report: DistributionReport | undefined;
  readonly sinks: Sinks;
  readonly health: Health;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The dashboard as an HTML document. */
export function dashboardPage({ base, nonce, query, report, sinks, health, now }: DashboardProps): string {
  const search = queryString(query);
  return documentOf(
    <Layout base={base} nonce={nonce} title="Error distribution" current="dashboard" query={search} live>
      <main id="main" tabindex={-1} data-live>
        <div class="bar-top">
          <h1>
            Failures, last {query.window === "1h" ? "hour" : WINDOW_WORDS[query.window]}
            {health.configuration["MODE"] === "observe" && <span class="tag">observe</span>}
          </h1>
          <Windows query={query} />
        </div>
        <Chosen query={query} />
        <StoreNotice sinks={sinks} />
        {report === undefined ? (
          <UnreadableNotice reload={search} />
        ) : (
          <Report report={report} query={query} now={now} />
        )}
        <p class="foot">
          As of <time datetime={new Date(now).toISOString()}>{clock(now, true)} UTC</time> ·{" "}
          <a href={search} id="reload">
            Reload
          </a>
        </p>
      </main>
    </Layout>,
  );
}

function Windows({ query }: { query: Query }) {
  return (
    <nav class="windows" aria-label="Window">
      {WINDOW_NAMES.map((window) => (
        <a
          href={queryString(query, { window })}
          id={`window-${window}`}
          aria-current={window === query.window ? "true" : undefined}
          aria-label={WINDOW_WORDS[window]}
        >
          {window}
        </a>
      ))}
    </nav>
  );
}

function Chosen({ query }: { query: Query }) {
  const chosen = DIMENSIONS.filter((name) => query.filters[name] !== undefined);
  if (chosen.length === 0) return null;
  return (
    <p class="chosen">
      Only
      {chosen.map((name) => (
        <a
          href={queryString(query, { [name]: undefined })}
          id={`without-${name}`}
          aria-label={`Remove the filter ${name} ${query.filters[name]}`}
        >
          {name} <b>{query.filters[name]}</b> <span aria-hidden="true">×</span>
        </a>
      ))}
    </p>
  );
}

function Report({ report, query, now }: { report: DistributionReport; query: Query; now: number }) {
  const { by } = report;
  return (
    <>
      <Figures report={report} />
      {report.requests === 0 && report.failures === 0 ? (
        <section class="card empty">
          <h2>No requests in this window yet</h2>
          <p>
            Send one through the proxy, or choose a longer window. Counts appear here within a few seconds.
          </p>
        </section>
      ) : (
        <section class="card" aria-label="Over time">
          <Chart report={report} query={query} />
        </section>
      )}
      {report.failures > 0 && (
        <>
          <div class="cards">
            <Shares title="Codes" dimension="code" shares={by.code} query={query} />
            <Shares title="Types" dimension="type" shares={by.type} query={query} />
            <Shares title="Mapped by" dimension="mapped_by" shares={by.mapped_by} query={query} />
            <Shares title="Routes" dimension="route" shares={by.route} query={query} />
            <Shares title="Actions" dimension="action" shares={by.action} query={query} />
            <Shares title="Dialects" dimension="dialect" shares={by.dialect} query={query} />
            <Shares title="Statuses" dimension="status" shares={by.status} query={query} />
          </div>
          <UnmappedReport groups={report.unmapped} now={now} />
          <Newest failures={report.newest} />
        </>
      )}
    </>
  );
}

function Figures({ report }: { report: DistributionReport }) {
  const { requests, failures, by } = report;
  const internal = countOf(by.type, "internal");
  const limited = countOf(by.code, "rate_limited");
  const known = failures - countOf(by.mapped_by, "status") - countOf(by.mapped_by, "phrase");
  return (
    <dl class="figures">
      <Figure name="Requests" value={grouped(requests)} />
      <Figure name="Failures" value={grouped(failures)} note={shareOf(failures, requests, "requests")} />
      <Figure name="Internal" value={grouped(internal)} note={shareOf(internal, failures, "failures")} />
      <Figure name="Rate limited" value={grouped(limited)} note={shareOf(limited, failures, "failures")} />
      <Figure name="Known" value={percent(known, failures)} note="by a rule or a vocabulary" />
    </dl>
  );
}

function shareOf(part: number, whole: number, words: string): string | undefined {
  return whole > 0 ? `${percent(part, whole)} of ${words}` : undefined;
}

function Figure({ name, value, note }: { name: string; value: string; note?: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        {note !== undefined && <span>{note}</span>}
      </dd>
    </div>
  );
}

function countOf(shares: readonly { readonly name: string; readonly count: number }[], name: string): number {
  return shares.find((share) => share.name === name)?.count ?? 0;
}
