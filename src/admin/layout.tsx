import type { Child } from "hono/jsx";
import { SCRIPT } from "./script.ts";
import { STYLES } from "./styles.ts";

// A favicon of its own keeps the browser from asking the upstream for one.
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#2f6fd6" d="M2 9h3v5H2z"/><path fill="#0b8468" d="M6.500 5h3v9h-3z"/><path fill="#dd5b26" d="M11 2h3v12h-3z"/></svg>',
)}`;

/** What every page has. */
export interface LayoutProps {
  /** `ADMIN_PATH`. */
  readonly base: string;
  readonly nonce: string;
  readonly title: string;
  readonly current: "dashboard" | "explain";
  readonly query?: string;
  /** Whether the page asks for itself again. */
  readonly live?: boolean;
  readonly children?: Child;
}

/** A whole page around its content. */
export function Layout({ base, nonce, title, current, query = "", live, children }: LayoutProps) {
  const here = (page: string) => (page === current ? "page" : undefined);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href={ICON} />
        <style nonce={nonce} dangerouslySetInnerHTML={{ __html: STYLES }} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <p class="name">Error distribution</p>
          <nav aria-label="Pages">
            <a href={base} aria-current={here("dashboard")}>
              Dashboard
            </a>
            <a href={`${base}/explain`} aria-current={here("explain")}>
              Explain
            </a>
            <a href={`${base}/distribution.json${query}`}>JSON</a>
            <a href={`${base}/metrics`}>Metrics</a>
            <a href={`${base}/health`}>Health</a>
          </nav>
          {live === true && (
            <div class="live">
              <p role="status" data-status />
              <button type="button" class="scripted" data-pause aria-pressed="false">
                Pause
              </button>
            </div>
          )}
        </header>
        {children}
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>
  );
}

/** A page's text; the doctype keeps browsers in standards mode. */
export function documentOf(element: { readonly toString: () => string }): string {
  return `<!doctype html>${element.toString()}`;
}
