import type { DistributionReport } from "../distribution/report.ts";
import { clock, duration, moment } from "./format.ts";
import { colourOf } from "./palette.ts";

const SHOWN = 15;

type Failure = DistributionReport["newest"][number];

/** The newest failures, each with what the upstream said and why it left as it did. */
export function Newest({ failures }: { failures: readonly Failure[] }) {
  const rest = failures.slice(SHOWN);
  return (
    <section class="card wide" aria-labelledby="newest">
      <h2 id="newest">Newest failures</h2>
      <p class="hint">Open one for the reason of its verdict.</p>
      {failures.length === 0 ? <p class="none">None in this window</p> : list(failures.slice(0, SHOWN))}
      {rest.length > 0 && (
        <details data-key="older">
          <summary id="older">{rest.length} older</summary>
          {list(rest)}
        </details>
      )}
    </section>
  );
}

function list(failures: readonly Failure[]) {
  return (
    <div class="failures">
      {failures.map((failure) => (
        <One failure={failure} />
      ))}
    </div>
  );
}

function One({ failure }: { failure: Failure }) {
  const { at, method, route, status, upstream_status, code, dialect, action } = failure;
  const key = `${failure.request_id}-${at}`;
  return (
    <details class="failure" data-key={key}>
      <summary>
        <time datetime={new Date(at).toISOString()}>{clock(at, true)}</time>
        <span class="route">
          <b>{method}</b> {route}
        </span>
        <span class="status">
          {upstream_status !== null && upstream_status !== status && <s>{upstream_status}</s>} {status}
        </span>
        <span class="code">
          <i class={`swatch ${colourOf(code)}`} />
          <code>{code}</code>
        </span>
        <span class="dim">
          {dialect} · {action}
        </span>
      </summary>
      <div class="why">
        <dl>
          <Fact name="Upstream" value={upstream_status === null ? "no answer" : String(upstream_status)} />
          <Fact name="Upstream code" value={failure.upstream_code} />
          <Fact name="Upstream says" value={failure.upstream_message} />
          <Fact name="Mapped by" value={failure.mapped_by} />
          <Fact name="Retry-After" value={retryAfterOf(failure)} />
          <Fact name="Details" value={failure.details === 0 ? null : String(failure.details)} />
          <Fact name="Took" value={duration(failure.duration_ms)} />
          <Fact name="At" value={moment(at, true)} />
          <Fact name="Request id" value={failure.request_id} />
        </dl>
        {failure.steps !== undefined && <Steps steps={failure.steps} />}
      </div>
    </details>
  );
}

/** The steps on the way to a verdict, in order. */
export function Steps({ steps }: { steps: NonNullable<Failure["steps"]> }) {
  return (
    <ol class="steps">
      {steps.map(({ step, why }) => (
        <li>
          <b>{step}</b>{" "}
          <span>
            <Words text={why} />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A sentence in which what stands between backticks is code. */
function Words({ text }: { text: string }) {
  return <>{text.split("`").map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

/** A named value; nothing where there is none. */
export function Fact({ name, value }: { name: string; value: string | null }) {
  if (value === null || value === "") return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function retryAfterOf({ retry_after, retry_after_source }: Failure): string | null {
  if (retry_after === null) return null;
  return `${retry_after} s${retry_after_source === null ? "" : `, from ${retry_after_source}`}`;
}
