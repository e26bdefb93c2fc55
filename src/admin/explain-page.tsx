import type { Explanation } from "../capture/explain.ts";
import { CAPTURE_FIELD, type Explained } from "./explain.ts";
import { documentOf, Layout } from "./layout.tsx";
import { Fact, Steps } from "./newest.tsx";
import { colourOf } from "./palette.ts";

const SAMPLE = `GET /users/17 HTTP/1.1

HTTP/1.1 500 Internal Server Error
Content-Type: application/json

{"status": "NOT_FOUND", "message": "No user 17"}`;

/** What the page of `explain` shows: its form, and what was made of the capture before. */
export interface ExplainProps {
  readonly base: string;
  readonly nonce: string;
  readonly message?: string;
  readonly explained?: Explained;
}

/** The form for a captured response, with its explanation, as an HTML document. */
export function explainPage({ base, nonce, message, explained }: ExplainProps): string {
  return documentOf(
    <Layout base={base} nonce={nonce} title="Explain a response" current="explain">
      <main id="main" tabindex={-1}>
        <h1>Explain a response</h1>
        <p class="lead">
          Paste what an upstream answered, as <code>curl -i</code> prints it or as JSON. It is judged as
          traffic would be, by the rules in force, and goes nowhere.
        </p>
        <div class="explain">
          <form method="post" action={`${base}/explain`} class="card">
            <label for={CAPTURE_FIELD}>Captured response</label>
            <textarea
              id={CAPTURE_FIELD}
              name={CAPTURE_FIELD}
              rows={16}
              spellcheck={false}
              autocomplete="off"
              autocapitalize="off"
              required
              aria-describedby="capture-hint"
            >
              {/* A first line break in a textarea is dropped by HTML's parser. */}
              {`\n${message ?? SAMPLE}`}
            </textarea>
            <p class="hint" id="capture-hint">
              A request line before the status line says what was asked for. JSON has <code>status</code>,{" "}
              <code>headers</code>, <code>body</code> and <code>request</code> with <code>method</code> and{" "}
              <code>path</code>.
            </p>
            <button type="submit">Explain</button>
          </form>
          {explained !== undefined && <Result explained={explained} />}
        </div>
      </main>
    </Layout>,
  );
}

function Result({ explained }: { explained: Explained }) {
  if (!explained.ok) {
    return (
      <section class="notice bad" role="alert">
        <h2>The capture cannot be read</h2>
        <p>{explained.why}.</p>
      </section>
    );
  }
  const { explanation } = explained;
  return (
    <section class="card result" aria-labelledby="result">
      <h2 id="result">{headingOf(explanation)}</h2>
      {explanation.answer !== null && <Answer answer={explanation.answer} />}
      <h3>Why</h3>
      <Steps steps={explanation.steps} />
      <h3>What was read</h3>
      <dl>
        <Fact name="Asked" value={`${explanation.request.method} ${explanation.request.path}`} />
        <Fact name="Upstream status" value={String(explanation.upstream.status)} />
        <Fact name="Dialect" value={explanation.dialect} />
        <Fact name="Mapped by" value={explanation.mapped_by} />
        <Fact name="Rule" value={explanation.rule} />
        <Fact name="Upstream code" value={explanation.upstream_code} />
      </dl>
      {explanation.facts !== null && (
        <details>
          <summary>The facts</summary>
          <pre>{JSON.stringify(explanation.facts, null, 2)}</pre>
        </details>
      )}
    </section>
  );
}

function Answer({ answer }: { answer: NonNullable<Explanation["answer"]> }) {
  const { code, type } = answer.body.error;
  return (
    <>
      <p class="verdict">
        <b>{answer.status}</b> <i class={`swatch ${colourOf(code)}`} /> <code>{code}</code>{" "}
        <span class="dim">{type}</span>
      </p>
      <pre>
        {Object.entries(answer.headers)
          .map(([name, value]) => `${name}: ${value}\n`)
          .join("")}
        {"\n"}
        {JSON.stringify(answer.body, null, 2)}
      </pre>
    </>
  );
}

function headingOf({ outcome }: Explanation): string {
  if (outcome === "success") return "No failure: it passes untouched";
  return outcome === "passed" ? "A rule lets it pass as it is" : "It leaves as";
}
