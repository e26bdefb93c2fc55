import { LISTS, VARIABLES } from "../src/config/variables.ts";
import { CODE_NAMES, CODES } from "../src/contract/codes.ts";
import { DIALECTS } from "../src/dialects/index.ts";
import type { FailureEvent } from "../src/distribution/event.ts";
import { markdownTable, type Tables } from "./markers.ts";

/** The tables that documents may have, by the names in their markers. */
export const TABLES: Tables = { configuration, codes, dialects, log };

function configuration(): string {
  const values = Object.entries(VARIABLES).map(([name, { kind, fallback, meaning }]) => [
    `\`${name}\``,
    meaning,
    kind.expected.replace(/^an? /, ""),
    shown(fallback),
  ]);
  const lists = Object.entries(LISTS).map(([name, meaning]) => [
    `\`${name}\``,
    meaning,
    `\`[[vars.${name}]]\``,
    "none",
  ]);
  return markdownTable(["name", "meaning", "value", "default"], [...values, ...lists]);
}

function shown(fallback: unknown): string {
  if (fallback === undefined || (Array.isArray(fallback) && fallback.length === 0)) return "none";
  return `\`${typeof fallback === "string" ? fallback : JSON.stringify(fallback)}\``;
}

function codes(): string {
  return markdownTable(
    ["code", "type", "status", "when nothing better may be said"],
    CODE_NAMES.map((code) => {
      const { type, status, statuses, message } = CODES[code];
      const others = statuses.filter((other) => other !== status);
      const more =
        others.length === 0
          ? ""
          : ` (${others.map((other) => (other === "5xx" ? "any 5xx" : other)).join(", ")})`;
      return [`\`${code}\``, type, `${status}${more}`, message];
    }),
  );
}

function dialects(): string {
  return markdownTable(
    ["dialect", "reads", "format"],
    DIALECTS.map(({ name, media, spec }) => [
      `[${name}](src/dialects/${name}.ts)`,
      media,
      `[${new URL(spec).hostname.replace(/^www\./, "")}](${spec})`,
    ]),
  );
}

/** Every member of the log's line, in the order in which it is written. */
const MEANINGS: Readonly<Record<Exclude<keyof FailureEvent, "steps">, string>> = {
  event: "`failure`",
  action:
    "`conformant` (v4 already), `rewritten`, `repaired` (a header alone), `observed` (`MODE`), `synthesized` (the upstream gave no answer), `passed` (a rule said so)",
  method: "the request's method",
  route: "a configured route's name or pattern, else the path with ids folded (`/v3/users/:id`)",
  status: "what the client got; in observe mode, what it would have got",
  upstream_status: "what the upstream said; `null` where it gave no answer",
  type: "the envelope's type",
  code: "the envelope's code",
  dialect: "who read the body; `none` when nobody did",
  upstream_code: "the machine code that the upstream's body had; `null` without one",
  upstream_message:
    "the upstream's own sentence, without secrets, at most 200 characters; `null` without one",
  mapped_by: "what decided: `rule`, `v4`, `vocabulary`, `status`, `phrase`",
  retry_after: "seconds; `null` when the answer has no `Retry-After`",
  retry_after_source: "where the delay was found; `null` without one",
  details: "how many details the envelope has",
  duration_ms: "from the request until the answer was made, in milliseconds",
  request_id: "what the answer's `X-Request-Id` says",
};

function log(): string {
  return markdownTable(
    ["field", "meaning"],
    Object.entries(MEANINGS).map(([name, meaning]) => [`\`${name}\``, meaning]),
  );
}
