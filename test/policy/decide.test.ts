import * as fc from "fast-check";
import { describe, test } from "vitest";
import { CODES, isStatusOf, type Code } from "../../src/contract/codes.ts";
import type { Evidence } from "../../src/decode/evidence.ts";
import type { Facts, FieldError, MachineCode, Vocabulary } from "../../src/facts/facts.ts";
import { decide } from "../../src/policy/decide.ts";
import type { CompiledRule, RuleOutcome } from "../../src/policy/rules.ts";
import type { MappedBy, Verdict } from "../../src/policy/verdict.ts";
import type { Messages } from "../../src/settings.ts";

interface Given {
  readonly status: number;
  readonly facts?: Facts;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly messages?: Messages;
  readonly rules?: readonly CompiledRule[];
}

const verdictOf = ({
  status,
  facts = {},
  headers = {},
  path = "/v1/orders",
  messages = "4xx",
  rules = [],
}: Given): Verdict => {
  const evidence: Evidence = {
    request: { method: "GET", path },
    status,
    headers: new Headers(headers),
    mediaType: "application/json",
    form: "json",
    text: "",
    cut: false,
  };
  return decide(evidence, "general-json", facts, { rules, messages }).verdict;
};

const code = (value: string, vocabulary?: Vocabulary): readonly MachineCode[] => [
  { value, ...(vocabulary !== undefined && { vocabulary }) },
];

interface Row extends Given {
  readonly name: string;
  readonly leaves: readonly [number, Code, MappedBy];
}

const V4: readonly Row[] = [
  {
    name: "a v4 code at its status",
    status: 422,
    facts: { codes: code("purchase_fraud", "v4") },
    leaves: [422, "purchase_fraud", "v4"],
  },
  {
    name: "a v4 code under another 4xx",
    status: 404,
    facts: { codes: code("relation_not_found", "v4") },
    leaves: [422, "relation_not_found", "v4"],
  },
  {
    name: "a v4 code that contradicts the class",
    status: 502,
    facts: { codes: code("not_found", "v4") },
    leaves: [502, "network_error", "status"],
  },
  {
    name: "an internal v4 code under any 5xx",
    status: 503,
    facts: { codes: code("storage_error", "v4") },
    leaves: [503, "storage_error", "v4"],
  },
  {
    name: "a 429 stays one",
    status: 429,
    facts: { codes: code("invalid_data", "v4") },
    leaves: [429, "rate_limited", "status"],
  },
  {
    name: "a v4 name outside its envelope is another's word",
    status: 400,
    facts: { codes: code("invalid_request") },
    leaves: [400, "invalid_data", "vocabulary"],
  },
];

