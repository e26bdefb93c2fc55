import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { DIALECTS } from "../src/dialects/index.ts";
import { evidenceOf, NONE, readFixtures, UNCLAIMED } from "./read-fixtures.ts";

const GENERAL = new Set(["general-json", "general-xml", "general-html", "general-text"]);
const names = DIALECTS.map(({ name }) => name);
const cases = await Promise.all(
  readFixtures().map(async (fixture) => ({ fixture, evidence: await evidenceOf(fixture) })),
);

test("every dialect has a fixture", () => {
  const covered = new Set(cases.map(({ fixture }) => fixture.folder));
  expect(names.filter((name) => !covered.has(name))).toEqual([]);
});

test("every dialect cites the document that defines it", () => {
  expect(DIALECTS.filter(({ spec }) => !URL.canParse(spec)).map(({ name }) => name)).toEqual([]);
});

test("a dialect's name is its file's, and no other's", () => {
  const folder = join(dirname(fileURLToPath(import.meta.url)), "../src/dialects");
  const files = new Set(readdirSync(folder).map((file) => basename(file, ".ts")));
  expect(names.filter((name) => !files.has(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test("the general readers come last", () => {
  expect(names.slice(-GENERAL.size).toSorted()).toEqual([...GENERAL].toSorted());
});

test("every fixture is claimed by its own dialect, and by no other but a general reader behind it", () => {
  const astray = cases.flatMap(({ fixture, evidence }) => {
    const claims = DIALECTS.filter(
      ({ media, read }) => (media === "any" || media === evidence.form) && read(evidence) !== undefined,
    ).map(({ name }) => name);
    if (fixture.folder === UNCLAIMED) return [];
    const own = fixture.folder === NONE ? [] : [fixture.folder];
    const others = claims.filter((name) => !own.includes(name) && !GENERAL.has(name));
    if (claims[0] === own[0] && others.length === 0) return [];
    return [`${fixture.key}: claimed by ${claims.join(", ") || "nobody"}; npm run fixtures files it anew`];
  });
  expect(astray).toEqual([]);
});

test("no dialect is certain that a look-alike is a failure", () => {
  const taken = cases
    .filter(({ fixture }) => fixture.folder === UNCLAIMED)
    .flatMap(({ fixture, evidence }) =>
      DIALECTS.filter(
        ({ media, read }) => (media === "any" || media === evidence.form) && read(evidence)?.certain === true,
      ).map(({ name }) => `${fixture.key}: ${name}`),
    );
  expect(taken).toEqual([]);
});
