import type { Evidence, XmlElement } from "../decode/evidence.ts";
import { delayOf, parseAmount, type Unit } from "./amount.ts";
import type { Found } from "./found.ts";
import { readMemberName } from "./member-name.ts";
import { readCount } from "./ratelimit-field.ts";
import { chooseWindow, type Use, type Window } from "./window.ts";

const MAX_NODES = 3000;
const MAX_NESTED = 8000;

/** A member that may tell a delay, and what its siblings say is left. */
interface Member {
  readonly name: string;
  readonly value: unknown;
  readonly remaining: number | undefined;
}

/**
 * Reads a delay from the members of a JSON or XML body, the nearest to its root first.
 *
 * `RetryInfo.retryDelay`, `retryAfterSeconds`, `retry_after_ms`, `reset_at` and everything named like them; a delay to
 * retry after beats a reset, and of several resets the latest of an exhausted limit counts.
 */
export function readBody({ json, xml }: Evidence, clock: number, use: Use): Found | undefined {
  const windows: Window[] = [];
  for (const { name, value, remaining } of xml === undefined ? membersOf(json) : elementsOf(xml)) {
    const said = readMemberName(name);
    const ms = said === undefined ? undefined : readValue(value, said.unit, clock);
    if (said === undefined || ms === undefined) continue;
    if (said.says === "retry") return { ms, source: name };
    windows.push({ source: name, ms, remaining });
  }
  // A body that names a reset speaks of this failure, whatever the status; only what is left rules it out.
  return chooseWindow(
    windows,
    use === "spent" && windows.length === 1 && windows[0]?.remaining === undefined ? "any" : use,
  );
}

function* membersOf(root: unknown): Generator<Member> {
  const queue: unknown[] = [root];
  for (let at = 0; at < queue.length && at < MAX_NODES; at++) {
    const node = unwrap(queue[at]);
    if (Array.isArray(node)) for (const item of node.slice(0, MAX_NODES)) queue.push(item);
    else if (typeof node === "object" && node !== null) {
      const members = Object.entries(node);
      const left = members.find(([name]) => /^(?:.{0,20}[_-])?remaining$/i.test(name))?.[1] as unknown;
      const remaining =
        typeof left === "number" ? left : typeof left === "string" ? readCount(left) : undefined;
      for (const [name, value] of members) {
        yield { name, value, remaining };
        queue.push(value);
      }
    }
  }
}

function* elementsOf(root: XmlElement): Generator<Member> {
  const queue: XmlElement[] = [root];
  for (let at = 0; at < queue.length && at < MAX_NODES; at++) {
    const element = queue[at]!;
    for (const [name, value] of Object.entries(element.attributes))
      yield { name, value, remaining: undefined };
    yield { name: element.name, value: element.text, remaining: undefined };
    queue.push(...element.children);
  }
}

/** One level of JSON within a string, as gateways relay it. */
function unwrap(value: unknown): unknown {
  if (typeof value !== "string" || value.length > MAX_NESTED || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

function readValue(value: unknown, unit: Unit, clock: number): number | undefined {
  if (typeof value === "number") return delayOf(value, unit, clock);
  if (typeof value === "string") return parseAmount(value, unit, clock);
  if (typeof value !== "object" || value === null || !("seconds" in value)) return undefined;
  // `google.protobuf.Duration` as a library without the JSON mapping prints it.
  const seconds = Number(value.seconds);
  const nanos = "nanos" in value ? Number(value.nanos) : 0;
  return delayOf(seconds + (Number.isFinite(nanos) ? nanos / 1e9 : 0), "s", clock);
}