const CATCH_ALL: readonly Row[] = [
  {
    name: "DynamoDB's throttle",
    status: 400,
    facts: { codes: code("ThrottlingException") },
    leaves: [429, "rate_limited", "vocabulary"],
  },
  {
    name: "a SOAP client's fault",
    status: 500,
    facts: { codes: code("soap:Client", "soap") },
    leaves: [400, "invalid_data", "vocabulary"],
  },
  {
    name: "NOT_FOUND under 500",
    status: 500,
    facts: { codes: code("NOT_FOUND") },
    leaves: [404, "not_found", "vocabulary"],
  },
  {
    name: "a status that the body states",
    status: 500,
    facts: { status: 403 },
    leaves: [403, "control_forbidden", "status"],
  },
  {
    name: "a code beats a stated status",
    status: 400,
    facts: { status: 403, codes: code("user_not_found") },
    leaves: [404, "not_found", "vocabulary"],
  },
  {
    name: "a stated status beats a code that only blames",
    status: 200,
    facts: { status: 403, codes: code("invalid_request") },
    leaves: [403, "control_forbidden", "status"],
  },
  {
    name: "a stated 2xx states nothing",
    status: 500,
    facts: { status: 200 },
    leaves: [500, "unknown_error", "status"],
  },
  {
    name: "422 stays 422 for invalid data",
    status: 422,
    facts: { codes: code("validation_error") },
    leaves: [422, "invalid_data", "vocabulary"],
  },
  {
    name: "a unique violation under 500",
    status: 500,
    facts: { codes: code("23505") },
    leaves: [409, "already_exists", "vocabulary"],
  },
  {
    name: "a unique violation in a driver's sentence",
    status: 500,
    facts: { message: "E11000 duplicate key error collection: shop.users" },
    leaves: [409, "already_exists", "vocabulary"],
  },
  {
    name: "a foreign key under 400",
    status: 400,
    facts: { codes: code("P2003") },
    leaves: [422, "relation_not_found", "vocabulary"],
  },
  {
    name: "any other database code under 400",
    status: 400,
    facts: { codes: code("42P01") },
    leaves: [500, "storage_error", "vocabulary"],
  },
  {
    name: "a phrase never turns a 400 into a 409",
    status: 400,
    facts: { message: "Email already exists" },
    leaves: [400, "invalid_data", "status"],
  },
  {
    name: "a phrase never turns a 422 into a 429",
    status: 422,
    facts: { message: "Too many requests" },
    leaves: [422, "invalid_data", "status"],
  },
  {
    name: "a declined card in a 422",
    status: 422,
    facts: { message: "Your card was declined." },
    leaves: [422, "purchase_fraud", "phrase"],
  },
  {
    name: "field errors keep a 422 about the data",
    status: 422,
    facts: { message: "card declined", fields: [{ field: "card", message: "declined" }] },
    leaves: [422, "invalid_data", "status"],
  },
];

const INTERNAL: readonly Row[] = [
  {
    name: "database words",
    status: 500,
    facts: { message: "Deadlock found when trying to get lock" },
    leaves: [500, "storage_error", "phrase"],
  },
  {
    name: "connection words",
    status: 500,
    facts: { message: "connect ECONNREFUSED 10.0.0.1:80" },
    leaves: [500, "network_error", "phrase"],
  },
  {
    name: "a socket wins over a database",
    status: 500,
    facts: { message: "SQLSTATE[HY000] [2002] Connection refused" },
    leaves: [500, "network_error", "phrase"],
  },
  {
    name: "a SQLSTATE of class 23 without a code",
    status: 500,
    facts: { message: "SQLSTATE[23000]: Integrity constraint violation: 19 UNIQUE constraint failed" },
    leaves: [500, "storage_error", "phrase"],
  },
  {
    name: "only the first line counts",
    status: 500,
    facts: { message: "Oops\nat Database.query (db.js:1:2)" },
    leaves: [500, "unknown_error", "status"],
  },
  {
    name: "the words a dialect gives",
    status: 500,
    facts: { message: "Server Error", words: "OperationalError: no such table: x" },
    leaves: [500, "storage_error", "phrase"],
  },
  {
    name: "a server fault's words are no client's",
    status: 500,
    facts: { codes: code("soap:Server", "soap"), message: "Access denied" },
    leaves: [500, "unknown_error", "vocabulary"],
  },
  {
    name: "a 503 of the database",
    status: 503,
    facts: { message: "database is locked" },
    leaves: [503, "storage_error", "phrase"],
  },
  {
    name: "a 502 is the network's",
    status: 502,
    facts: { message: "database is locked" },
    leaves: [502, "network_error", "status"],
  },
];

