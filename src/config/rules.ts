import * as z from "zod/mini";
import { CODE_NAMES, CODES, isCode, isStatusOf } from "../contract/codes.ts";
import { DIALECTS } from "../dialects/index.ts";
import type { CompiledRule, RuleOutcome, RuleSubject } from "../policy/rules.ts";
import { checkEntry, type Keys } from "./entry.ts";
import { compileMessage } from "./message-pattern.ts";
import { compilePath, PATTERN_EXPECTED } from "./path-pattern.ts";
import { didYouMean, quote, type Checked, type Problem } from "./problem.ts";

type OneOrMore<T> = T | readonly T[];

/** A rule as the operator writes it, in `RULES` or in `src/rules.ts`. */
export interface RuleInput {
  /** All that are given must hold; a rule without any matches every failure. */
  readonly when?: {
    /** A path pattern: `/v3/users/:id`, `/v3/*`. */
    readonly path?: string;
    readonly method?: OneOrMore<string>;
    /** The upstream's status: `404`, `[404, 410]`, `"4xx"`. */
    readonly status?: OneOrMore<number | string>;
    /** The upstream's own machine code. */
    readonly code?: OneOrMore<string | number>;
    readonly dialect?: OneOrMore<string>;
    /** A substring of the upstream's message, or a `/regex/`. */
    readonly message?: string;
  };
  readonly then: {
    readonly code?: keyof typeof CODES;
    readonly status?: number;
    readonly message?: string;
    readonly retry_after_s?: number;
    /** Leaves the upstream's answer as it is; stands alone. */
    readonly pass?: true;
  };
}

const STATUS = /^(?:[1-9]xx|[1-9]\d\d)$/i;
const method = z
  .string("an HTTP method like GET")
  .check(z.regex(/^[A-Za-z-]{1,20}$/, "an HTTP method like GET"));
const STATUS_EXPECTED = 'a status (404), a class ("4xx") or a list of them';
// A union hands on what its one fitting member says, so each says the same.
const status = z.union(
  [
    z.int().check(z.gte(100, STATUS_EXPECTED), z.lte(999, STATUS_EXPECTED)),
    z.string().check(z.regex(STATUS, STATUS_EXPECTED)),
  ],
  STATUS_EXPECTED,
);
const CODE_EXPECTED = "a machine code or a list of them";
const code = z.union([z.string().check(z.minLength(1, CODE_EXPECTED)), z.number()], CODE_EXPECTED);
const dialect = z.string("a dialect's name").check(
  z.refine((name) => name === "none" || DIALECTS.some((known) => known.name === name), {
    error: ({ input }) =>
      `a known dialect${didYouMean(
        String(input),
        DIALECTS.map(({ name }) => name),
      )}`,
  }),
);

function oneOrMore<T extends z.ZodMiniType>(one: T): z.ZodMiniUnion<[T, z.ZodMiniArray<T>]> {
  return z.union([one, z.array(one).check(z.minLength(1, "a list with something in it"))], {
    error: (issue) => firstMessage(issue),
  });
}

/** A union hides what its members said; the member that fits the value's shape knows best. */
function firstMessage(issue: z.core.$ZodRawIssue): string {
  if (issue.code !== "invalid_union") return "a value of another kind";
  const branch = issue.errors[Array.isArray(issue.input) ? 1 : 0] ?? [];
  return branch[0]?.message ?? "a value of another kind";
}

const When = z.strictObject(
  {
    path: z.optional(
      z.string(PATTERN_EXPECTED).check(z.refine((text) => compilePath(text) !== undefined, PATTERN_EXPECTED)),
    ),
    method: z.optional(oneOrMore(method)),
    status: z.optional(oneOrMore(status)),
    code: z.optional(oneOrMore(code)),
    dialect: z.optional(oneOrMore(dialect)),
    message: z.optional(
      z.string("a substring or a /regex/").check(z.minLength(1, "a substring or a /regex/")),
    ),
  },
  "a table of what to match",
);

const Then = z.strictObject(
  {
    code: z.optional(
      z.enum(CODE_NAMES, {
        error: ({ input }) => `one of ${CODE_NAMES.join(", ")}${didYouMean(String(input), CODE_NAMES)}`,
      }),
    ),
    status: z.optional(
      z
        .int("a status of the contract")
        .check(
          z.refine(
            isStatus,
            "a status that a failure may leave with: 400, 401, 403, 404, 409, 422, 429, 500 to 599",
          ),
        ),
    ),
    message: z.optional(
      z
        .string("a sentence")
        .check(z.trim(), z.minLength(1, "a sentence"), z.maxLength(500, "at most 500 characters")),
    ),
    retry_after_s: z.optional(
      z
        .int("a whole number of seconds from 1 to 86400")
        .check(z.gte(1, "1 second or more"), z.lte(86_400, "86400 seconds or less")),
    ),
    pass: z.optional(z.literal(true, "true")),
  },
  "a table of what to answer",
);

