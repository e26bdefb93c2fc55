import * as fc from "fast-check";
import { describe, test } from "vitest";
import type { MachineCode, Vocabulary } from "../../../src/facts/facts.ts";
import { meaningOf } from "../../../src/policy/vocabulary/lookup.ts";

interface Row {
  readonly value: string;
  readonly vocabulary?: Vocabulary;
  readonly status?: number;
  readonly grpc?: boolean;
  readonly crash?: boolean;
  /** The v4 code, the HTTP status that the code names, or `undefined` for a code that nobody knows. */
  readonly means: string | number | undefined;
  readonly from: string;
}

const read = ({
  value,
  vocabulary,
  status = 400,
  grpc = false,
  crash = false,
}: Row): string | number | undefined => {
  const code: MachineCode = { value, ...(vocabulary !== undefined && { vocabulary }) };
  const meaning = meaningOf(code, { status, grpc, crash });
  return meaning?.kind === "status" ? meaning.status : meaning?.code;
};

const KNOWN: readonly Row[] = [
  { value: "InvalidCredentialsError", means: "control_unauthorized", from: "Spyne 2.14" },
  { value: "ALREADY_EXISTS", means: "already_exists", from: "google.rpc.Code" },
  { value: "alreadyExists", means: "already_exists", from: "camel case" },
  { value: "already-exists", means: "already_exists", from: "kebab case" },
  { value: "EmailTaken", means: "already_exists", from: "Pascal case" },
  { value: "EMAIL_EXISTS", means: "already_exists", from: "Firebase" },
  { value: "SequelizeUniqueConstraintError", means: "already_exists", from: "Sequelize" },
  { value: "resource_already_exists_exception", means: "already_exists", from: "Elasticsearch" },
  { value: "file_exists", means: "already_exists", from: "CouchDB" },
  { value: "user_not_found", means: "not_found", from: "a suffix" },
  { value: "resource_missing", means: "not_found", from: "Stripe" },
  { value: "QueueNotFound", means: "not_found", from: "Pascal case" },
  { value: "NoSuchKey", means: "not_found", from: "S3" },
  { value: "InvalidAMIID.NotFound", means: "not_found", from: "EC2" },
  { value: "AWS.SimpleQueueService.NonExistentQueue", means: "not_found", from: "SQS" },
  {
    value: "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",
    means: "not_found",
    from: "DynamoDB",
  },
  { value: "urn:ietf:params:acme:error:accountDoesNotExist", means: "not_found", from: "ACME" },
  { value: "E_ROUTE_NOT_FOUND", means: "invalid_request", from: "AdonisJS" },
  { value: "RateLimitExceeded", means: "rate_limited", from: "Pascal case" },
  {
    value: "ThrottlingException:http://internal.amazon.com/coral/",
    means: "rate_limited",
    from: "x-amzn-errortype",
  },
  { value: "OVER_QUERY_LIMIT", means: "rate_limited", from: "Google Maps" },
  { value: "TOKEN_EXPIRED", means: "control_unauthorized", from: "a common word" },
  { value: "API_KEY_INVALID", means: "control_unauthorized", from: "google.rpc.ErrorInfo" },
  { value: "not_authed", means: "control_unauthorized", from: "Slack" },
  { value: "UnrecognizedClientException", means: "control_unauthorized", from: "DynamoDB" },
  { value: "insufficient_permissions", means: "control_forbidden", from: "a common word" },
  { value: "missing_scope", means: "control_forbidden", from: "Slack" },
  { value: "validation_error", means: "invalid_data", from: "a common word" },
  { value: "invalid_request", means: "invalid_data", from: "OAuth: no v4 code without a v4 envelope" },
  { value: "invalid_grant", means: "invalid_data", from: "OAuth" },
  { value: "invalid_client", means: "control_unauthorized", from: "OAuth" },
  { value: "card_declined", means: "purchase_fraud", from: "Stripe" },
  { value: "idempotency_conflict", means: "conflict", from: "a common word" },
  { value: "version_conflict_engine_exception", means: "conflict", from: "Elasticsearch" },
  { value: "ConditionalCheckFailedException", means: "conflict", from: "DynamoDB" },
  { value: "MANIFEST_UNKNOWN", means: "not_found", from: "OCI distribution" },
  { value: "P2002", means: "already_exists", from: "Prisma" },
  { value: "P2025", means: "not_found", from: "Prisma" },
  { value: "ER_DUP_ENTRY", status: 500, means: "already_exists", from: "MySQL" },
  { value: "23505", status: 500, means: "already_exists", from: "PostgreSQL" },
  { value: "23503", means: "relation_not_found", from: "PostgreSQL" },
  { value: "22P02", means: "invalid_data", from: "PostgreSQL under 400" },
  { value: "22P02", status: 500, means: "storage_error", from: "PostgreSQL under 500" },
  { value: "28P01", vocabulary: "sql", means: "control_unauthorized", from: "SQLSTATE class 28 under 400" },
  { value: "08006", vocabulary: "sql", status: 500, means: "network_error", from: "SQLSTATE class 08" },
  { value: "ECONNREFUSED", status: 500, means: "network_error", from: "libuv" },
  { value: "-32601", vocabulary: "json-rpc", means: "not_implemented", from: "JSON-RPC" },
  { value: "-32050", vocabulary: "json-rpc", means: "unknown_error", from: "JSON-RPC, the server range" },
  { value: "5", vocabulary: "grpc", means: "not_found", from: "google.rpc.Status" },
  { value: "5", grpc: true, means: "not_found", from: "beside a grpc-* field" },
  { value: "6", status: 409, means: "already_exists", from: "a number that agrees with the status" },
  { value: "10008", vocabulary: "qonversion-v1", means: "purchase_fraud", from: "Qonversion v1" },
  { value: "soap:Client", vocabulary: "soap", means: "invalid_data", from: "SOAP 1.1" },
  {
    value: "soap:Client.OrderNotFound",
    vocabulary: "soap",
    means: "not_found",
    from: "SOAP 1.1 with a subcode",
  },
  { value: "NOT_FOUND", status: 500, means: 404, from: "google.rpc.Code under 500" },
  { value: "Not Found", status: 500, means: 404, from: "a reason phrase of another status" },
  { value: "SERVICE_UNAVAILABLE", means: 503, from: "a reason phrase in capitals" },
];