const SPECIFIC: readonly Row[] = [
  {
    name: "a 409 by its words",
    status: 409,
    facts: { message: "Name already taken", codes: code("CONFLICT") },
    leaves: [409, "already_exists", "phrase"],
  },
  {
    name: "a 409 by its code",
    status: 409,
    facts: { codes: code("version_conflict") },
    leaves: [409, "conflict", "vocabulary"],
  },
  {
    name: "a 409 of dependants",
    status: 409,
    facts: { message: "Cannot delete: dependent orders already exist" },
    leaves: [409, "conflict", "status"],
  },
  {
    name: "a 412 by its code",
    status: 412,
    facts: { codes: code("file_exists") },
    leaves: [409, "already_exists", "vocabulary"],
  },
  { name: "a router's miss", status: 404, facts: { miss: true }, leaves: [404, "invalid_request", "status"] },
  {
    name: "Rack's cascade",
    status: 404,
    headers: { "x-cascade": "pass" },
    leaves: [404, "invalid_request", "status"],
  },
  {
    name: "a sentence that names the path",
    status: 404,
    path: "/v1/none",
    facts: { message: "Path /v1/none not found" },
    leaves: [404, "invalid_request", "status"],
  },
  {
    name: "a sentence that names the path below a mount point",
    status: 404,
    path: "/rest.php/v1/none",
    facts: { message: "The relative path (/v1/none) did not match any known handler" },
    leaves: [404, "invalid_request", "status"],
  },
  {
    name: "a sentence of the application",
    status: 404,
    path: "/v1/none",
    facts: { message: "Order 12 not found" },
    leaves: [404, "not_found", "status"],
  },
  {
    name: "a 403 is believed",
    status: 403,
    facts: { codes: code("NOT_FOUND") },
    leaves: [403, "control_forbidden", "status"],
  },
  {
    name: "a 403 with a rate-limit code",
    status: 403,
    facts: { codes: code("rateLimitExceeded") },
    leaves: [429, "rate_limited", "vocabulary"],
  },
  {
    name: "a 503 with a rate-limit code",
    status: 503,
    facts: { codes: code("SlowDown") },
    leaves: [429, "rate_limited", "vocabulary"],
  },
  {
    name: "a 403 with an exhausted limit and its words",
    status: 403,
    headers: { "x-ratelimit-remaining": "0" },
    facts: { message: "API rate limit exceeded" },
    leaves: [429, "rate_limited", "phrase"],
  },
  {
    name: "a 403 with the words alone",
    status: 403,
    facts: { message: "API rate limit exceeded" },
    leaves: [403, "control_forbidden", "status"],
  },
  {
    name: "a 403 with an exhausted limit alone",
    status: 403,
    headers: { "x-ratelimit-remaining": "0" },
    facts: { message: "Not yours" },
    leaves: [403, "control_forbidden", "status"],
  },
  {
    name: "a 402 for a declined card",
    status: 402,
    facts: { codes: code("card_declined") },
    leaves: [422, "purchase_fraud", "vocabulary"],
  },
  {
    name: "a 402 for a plan",
    status: 402,
    facts: { message: "Upgrade your plan" },
    leaves: [403, "control_forbidden", "status"],
  },
  {
    name: "API Gateway's miss",
    status: 403,
    facts: { message: "Missing Authentication Token" },
    leaves: [404, "invalid_request", "phrase"],
  },
];

const SOFT: readonly Row[] = [
  {
    name: "words alone",
    status: 200,
    facts: { message: "Movie not found!" },
    leaves: [400, "invalid_data", "status"],
  },
  {
    name: "a stated status",
    status: 200,
    facts: { status: 499 },
    leaves: [401, "control_unauthorized", "status"],
  },
  {
    name: "a code",
    status: 200,
    facts: { codes: code("channel_not_found") },
    leaves: [404, "not_found", "vocabulary"],
  },
  {
    name: "a crash",
    status: 200,
    facts: { crash: true, message: "Fatal error" },
    leaves: [500, "unknown_error", "status"],
  },
  {
    name: "a crash of the network",
    status: 200,
    facts: { crash: true, message: "Connection refused" },
    leaves: [500, "network_error", "phrase"],
  },
  { name: "nothing", status: 200, leaves: [500, "unknown_error", "status"] },
];