const Rule = z.strictObject({ when: z.optional(When), then: Then }, "a table with `when` and `then`");

const KEYS: Keys = {
  "": Object.keys(Rule.shape),
  when: Object.keys(When.shape),
  then: Object.keys(Then.shape),
};

function isStatus(value: number): boolean {
  return CODE_NAMES.some((name) => isStatusOf(name, value));
}

/** Validates and compiles a list of rules; `list` is how messages name it (`RULES`, `src/rules.ts`). */
export function compileRules(list: string, entries: readonly unknown[]): Checked<readonly CompiledRule[]> {
  const problems: Problem[] = [];
  const rules: CompiledRule[] = [];
  for (const [index, entry] of entries.entries()) {
    const name = `${list}[${index}]`;
    const checked = checkEntry(name, Rule, KEYS, entry);
    if (!checked.ok) problems.push(...checked.problems);
    else {
      const broken = contradictions(name, checked.value);
      problems.push(...broken);
      if (broken.length === 0)
        rules.push({
          name,
          matches: compileWhen(checked.value.when ?? {}),
          then: toOutcome(checked.value.then),
        });
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: rules };
}

/** What each member allows by itself and the rule as a whole does not. */
function contradictions(name: string, { when, then }: z.output<typeof Rule>): readonly Problem[] {
  const problems: Problem[] = [];
  const given = Object.keys(then);
  if (given.length === 0)
    problems.push({ key: `${name}.then`, message: `is empty, expected one of ${KEYS["then"]!.join(", ")}` });
  if (then.pass === true && given.length > 1) {
    problems.push({
      key: `${name}.then.pass`,
      message: `stands beside ${given.filter((key) => key !== "pass").join(", ")}, expected to stand alone`,
    });
  }
  if (then.code !== undefined && then.status !== undefined && !isStatusOf(then.code, then.status)) {
    const allowed = CODES[then.code].statuses.join(" or ").replace("5xx", "500 to 599");
    problems.push({
      key: `${name}.then.status`,
      message: `${then.status} does not go with ${quote(then.code)}, expected ${allowed}`,
    });
  }
  const compiled = when?.message === undefined ? undefined : compileMessage(when.message);
  if (typeof compiled === "string")
    problems.push({ key: `${name}.when.message`, message: `${quote(when?.message)} ${compiled}` });
  return problems;
}

function compileWhen(when: z.output<typeof When>): CompiledRule["matches"] {
  const tests: CompiledRule["matches"][] = [];
  // The cheap ones first: the message's expression runs only where everything else holds.
  if (when.status !== undefined) {
    const wanted = new Set(toArray(when.status).map((value) => String(value).toLowerCase()));
    tests.push(({ status }) => wanted.has(String(status)) || wanted.has(`${Math.floor(status / 100)}xx`));
  }
  if (when.method !== undefined) {
    const wanted = new Set(toArray(when.method).map((value) => value.toUpperCase()));
    tests.push(({ method }) => wanted.has(method.toUpperCase()));
  }
  if (when.dialect !== undefined) {
    const wanted = new Set(toArray(when.dialect));
    tests.push(({ dialect }) => wanted.has(dialect));
  }
  if (when.code !== undefined) {
    const wanted = new Set(toArray(when.code).map(String));
    tests.push(({ codes }) => codes.some((value) => wanted.has(value)));
  }
  const path = when.path === undefined ? undefined : compilePath(when.path);
  if (path !== undefined) tests.push((subject) => path(subject.path));
  const message = when.message === undefined ? undefined : compileMessage(when.message);
  if (typeof message === "function") tests.push((subject) => message(subject.message));
  return (subject: RuleSubject) => tests.every((test) => test(subject));
}

function toOutcome(then: z.output<typeof Then>): RuleOutcome {
  return {
    ...(isCode(then.code) && { code: then.code }),
    ...(then.status !== undefined && { status: then.status }),
    ...(then.message !== undefined && { message: then.message }),
    ...(then.retry_after_s !== undefined && { retryAfterS: then.retry_after_s }),
    ...(then.pass === true && { pass: true }),
  };
}

function toArray<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
