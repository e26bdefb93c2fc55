import type { Unmapped } from "../distribution/report.ts";
import { ago, grouped } from "./format.ts";

const SHOWN = 6;

/** What no rule and no vocabulary knew, each group with the rule that would name it. */
export function UnmappedReport({ groups, now }: { groups: readonly Unmapped[]; now: number }) {
  const rest = groups.slice(SHOWN);
  return (
    <section class="card wide" aria-labelledby="unmapped">
      <h2 id="unmapped">Unmapped</h2>
      {groups.length > 0 && (
        <p class="hint">
          No rule and no vocabulary knew these: their HTTP status or a phrase decided. Where the verdict is
          not what you want, copy the block into <code>wrangler.toml</code>, change its last line and deploy.
        </p>
      )}
      {groups.length === 0 ? (
        <p class="none">Nothing: every failure of this window was known</p>
      ) : (
        list(groups.slice(0, SHOWN), now)
      )}
      {rest.length > 0 && (
        <details data-key="more-unmapped">
          <summary id="more-unmapped">{rest.length} more</summary>
          {list(rest, now)}
        </details>
      )}
    </section>
  );
}

function list(groups: readonly Unmapped[], now: number) {
  return (
    <ol class="groups">
      {groups.map((group) => (
        <Group group={group} now={now} />
      ))}
    </ol>
  );
}

function Group({ group, now }: { group: Unmapped; now: number }) {
  const { upstream_code, fingerprint, route, upstream_status, dialect, count, last_seen, rule } = group;
  const key = [upstream_status, upstream_code, fingerprint, route, dialect].join("|");
  return (
    <li class="group" data-key={key}>
      <b class="count">{grouped(count)}</b>
      <div class="what">
        <p>
          {upstream_code !== null && <code>{upstream_code}</code>}{" "}
          <span>{fingerprint === "" ? "no message" : fingerprint}</span>
        </p>
        <p class="dim">
          {upstream_status === null ? "no answer" : `upstream ${upstream_status}`} · {route} · {dialect} ·{" "}
          {ago(last_seen, now)}
        </p>
      </div>
      <div class="rule">
        <pre>{rule.trimEnd()}</pre>
        <button type="button" class="scripted" data-copy>
          Copy
        </button>
      </div>
    </li>
  );
}