describe("decide", () => {
  test.for([...V4, ...CATCH_ALL, ...INTERNAL, ...SPECIFIC, ...SOFT])(
    "$status: $name",
    ({ leaves, ...given }, { expect }) => {
      const { status, code: found, mappedBy } = verdictOf(given);
      expect([status, found, mappedBy]).toEqual(leaves);
    },
  );

  test("any status and any facts leave as a pair that the contract allows, in bounded clean words", ({
    expect,
  }) => {
    const word = fc.oneof(
      fc.constantFrom(
        "NOT_FOUND",
        "card_declined",
        "5",
        "404",
        "23505",
        "soap:Client",
        "not_found",
        "storage_error",
        "Conflict",
      ),
      fc.string({ maxLength: 40 }),
    );
    const vocabularies = fc.constantFrom<Vocabulary | undefined>(
      "v4",
      "grpc",
      "sql",
      "soap",
      "oauth",
      "aws",
      "json-rpc",
      "qonversion-v1",
      undefined,
    );
    const facts = fc.record(
      {
        codes: fc.array(fc.record({ value: word, vocabulary: vocabularies }), { maxLength: 4 }),
        message: fc.oneof(
          fc.string({ unit: "binary" }),
          fc.constantFrom("already exists", "ECONNREFUSED", "declined"),
        ),
        fields: fc.array(fc.record({ field: fc.string(), message: fc.string() }), { maxLength: 200 }),
        status: fc.integer({ min: 100, max: 599 }),
        miss: fc.boolean(),
        crash: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const then = fc.record(
      {
        code: fc.constantFrom(...(Object.keys(CODES) as Code[])),
        status: fc.constantFrom(400, 404, 409, 422, 429, 500, 503),
        message: fc.string(),
      },
      { requiredKeys: [] },
    );
    const holds = fc.property(
      fc.integer({ min: 100, max: 999 }),
      facts,
      fc.option(then),
      fc.constantFrom<Messages>("none", "4xx", "all"),
      (status, given, outcome, messages) => {
        const rules = outcome === null ? [] : rule(outcome);
        const verdict = verdictOf({ status, facts: given as Facts, messages, rules });
        expect(isStatusOf(verdict.code, verdict.status)).toBe(true);
        expect(verdict.type).toBe(CODES[verdict.code].type);
        for (const words of [
          verdict.message,
          ...(verdict.details ?? []).flatMap(({ field, message }) => [field, message]),
        ]) {
          expect(words.length).toBeGreaterThan(0);
          expect(words.length).toBeLessThanOrEqual(500);
          expect(words).not.toMatch(/[\u0000-\u001f\u007f]/);
        }
        expect(verdict.details?.length ?? 1).toBeGreaterThan(0);
        expect(verdict.details?.length ?? 1).toBeLessThanOrEqual(100);
        if (verdict.status >= 500) expect(verdict.details).toBeUndefined();
      },
    );
    fc.assert(holds);
  });
});

describe("decide: words", () => {
  const fields: readonly FieldError[] = [
    { field: "email", message: "is <b>invalid</b>" },
    { field: "email", message: "is invalid" },
    { field: "", message: "Passwords do not match" },
  ];
  const rows: readonly (Given & {
    readonly name: string;
    readonly says: string;
    readonly details?: number;
  })[] = [
    {
      name: "a 4xx says what the upstream said",
      status: 400,
      facts: { message: "Bad plan" },
      says: "Bad plan",
    },
    {
      name: "a 5xx says its code's sentence",
      status: 500,
      facts: { message: "kaboom" },
      says: CODES.unknown_error.message,
    },
    {
      name: "MESSAGES all shows a 5xx",
      status: 500,
      facts: { message: "kaboom" },
      messages: "all",
      says: "kaboom",
    },
    {
      name: "MESSAGES all shows no trace",
      status: 500,
      facts: { message: "    at a.b (/srv/c.js:1:2)" },
      messages: "all",
      says: CODES.unknown_error.message,
    },
    {
      name: "MESSAGES none shows nothing",
      status: 404,
      facts: { message: "No such plan" },
      messages: "none",
      says: CODES.not_found.message,
    },
    { name: "no sentence", status: 404, says: CODES.not_found.message },
    {
      name: "errors of no field are the message, duplicates go",
      status: 422,
      facts: { fields },
      says: "Passwords do not match",
      details: 1,
    },
    {
      name: "a heading gives way to them",
      status: 422,
      facts: { message: "Validation failed", fields },
      says: "Passwords do not match",
      details: 1,
    },
    {
      name: "a sentence stands before them",
      status: 422,
      facts: { message: "The order is not valid.", fields },
      says: "The order is not valid. Passwords do not match",
      details: 1,
    },
    {
      name: "every word belongs to a field",
      status: 422,
      facts: { fields: fields.slice(0, 1) },
      says: "Validation failed",
      details: 1,
    },
    {
      name: "a challenge's description beats a bare status",
      status: 401,
      headers: {
        "www-authenticate": 'Bearer error="invalid_token", error_description="The token has expired"',
      },
      facts: { message: "Unauthorized" },
      says: "The token has expired",
    },
    {
      name: "a sentence beats the challenge",
      status: 401,
      headers: { "www-authenticate": 'Bearer error_description="expired"' },
      facts: { message: "Log in again" },
      says: "Log in again",
    },
    {
      name: "a masked sentence",
      status: 400,
      facts: { message: "SQLSTATE[22P02]: invalid input" },
      says: CODES.invalid_data.message,
    },
  ];
  test.for(rows)("$name", ({ says, details, ...given }, { expect }) => {
    const verdict = verdictOf(given);
    expect(verdict.message).toBe(says);
    expect(verdict.details?.length).toBe(details);
  });
});

const rule = (then: RuleOutcome, matches: CompiledRule["matches"] = () => true): readonly CompiledRule[] => [
  // oxlint-disable-next-line unicorn/no-thenable -- the configuration's own word
  { name: "RULES[0]", matches, then },
];

describe("decide: rules", () => {
  const rows: readonly (Row & { readonly says?: string })[] = [
    {
      name: "a code keeps a status that fits",
      status: 503,
      rules: rule({ code: "storage_error" }),
      leaves: [503, "storage_error", "rule"],
    },
    {
      name: "a code brings its usual status",
      status: 400,
      rules: rule({ code: "not_found" }),
      leaves: [404, "not_found", "rule"],
    },
    {
      name: "a status brings the table's code",
      status: 400,
      rules: rule({ status: 409 }),
      leaves: [409, "conflict", "rule"],
    },
    {
      name: "a code and a status",
      status: 400,
      rules: rule({ code: "network_error", status: 504 }),
      leaves: [504, "network_error", "rule"],
    },
    {
      name: "a message",
      status: 500,
      rules: rule({ message: "Back soon" }),
      leaves: [500, "unknown_error", "rule"],
      says: "Back soon",
    },
    {
      name: "it sees the codes",
      status: 400,
      facts: { codes: code("E1") },
      rules: rule({ code: "conflict" }, ({ codes }) => codes.includes("E1")),
      leaves: [409, "conflict", "rule"],
    },
    {
      name: "one that does not match",
      status: 400,
      rules: rule({ code: "conflict" }, () => false),
      leaves: [400, "invalid_data", "status"],
    },
  ];
  test.for(rows)("$name", ({ leaves, says, ...given }, { expect }) => {
    const { status, code: found, mappedBy, message } = verdictOf(given);
    expect([status, found, mappedBy]).toEqual(leaves);
    expect(message).toBe(says ?? message);
  });

  test("pass is said beside the verdict", ({ expect }) => {
    const evidence: Evidence = {
      request: { method: "GET", path: "/" },
      status: 400,
      headers: new Headers(),
      mediaType: "",
      form: "empty",
      text: "",
      cut: false,
    };
    const { pass, verdict } = decide(
      evidence,
      "none",
      {},
      { rules: rule({ pass: true, retryAfterS: 5 }), messages: "4xx" },
    );
    expect([pass, verdict.rule, verdict.ruleRetryAfterS]).toEqual([true, "RULES[0]", 5]);
  });
});
