import { describe, expect, test } from "vitest";
import { evidenceOf, judged, outcomeOf, readFixtures, type Fixture } from "./read-fixtures.ts";
import { missesOf } from "./scoring.ts";

type Members = Readonly<Record<string, unknown>>;

/** What may miss, of a hundred: a word that means another thing elsewhere (`details`), or a body that has the name already. */
const ALLOWED = 3;
const DECODER = new TextDecoder("utf-8", { fatal: true });
const ENCODER = new TextEncoder();

const BODIES: readonly { readonly fixture: Fixture; readonly value: unknown }[] = readFixtures()
  .filter(
    ({ folder, status, expect: { pass } }) => folder === "general-json" && status >= 400 && pass !== true,
  )
  .flatMap((fixture) => {
    try {
      return [{ fixture, value: JSON.parse(DECODER.decode(fixture.body)) as unknown }];
    } catch {
      return [];
    }
  });

/** Ways to say the same: each vendor has its own, and the reader is to know none of them by heart. */
const WAYS: readonly { readonly name: string; readonly say: (value: unknown) => unknown }[] = [
  {
    name: "what an answer carries of itself beside it",
    say: (value) =>
      isMembers(value)
        ? { apiVersion: "2.1", ...value, requestId: "b7c1-99", timestamp: "2026-01-02T03:04:05Z" }
        : undefined,
  },
  { name: "a flag beside it", say: (value) => (isMembers(value) ? { success: false, ...value } : undefined) },
  { name: "a wrapper around it", say: (value) => (isMembers(value) ? { response: value } : undefined) },
  { name: "names in snake case", say: (value) => renamed(value, snake) },
  {
    name: "errors in a list of another name",
    say: (value) => renamed(value, (name) => swap(name, "errors", "errorList")),
  },
  {
    name: "errors as violations",
    say: (value) => renamed(value, (name) => swap(name, "errors", "violations")),
  },
  {
    name: "messages of a longer name",
    say: (value) => renamed(value, (name) => swap(name, "message", "errorMessage")),
  },
  {
    name: "codes of a longer name",
    say: (value) => renamed(value, (name) => swap(name, "code", "errorCode")),
  },
];

describe("the same failure in other words leaves as it did", () => {
  test.for(WAYS)("$name", async ({ say }) => {
    const missed: string[] = [];
    let said = 0;
    for (const { fixture, value } of BODIES) {
      const other = say(value);
      if (other === undefined) continue;
      said += 1;
      const body = ENCODER.encode(JSON.stringify(other));
      const misses = missesOf(fixture.expect, outcomeOf(judged(await evidenceOf({ ...fixture, body }))));
      if (misses.length > 0) missed.push(`${fixture.id}: ${misses.join("; ")}`);
    }
    expect(said).toBeGreaterThan(200);
    expect(missed.length, missed.slice(0, 20).join("\n")).toBeLessThan((said * ALLOWED) / 100);
  });
});

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members' names that every vendor spells anew; a client's own names stay as they are. */
const SPOKEN =
  /^(?:errors?|messages?|code|details?|title|statusCode|errorCode|errorMessage|errorDetails|validationErrors)$/;

/** A value with its members renamed; `undefined` where none was. */
function renamed(value: unknown, rename: (name: string) => string): unknown {
  let changed = false;
  const go = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(go);
    if (!isMembers(part)) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, held]) => {
        const other = SPOKEN.test(name) ? rename(name) : name;
        const free = other === name || !(other in part);
        changed ||= free && other !== name;
        return [free ? other : name, go(held)];
      }),
    );
  };
  const other = go(value);
  return changed ? other : undefined;
}

function swap(name: string, from: string, to: string): string {
  return name === from ? to : name;
}

function snake(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
}
