import type { Sinks } from "./health.ts";

const BINDING = `[[durable_objects.bindings]]
name = "DISTRIBUTION"
class_name = "Distribution"

[[migrations]]
tag = "v1"
new_sqlite_classes = ["Distribution"]`;

/** How to bind a store, where none is bound that the page can read. */
export function StoreNotice({ sinks }: { sinks: Sinks }) {
  if (sinks.durable_object) return null;
  return (
    <aside class="notice" aria-label="No store">
      <h2>{sinks.analytics_engine ? "DISTRIBUTION is not bound" : "No store is bound"}</h2>
      <p>
        These are the counts of the isolate that answered, since it started: other isolates have their own,
        and a deploy forgets them all.{" "}
        {sinks.analytics_engine ? (
          "Workers Analytics Engine has everything, and is asked in SQL."
        ) : (
          <>
            The console has every count in its lines <code>code_distribution</code>.
          </>
        )}{" "}
        To keep seven days, add this to <code>wrangler.toml</code> and deploy.
      </p>
      <div class="rule">
        <pre>{BINDING}</pre>
        <button type="button" class="scripted" data-copy>
          Copy
        </button>
      </div>
    </aside>
  );
}

/** What stands in for the distribution when the store did not answer. */
export function UnreadableNotice({ reload }: { reload: string }) {
  return (
    <aside class="notice bad" role="alert">
      <h2>The distribution could not be read</h2>
      <p>
        The store did not answer. Traffic is served all the same, and what is counted meanwhile is sent again.
        The log has a line <code>proxy_fault</code> with the reason. <a href={reload}>Try again</a>
      </p>
    </aside>
  );
}
