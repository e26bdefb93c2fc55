import type { Dimension, Share } from "../distribution/report.ts";
import { grouped, percent } from "./format.ts";
import { colourOf } from "./palette.ts";
import { type Query, queryString } from "./query.ts";

const SHOWN = 8;

interface SharesProps {
  readonly title: string;
  readonly dimension: Dimension;
  readonly shares: readonly Share[];
  readonly query: Query;
}

/** A dimension's values, most frequent first, each a link to the page of it alone; the rare ones are folded away. */
export function Shares({ title, dimension, shares, query }: SharesProps) {
  const total = shares.reduce((sum, share) => sum + share.count, 0);
  const most = shares[0]?.count ?? 0;
  const rows = (part: readonly Share[]) => (
    <table class="shares">
      <thead class="unseen">
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">Failures</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {part.map((share) => (
          <Row share={share} most={most} total={total} dimension={dimension} query={query} />
        ))}
      </tbody>
    </table>
  );
  const rest = shares.slice(SHOWN);
  return (
    <section class="card" aria-labelledby={`by-${dimension}`}>
      <h2 id={`by-${dimension}`}>{title}</h2>
      {shares.length === 0 ? <p class="none">Nothing to count</p> : rows(shares.slice(0, SHOWN))}
      {rest.length > 0 && (
        <details data-key={`more-${dimension}`}>
          <summary id={`more-${dimension}`}>{grouped(rest.length)} more</summary>
          {rows(rest)}
        </details>
      )}
    </section>
  );
}

interface RowProps {
  readonly share: Share;
  readonly most: number;
  readonly total: number;
  readonly dimension: Dimension;
  readonly query: Query;
}

function Row({ share, most, total, dimension, query }: RowProps) {
  const chosen = query.filters[dimension] === share.name;
  const href = queryString(query, { [dimension]: chosen ? undefined : share.name });
  const coloured = dimension === "code" || dimension === "type";
  return (
    <tr data-key={`${dimension}:${share.name}`}>
      <th scope="row">
        <a href={href} aria-current={chosen ? "true" : undefined}>
          {coloured && <i class={`swatch ${colourOf(share.name)}`} />}
          <span>{share.name}</span>
        </a>
        <svg class="bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
          <rect
            class={coloured ? colourOf(share.name) : "c-none"}
            width={Math.max(0.5, (share.count / most) * 100).toFixed(2)}
            height="1"
          />
        </svg>
      </th>
      <td>{grouped(share.count)}</td>
      <td class="dim">{percent(share.count, total)}</td>
    </tr>
  );
}
