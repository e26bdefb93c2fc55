import { isCode } from "../src/contract/codes.ts";
import type { FailureEvent } from "../src/distribution/event.ts";

/** What a log says that the distribution counts. */
export type LogEvent =
  | { readonly kind: "failure"; readonly failure: FailureEvent }
  | { readonly kind: "requests"; readonly count: number };

const PENDING_LIMIT = 4_000_000;
// oxlint-disable-next-line no-control-regex -- `wrangler dev` colours what it prints
const COLOURS = /\u001B\[[\d;]*m/g;

/**
 * Reads what `wrangler tail --format json` prints (one object a request, over many lines), or a log with one JSON
 * object a line, whatever stands around it. Lines that are neither are left out.
 *
 * @example
 * const read = createLogReader();
 * read(`[info] ${line}\n`); // [{ kind: "failure", failure: { … } }]
 */
export function createLogReader(): (chunk: string) => readonly LogEvent[] {
  let rest = "";
  let open: string[] | undefined;
  let size = 0;

  function readLine(line: string): readonly LogEvent[] {
    const text = line.replace(COLOURS, "").trimEnd();
    if (text === "{") {
      open = [text];
      size = 0;
      return [];
    }
    if (open === undefined) return eventsOf(parsed(text.slice(Math.max(0, text.indexOf("{")))));
    open.push(text);
    size += text.length;
    if (text !== "}" && size < PENDING_LIMIT) return [];
    const events = eventsOf(parsed(open.join("\n")));
    open = undefined;
    return events;
  }

  return (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    if (rest.length > PENDING_LIMIT) rest = "";
    return lines.flatMap(readLine);
  };
}

/** The events in one object: a line of the proxy's own, or a request with the lines that were written meanwhile. */
function eventsOf(value: unknown): readonly LogEvent[] {
  if (!isRecord(value)) return [];
  if (value["event"] === "failure") return isFailure(value) ? [{ kind: "failure", failure: value }] : [];
  if (value["event"] === "code_distribution") {
    const requests = value["requests"];
    return typeof requests === "number" && requests > 0 ? [{ kind: "requests", count: requests }] : [];
  }
  const logs = Array.isArray(value["logs"]) ? (value["logs"] as readonly unknown[]) : [];
  const messages = logs.flatMap((log) =>
    isRecord(log) && Array.isArray(log["message"]) ? (log["message"] as unknown[]) : [],
  );
  const failures = messages.flatMap((message) =>
    eventsOf(typeof message === "string" ? parsed(message) : message),
  );
  // The tail names each request itself; a sum of them in the log would count them again.
  const request = isRecord(value["event"]) && isRecord(value["event"]["request"]);
  return [
    ...(request ? [{ kind: "requests", count: 1 } as const] : []),
    ...failures.filter(({ kind }) => kind === "failure" || !request),
  ];
}

function parsed(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFailure(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & FailureEvent {
  const texts = ["route", "type", "dialect", "action", "mapped_by"];
  return (
    isCode(value["code"]) &&
    typeof value["status"] === "number" &&
    texts.every((name) => typeof value[name] === "string")
  );
}
