import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CODE_NAMES, CODES } from "../src/contract/codes.ts";
import { conformanceOf } from "../src/contract/conformance.ts";
import { toEvidence } from "../src/decode/to-evidence.ts";
import { acknowledge, judge } from "../src/engine.ts";
import { render } from "../src/render/render.ts";
import { evidenceOf, FIXTURES, judged, optionsFor, outcomeOf, readFixtures } from "./read-fixtures.ts";
import { missesOf } from "./scoring.ts";

const cases = await Promise.all(
  readFixtures().map(async (fixture) => {
    const evidence = await evidenceOf(fixture);
    return { fixture, evidence, judgement: judged(evidence) };
  }),
);
const folders = [...new Set(cases.map(({ fixture }) => fixture.folder))];

test.for(folders)("%s: every fixture leaves as its label says", (folder) => {
  const failures = cases
    .filter(({ fixture }) => fixture.folder === folder)
    .flatMap(({ fixture, judgement }) => {
      const misses = missesOf(fixture.expect, outcomeOf(judgement));
      // A HEAD's answer has no body to read words from.
      const said = misses.filter(
        (miss) => fixture.target.method !== "HEAD" || !/^(?:details|message)/.test(miss),
      );
      return said.map((miss) => `${fixture.id}: ${miss}`);
    });
  expect(failures).toEqual([]);
});

test("every fixture that is no success leaves conformant", async () => {
  const broken: string[] = [];
  for (const { fixture, judgement } of cases) {
    if (judgement === undefined) continue;
    const { response, broken: guarded } = render(judgement.verdict, {
      headers: fixture.headers,
      upstreamStatus: fixture.status,
      retryAfter: judgement.retryAfter?.value,
      head: false,
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { kind } = conformanceOf(response.status, response.headers, bytes);
    if (guarded || kind !== "conformant") broken.push(fixture.key);
  }
  expect(broken).toEqual([]);
});

test.for(CODE_NAMES)("a v4 %s is acknowledged as it is judged", (code) => {
  const details = [{ field: "email", message: "is taken" }];
  const { type, status } = CODES[code];
  const envelope = {
    error: { type, code, message: "No user a@b.example", ...(status < 500 && { details }) },
  };
  const headers = new Headers({ "content-type": "application/json" });
  const body = { bytes: new TextEncoder().encode(JSON.stringify(envelope)), state: "whole" } as const;
  const evidence = toEvidence({ request: { method: "GET", path: "/" }, status, headers, body });
  const { verdict } = judge(evidence, optionsFor(headers));
  const acknowledged = acknowledge(status, envelope).verdict;
  expect({ ...acknowledged, steps: [] }).toEqual({ ...verdict, steps: [], message: envelope.error.message });
});

test("every code of the contract is what some fixture leaves as", () => {
  const produced = new Set(cases.map(({ judgement }) => judgement?.verdict.code));
  expect(Object.keys(CODES).filter((code) => !produced.has(code as keyof typeof CODES))).toEqual([]);
});

test("every fixture has a label, and no name is used twice", () => {
  const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".http"),
  );
  expect(files.map((name) => join(name).replace(/\.http$/, "")).toSorted()).toEqual(
    cases.map(({ fixture }) => fixture.key).toSorted(),
  );
  const ids = cases.map(({ fixture }) => fixture.id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test("every label says where its fixture came from", () => {
  const nameless = cases.filter(
    ({ fixture }) =>
      !/^(?:https?:\/\/\S|captured: |public repository file|written by hand)/.test(fixture.source),
  );
  expect(nameless.map(({ fixture }) => `${fixture.key}: ${fixture.source}`)).toEqual([]);
});