const UNKNOWN: readonly Row[] = [
  { value: "", means: undefined, from: "nothing" },
  { value: "BAD_REQUEST", means: undefined, from: "repeats the status" },
  { value: "ConflictError", status: 409, means: undefined, from: "repeats the status" },
  { value: "422", status: 422, means: undefined, from: "repeats the status" },
  { value: "5", means: undefined, from: "Engine.IO: a bare number that no status agrees with" },
  { value: "21211", means: undefined, from: "Twilio" },
  {
    value: "20009",
    vocabulary: "qonversion-v1",
    means: undefined,
    from: "Qonversion v1: what the status says",
  },
  { value: "duplicate_parameter", means: undefined, from: "speaks of the request" },
  { value: "quota_exceeded", means: undefined, from: "no rate without words" },
  { value: "TypeError", status: 500, means: undefined, from: "a language's own class" },
  {
    value: "java.lang.IllegalArgumentException",
    status: 500,
    crash: true,
    means: undefined,
    from: "a crash's class",
  },
  { value: "App.UserNotFoundException", status: 500, crash: true, means: undefined, from: "a crash's class" },
  { value: "User already exists", means: undefined, from: "a sentence is no code" },
  { value: "OUT_OF_STOCK", means: undefined, from: "nobody's word" },
  { value: "missing", means: undefined, from: "of the request or of a resource: nobody knows" },
];

describe("meaningOf", () => {
  test.for(KNOWN)("$value under $status ($from)", (row, { expect }) => {
    expect(read(row)).toBe(row.means);
  });

  test.for(UNKNOWN)("nothing in $value ($from)", (row, { expect }) => {
    expect(read(row)).toBeUndefined();
  });

  const REQUEST: readonly string[] = [
    "parameter_not_found",
    "field_missing",
    "attribute_does_not_exist",
    "MissingParameter",
  ];
  test.for(REQUEST)("%s speaks of the request", (value, { expect }) => {
    expect([undefined, "invalid_data"]).toContain(read({ value, means: undefined, from: "" }));
  });

  test("any text is read or declined, never thrown on", () => {
    const status = fc.constantFrom(200, 400, 404, 409, 500, 503);
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300 }),
        status,
        fc.boolean(),
        fc.boolean(),
        (value, at, grpc, crash) => {
          meaningOf({ value }, { status: at, grpc, crash });
        },
      ),
    );
  });
});
