import { describe, test } from "vitest";
import { generalJson } from "../../src/dialects/general-json.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "a dictionary of lists",
    from: "Django REST framework 3.14",
    status: 400,
    body: { email: ["Enter a valid email address."], non_field_errors: ["Passwords differ."] },
    facts: {
      fields: [
        { field: "email", message: "Enter a valid email address." },
        { field: "", message: "Passwords differ." },
      ],
    },
  },
  {
    name: "a dictionary whose members are called like an envelope's",
    from: "Django REST framework 3.14",
    status: 400,
    body: { status: ['"x" is not a valid choice.'], code: ["This field is required."] },
    facts: {
      fields: [
        { field: "status", message: '"x" is not a valid choice.' },
        { field: "code", message: "This field is required." },
      ],
    },
  },
  {
    name: "a nested dictionary",
    from: "Django REST framework 3.14",
    status: 400,
    body: {
      lines: [{}, { sku: ["This field is required."] }],
      meta: { a: ["A valid integer is required."] },
      name: ["This field may not be blank."],
    },
    facts: {
      fields: [
        { field: "lines.1.sku", message: "This field is required." },
        { field: "meta.a", message: "A valid integer is required." },
        { field: "name", message: "This field may not be blank." },
      ],
    },
  },
  {
    name: "a list serializer",
    from: "Django REST framework 3.14",
    status: 400,
    body: [{}, { name: ["This field may not be blank."] }],
    facts: { fields: [{ field: "1.name", message: "This field may not be blank." }] },
  },
  {
    name: "Rails' base errors",
    from: "Rails 7.1",
    status: 422,
    body: { errors: { email: ["can't be blank"], base: ["You can only have one account"] } },
    facts: {
      fields: [
        { field: "email", message: "can't be blank" },
        { field: "", message: "You can only have one account" },
      ],
    },
  },
  {
    name: "every complaint a second time",
    from: "devise_token_auth 1.2",
    status: 422,
    body: { errors: { email: ["is not an email"], full_messages: ["Email is not an email"] } },
    facts: { fields: [{ field: "email", message: "is not an email" }] },
  },
  {
    name: "an error with a detail",
    from: "Phoenix 1.7",
    status: 404,
    body: { errors: { detail: "Not Found" } },
    facts: { message: "Not Found" },
  },
  {
    name: "fields under a part of the request",
    from: "flask-smorest 0.44",
    status: 422,
    body: {
      code: 422,
      errors: { json: { name: ["Missing data for required field."] } },
      status: "Unprocessable Entity",
    },
    facts: {
      codes: [{ value: "422" }],
      fields: [{ field: "name", message: "Missing data for required field." }],
    },
  },
  {
    name: "an error under a name that is its code",
    from: "OpenStack Nova",
    status: 404,
    body: { itemNotFound: { code: 404, message: "Aggregate could not be found." } },
    facts: { codes: [{ value: "404" }, { value: "itemNotFound" }], message: "Aggregate could not be found." },
  },
  {
    name: "an exception that fills the body",
    from: "Hadoop WebHDFS",
    status: 403,
    body: { RemoteException: { exception: "AccessControlException", message: "Permission denied: user=x" } },
    facts: {
      codes: [{ value: "AccessControlException" }, { value: "RemoteException" }],
      message: "Permission denied: user=x",
    },
  },
  {
    name: "a HAL envelope",
    from: "Micronaut 4",
    status: 400,
    body: {
      _links: {},
      _embedded: { errors: [{ message: "book.pages: must be greater than or equal to 1" }] },
      message: "Bad Request",
    },
    facts: { message: "book.pages: must be greater than or equal to 1" },
  },
  {
    name: "one named parameter",
    from: "Stripe",
    status: 400,
    body: {
      error: { message: "Received unknown parameter: foo", param: "foo", type: "invalid_request_error" },
    },
    facts: {
      codes: [{ value: "invalid_request_error" }],
      message: "Received unknown parameter: foo",
      fields: [{ field: "foo", message: "Received unknown parameter: foo" }],
    },
  },
  {
    name: "a parameter and no words",
    from: "Rancher 2",
    status: 422,
    body: { code: "MissingRequired", fieldName: "name", status: 422, type: "error" },
    facts: {
      codes: [{ value: "MissingRequired" }],
      fields: [{ field: "name", message: "missing required" }],
    },
  },
  {
    name: "a list of names",
    from: "Salesforce",
    status: 400,
    body: [
      {
        message: "Required fields are missing: [Name]",
        errorCode: "REQUIRED_FIELD_MISSING",
        fields: ["Name"],
      },
    ],
    facts: { fields: [{ field: "Name", message: "Required fields are missing: [Name]" }] },
  },
  {
    name: "a code in words for want of a sentence",
    from: "GitHub",
    status: 422,
    body: {
      message: "Validation Failed",
      errors: [{ resource: "Issue", field: "title", code: "missing_field" }],
    },
    facts: { message: "Validation Failed", fields: [{ field: "title", message: "missing field" }] },
  },
  {
    name: "locations with a default message",
    from: "Spring Boot 3",
    status: 400,
    body: { errors: [{ field: "name", defaultMessage: "must not be blank", code: "NotBlank" }] },
    facts: { fields: [{ field: "name", message: "must not be blank" }] },
  },
  {
    name: "a required property only in the parameters",
    from: "Ajv 8",
    status: 400,
    body: [
      {
        instancePath: "/a",
        keyword: "required",
        params: { missingProperty: "b" },
        message: "must have required property 'b'",
      },
    ],
    facts: { fields: [{ field: "a.b", message: "must have required property 'b'" }] },
  },
  {
    name: "Zod's issues",
    from: "Zod 3",
    status: 400,
    body: {
      success: false,
      error: {
        issues: [{ code: "invalid_type", path: ["items", 0, "qty"], message: "Required" }],
        name: "ZodError",
      },
    },
    facts: { codes: [{ value: "ZodError" }], fields: [{ field: "items.0.qty", message: "Required" }] },
  },
  {
    name: "Zod's issues as a message",
    from: "Zod 4",
    status: 400,
    body: { name: "ZodError", message: '[{"code":"too_small","path":["name"],"message":"Too small"}]' },
    facts: { codes: [{ value: "ZodError" }], fields: [{ field: "name", message: "Too small" }] },
  },
  {
    name: "Zod's unrecognized keys are the object's",
    from: "Zod 4",
    status: 400,
    body: {
      error: [{ code: "unrecognized_keys", keys: ["role"], path: [], message: 'Unrecognized key: "role"' }],
    },
    facts: { codes: [{ value: "unrecognized_keys" }], message: 'Unrecognized key: "role"' },
  },
  {
    name: "Zod's flattened error",
    from: "Zod 3, flatten",
    status: 400,
    body: { error: { formErrors: ["Passwords must match"], fieldErrors: { email: ["Invalid email"] } } },
    facts: { message: "Passwords must match", fields: [{ field: "email", message: "Invalid email" }] },
  },
  {
    name: "Zod's formatted error",
    from: "Zod 3, format",
    status: 400,
    body: { error: { _errors: [], name: { _errors: ["Required"] } } },
    facts: { fields: [{ field: "name", message: "Required" }] },
  },
  {
    name: "Zod's tree",
    from: "Zod 4, treeifyError",
    status: 400,
    body: {
      error: {
        errors: [],
        properties: { tags: { errors: [], items: [null, { errors: ["Expected string"] }] } },
      },
    },
    facts: { fields: [{ field: "tags.1", message: "Expected string" }] },
  },
  {
    name: "Valibot's path",
    from: "@hono/valibot-validator",
    status: 400,
    body: {
      success: false,
      issues: [
        {
          kind: "schema",
          type: "number",
          message: "Expected number",
          path: [{ type: "object", key: "age", value: "x" }],
        },
      ],
    },
    facts: { fields: [{ field: "age", message: "Expected number" }] },
  },
  {
    name: "constraints and children",
    from: "class-validator 0.14",
    status: 400,
    body: {
      message: [
        {
          property: "address",
          children: [{ property: "zip", constraints: { isPostalCode: "zip must be a postal code" } }],
        },
      ],
    },
    facts: { fields: [{ field: "address.zip", message: "zip must be a postal code" }] },
  },
  {
    name: "sentences that begin with their field",
    from: "Nest 10",
    status: 400,
    body: {
      message: ["name must be a string", "address.city should not be empty"],
      error: "Bad Request",
      statusCode: 400,
    },
    facts: {
      message: "Bad Request",
      fields: [
        { field: "name", message: "name must be a string" },
        { field: "address.city", message: "address.city should not be empty" },
      ],
    },
  },
  {
    name: "keys beside the sentence, by the part",
    from: "celebrate 15",
    status: 400,
    body: {
      message: "Validation failed",
      validation: { body: { source: "body", keys: ["password"], message: '"password" is required' } },
    },
    facts: {
      message: "Validation failed",
      fields: [{ field: "password", message: '"password" is required' }],
    },
  },
  {
    name: "validators by path",
    from: "Mongoose 8",
    status: 400,
    body: {
      errors: {
        email: {
          name: "ValidatorError",
          message: "Path `email` is required.",
          kind: "required",
          path: "email",
        },
      },
      message: "User validation failed",
    },
    facts: {
      message: "User validation failed",
      fields: [{ field: "email", message: "Path `email` is required." }],
    },
  },
  {
    name: "Go's validator",
    from: "Gin 1.9",
    status: 400,
    body: { error: "Key: 'User.Email' Error:Field validation for 'Email' failed on the 'required' tag" },
    facts: {
      fields: [{ field: "Email", message: "Field validation for 'Email' failed on the 'required' tag" }],
    },
  },
  {
    name: "a code in front of a sentence",
    from: "Firebase Authentication",
    status: 400,
    body: { error: { code: 400, message: "WEAK_PASSWORD : Password should be at least 6 characters" } },
    facts: {
      codes: [{ value: "WEAK_PASSWORD" }, { value: "400" }],
      message: "WEAK_PASSWORD : Password should be at least 6 characters",
    },
  },
  {
    name: "violations by kind",
    from: "RESTEasy 6",
    status: 400,
    body: {
      exception: null,
      parameterViolations: [{ path: "create.arg0.name", message: "must not be blank", value: "" }],
    },
    facts: { fields: [{ field: "create.arg0.name", message: "must not be blank" }] },
  },
  {
    name: "named sentences in a list",
    from: "EasyPost",
    status: 422,
    body: {
      error: {
        code: "SHIPMENT.INVALID_PARAMS",
        message: "Unable to create shipment.",
        errors: [{ to_address: "Required and missing." }],
      },
    },
    facts: {
      codes: [{ value: "SHIPMENT.INVALID_PARAMS" }],
      message: "Unable to create shipment.",
      fields: [{ field: "to_address", message: "Required and missing." }],
    },
  },
  {
    name: "what annotates is no field",
    from: "Dropbox",
    status: 401,
    body: { error_summary: "expired_access_token/..", error: { ".tag": "expired_access_token" } },
    facts: { codes: [{ value: "expired_access_token" }], message: "expired_access_token/.." },
  },
  {
    name: "one sentence in several languages",
    from: "a public-sector API",
    status: 400,
    body: { error: { code: "X", message: { en: "Bad value", de: "Falscher Wert" } } },
    facts: { codes: [{ value: "X" }], message: "Bad value" },
  },
  {
    name: "a stringified body",
    from: "a relay",
    status: 400,
    body: '"{\\"error\\":\\"Name is required\\"}"',
    facts: { message: "Name is required" },
  },
  {
    name: "a sentence alone",
    from: "Express, res.json of a string",
    status: 400,
    body: '"Name is wrong"',
    facts: { message: "Name is wrong" },
  },
  {
    name: "another status than the wire's",
    from: "Supabase Storage",
    status: 400,
    body: { statusCode: "404", error: "not_found", message: "Object not found" },
    facts: { codes: [{ value: "not_found" }], message: "Object not found", status: 404 },
  },
  {
    name: "a trace",
    from: "ASP.NET Web API 2",
    status: 500,
    body: {
      Message: "An error has occurred.",
      ExceptionMessage: "x",
      StackTrace: "   at Acme.X.Get()\n   at System.Y",
    },
    facts: { message: "x", crash: true },
  },
  {
    name: "soft: a flag",
    from: "Slack",
    status: 200,
    body: { ok: false, error: "channel_not_found" },
    facts: { codes: [{ value: "channel_not_found" }], certain: true },
  },
  {
    name: "soft: a number beside its message",
    from: "a legacy API",
    status: 200,
    body: { errorCode: 12, errorMessage: "No such user" },
    facts: { codes: [{ value: "12" }], message: "No such user", certain: true },
  },
  {
    name: "soft: JSend",
    from: "JSend",
    status: 200,
    body: { status: "fail", data: { title: "A title is required" } },
    facts: { fields: [{ field: "title", message: "A title is required" }], certain: true },
  },
  {
    name: "soft: an error that fills one member",
    from: "Tencent Cloud",
    status: 200,
    body: {
      Response: {
        Error: { Code: "AuthFailure.SignatureFailure", Message: "Not validated." },
        RequestId: "ed",
      },
    },
    facts: { codes: [{ value: "AuthFailure.SignatureFailure" }], message: "Not validated.", certain: true },
  },
  {
    name: "soft: a state that fills one member",
    from: "XRP Ledger",
    status: 200,
    body: { result: { status: "error", error: "actNotFound" } },
    facts: { codes: [{ value: "actNotFound" }], certain: true },
  },
  {
    name: "no failure: a job that failed",
    from: "a job queue",
    status: 200,
    body: { result: { status: "failed", error: "out of paper", id: 7 } },
    facts: { message: "out of paper" },
  },
  {
    name: "complaints under any name",
    from: "Vipps",
    status: 400,
    body: { detail: "See extraDetails", extraDetails: [{ name: "reference", reason: "Too long" }] },
    facts: { message: "See extraDetails", fields: [{ field: "reference", message: "Too long" }] },
  },
  {
    name: "members with a namespace",
    from: "RESTCONF (RFC 8040, section 7.1)",
    status: 409,
    body: {
      "ietf-restconf:errors": { error: [{ "error-tag": "data-exists", "error-message": "It is there" }] },
    },
    facts: { codes: [{ value: "data-exists" }], message: "It is there" },
  },
  {
    name: "a coded concept",
    from: "FHIR R4",
    status: 404,
    body: {
      resourceType: "OperationOutcome",
      issue: [{ code: "not-found", details: { coding: [{ code: "NONE", display: "no record found" }] } }],
    },
    facts: { codes: [{ value: "not-found" }], message: "no record found" },
  },
  {
    name: "soft: a kind under a name of its own",
    from: "Janus",
    status: 200,
    body: { janus: "error", transaction: "a1", error: { code: 458, reason: "No such session 12" } },
    facts: { codes: [{ value: "458" }], message: "No such session 12", status: 458, certain: true },
  },
  {
    name: "no failure: a resource with such an error",
    from: "a job queue",
    status: 200,
    body: { id: 7, state: "error", error: { code: 12, message: "out of paper" } },
    facts: { codes: [{ value: "12" }], message: "out of paper" },
  },
  {
    name: "a sentence beside a status",
    from: "Icinga 2",
    status: 404,
    body: { error: 404, status: "No objects found." },
    facts: { message: "No objects found." },
  },
  {
    name: "a tuple",
    from: "Groonga",
    status: 400,
    body: [[-22, 1.5, 0.1, "the name is reserved", [["grn_table_create", "db.c", 3210]]], false],
    facts: { codes: [{ value: "grn_table_create" }], message: "the name is reserved" },
  },
  {
    name: "soft: a failure in a wrapper",
    from: "Remember The Milk",
    status: 200,
    body: { rsp: { stat: "fail", err: { code: "97", msg: "Missing signature" } } },
    facts: { codes: [{ value: "97" }], message: "Missing signature", certain: true },
  },
  {
    name: "soft: a wrapper that is called an error",
    from: "Taobao",
    status: 200,
    body: { error_response: { code: 22, msg: "Invalid method" } },
    facts: { codes: [{ value: "22" }], message: "Invalid method", certain: true },
  },
  {
    name: "no failure: a code that counts from one",
    from: "Bungie",
    status: 200,
    body: { Response: [{ id: 1 }], ErrorCode: 1, ErrorStatus: "Success", Message: "Ok" },
    facts: { codes: [{ value: "1" }], message: "Ok" },
  },
  {
    name: "soft: a flag beside a dictionary of fields",
    from: "a form's handler",
    status: 200,
    body: { success: false, fields: { email: ["is not an address"] } },
    facts: { fields: [{ field: "email", message: "is not an address" }], certain: true },
  },
  {
    name: "no failure: a job that is shown",
    from: "a job queue",
    status: 200,
    body: { jobId: "550e", status: "failed", error: "The page took too long" },
    facts: { message: "The page took too long" },
  },
  {
    name: "a dictionary of fields beside what an answer carries of itself",
    from: "a Django app with a request id",
    status: 400,
    body: { success: false, email: ["is taken"], name: ["is too long"], requestId: "b7-1", data: null },
    facts: {
      fields: [
        { field: "email", message: "is taken" },
        { field: "name", message: "is too long" },
      ],
    },
  },
  {
    name: "sentences under a name of the vendor's",
    from: "tmdb-like, of another name",
    status: 422,
    body: { error_list: ["The page must be less than 500", "It is gone"] },
    facts: { message: "The page must be less than 500; It is gone" },
  },
  {
    name: "one error, whatever it keeps beside its sentence",
    from: "a calendar",
    status: 409,
    body: { error: { message: "Slot taken", conflicts: [{ id: 1, title: "Team meeting today" }] } },
    facts: { message: "Slot taken" },
  },
  {
    name: "a dictionary under `error`",
    from: "GitLab",
    status: 400,
    body: { error: { name: ["is taken"], path: ["is taken"] } },
    facts: {
      fields: [
        { field: "name", message: "is taken" },
        { field: "path", message: "is taken" },
      ],
    },
  },
  {
    name: "lists by the part of the request",
    from: "FoalTS",
    status: 400,
    body: {
      body: [
        {
          instancePath: "",
          params: { missingProperty: "text" },
          message: "must have required property 'text'",
        },
      ],
    },
    facts: { fields: [{ field: "text", message: "must have required property 'text'" }] },
  },
  {
    name: "an answer as a list of one",
    from: "a batch endpoint",
    status: 422,
    body: [{ error: "validation_failed", errors: [{ field: "age", message: "is too small" }] }],
    facts: { codes: [{ value: "validation_failed" }], fields: [{ field: "age", message: "is too small" }] },
  },
  {
    name: "a list of one field's errors keeps its index",
    from: "Django REST framework, a list serializer",
    status: 400,
    body: [{ email: ["is taken"] }],
    facts: { fields: [{ field: "0.email", message: "is taken" }] },
  },
  {
    name: "soft: a stated status",
    from: "a legacy API",
    status: 200,
    body: { code: 401, msg: "token expired", data: null },
    facts: { codes: [{ value: "401" }], message: "token expired", status: 401, certain: true },
  },
  {
    name: "no failure: an empty error",
    from: "a success",
    status: 200,
    body: { error: null, errors: [], data: { a: 1 } },
    facts: {},
  },
  {
    name: "no failure: a batch",
    from: "a success",
    status: 200,
    body: [{ success: false, error: "x" }],
    facts: { codes: [{ value: "x" }], message: "x" },
  },
  {
    name: "no failure: a resource that failed",
    from: "a job's state",
    status: 200,
    body: { id: "1", status: "failed", error: { message: "Out of disk" }, created_at: "2026-01-01" },
    facts: { message: "Out of disk" },
  },
  {
    name: "no failure: a list of errors that was asked for",
    from: "a success",
    status: 200,
    path: "/errors",
    body: { errors: [{ code: 1, message: "x y" }] },
    facts: { codes: [{ value: "1" }], message: "x y" },
  },
  {
    name: "no failure: zero is a success's code",
    from: "a success",
    status: 200,
    body: { code: 0, message: "success", data: [] },
    facts: { message: "success" },
  },
  {
    name: "no failure: a success's flag",
    from: "Cloudflare API",
    status: 200,
    body: { success: true, errors: [], messages: [], result: [] },
    facts: {},
  },
  {
    name: "no failure: a search",
    from: "Elasticsearch 8",
    status: 200,
    body: { took: 1, timed_out: false, hits: { hits: [] } },
    facts: {},
  },
  {
    name: "soft: an error message alone",
    from: "Alpha Vantage",
    status: 200,
    body: { "Error Message": "Invalid API call." },
    facts: { message: "Invalid API call.", certain: true },
  },
  {
    name: "soft: a number named error beside its message",
    from: "Last.fm 2.0",
    status: 200,
    body: { error: 6, message: "The artist could not be found", links: [] },
    facts: { message: "The artist could not be found", certain: true },
  },
  {
    name: "no failure: counts of what was sent",
    from: "FCM, the legacy HTTP API",
    status: 200,
    body: { multicast_id: 1, success: 0, failure: 1, results: [{ error: "InvalidRegistration" }] },
    facts: { codes: [{ value: "InvalidRegistration" }] },
  },
  {
    name: "no failure: a count of errors",
    from: "an import's report",
    status: 200,
    body: { errors: 3, warnings: 1, message: "Import finished" },
    facts: { message: "Import finished" },
  },
  {
    name: "no failure: the answer of a validator",
    from: "a VAT service",
    status: 200,
    body: { valid: false, vat_number: "DE1" },
    facts: {},
  },
  {
    name: "no failure: an error that says ok",
    from: "TikTok",
    status: 200,
    body: { data: {}, error: { code: "ok", message: "", log_id: "2" } },
    facts: {},
  },
  {
    name: "no failure: a setting named error",
    from: "a configuration",
    status: 200,
    body: { error: { color: "red", page: "/error.html" } },
    facts: {},
  },
  {
    name: "no failure: counts by day",
    from: "Sentry's stats",
    status: 200,
    body: { errors: { "2026-01-01": 12 } },
    facts: {},
  },
  {
    name: "no failure: a failed quiz",
    from: "a quiz",
    status: 200,
    body: { status: "fail", data: { score: 3 } },
    facts: {},
  },
  {
    name: "no field: the request's own URL",
    from: "Spring Boot 3",
    status: 404,
    body: { status: 404, error: "Not Found", message: "No such order", path: "/v1/things" },
    facts: { message: "No such order" },
  },
  {
    name: "no field: what a person searched for",
    from: "Contentful",
    status: 404,
    body: { message: "The resource could not be found.", details: { type: "Entry", id: "y", space: "x" } },
    facts: { codes: [{ value: "Entry" }], message: "The resource could not be found." },
  },
  {
    name: "no field: a log id",
    from: "Feishu",
    status: 400,
    body: {
      code: 99991663,
      msg: "Invalid access token for authorization.",
      error: { log_id: "2024", troubleshooter: "https://open.feishu.cn/search" },
    },
    facts: { codes: [{ value: "99991663" }], message: "Invalid access token for authorization." },
  },
  {
    name: "Symfony's form",
    from: "FOSRestBundle 3",
    status: 400,
    body: {
      message: "Validation Failed",
      errors: { children: { name: { errors: ["This value should not be blank."] }, email: {} } },
    },
    facts: {
      message: "Validation Failed",
      fields: [{ field: "name", message: "This value should not be blank." }],
    },
  },
  {
    name: "rules under a field",
    from: "Laminas API Tools",
    status: 422,
    body: {
      validation_messages: { name: { isEmpty: "Value is required and can't be empty" } },
      detail: "Failed Validation",
    },
    facts: {
      message: "Failed Validation",
      fields: [{ field: "name", message: "Value is required and can't be empty" }],
    },
  },
  {
    name: "a field among what extends the error",
    from: "Directus 10",
    status: 400,
    body: {
      errors: [
        { message: "Value has to be unique.", extensions: { field: "slug", code: "RECORD_NOT_UNIQUE" } },
      ],
    },
    facts: {
      codes: [{ value: "RECORD_NOT_UNIQUE" }],
      fields: [{ field: "slug", message: "Value has to be unique." }],
    },
  },
  {
    name: "a pointer as a label",
    from: "DHL Express",
    status: 400,
    body: { detail: "Multiple problems found", additionalDetails: ["#/content/weight: 0 is too small"] },
    facts: {
      message: "Multiple problems found",
      fields: [{ field: "content.weight", message: "#/content/weight: 0 is too small" }],
    },
  },
  {
    name: "JSON at the end of a sentence",
    from: "HubSpot",
    status: 400,
    body: {
      status: "error",
      message: 'Property values were not valid: [{"message":"Email is invalid","name":"email"}]',
    },
    facts: {
      message: "Property values were not valid",
      fields: [{ field: "email", message: "Email is invalid" }],
    },
  },
  {
    name: "unknown fields with their places",
    from: "express-validator 7, checkExact",
    status: 400,
    body: {
      errors: [
        { type: "unknown_fields", msg: "Unknown field(s)", fields: [{ path: "role", location: "body" }] },
      ],
    },
    facts: { fields: [{ field: "role", message: "Unknown field(s)" }] },
  },
  {
    name: "diagnostics",
    from: "FHIR R4",
    status: 404,
    body: {
      resourceType: "OperationOutcome",
      issue: [{ severity: "error", code: "not-found", diagnostics: "Resource Patient/9 is not known" }],
    },
    facts: { codes: [{ value: "not-found" }], message: "Resource Patient/9 is not known" },
  },
  {
    name: "messages under a value",
    from: "VMware vCenter 7",
    status: 404,
    body: {
      type: "com.vmware.vapi.std.errors.not_found",
      value: { messages: [{ args: ["x"], default_message: "The machine does not exist." }] },
    },
    facts: {
      codes: [{ value: "com.vmware.vapi.std.errors.not_found" }],
      message: "The machine does not exist.",
    },
  },
  {
    name: "a code and its sentence in one list",
    from: "GLPI 10",
    status: 401,
    body: ["ERROR_SESSION_TOKEN_INVALID", "session_token seems invalid"],
    facts: { codes: [{ value: "ERROR_SESSION_TOKEN_INVALID" }], message: "session_token seems invalid" },
  },
  {
    name: "no field: the record that is there already",
    from: "Kinto 16",
    status: 412,
    body: {
      code: 412,
      errno: 114,
      error: "Precondition Failed",
      message: "Resource was modified meanwhile",
      details: { existing: { id: "00dd", title: "Original title" } },
    },
    facts: { codes: [{ value: "412" }, { value: "114" }], message: "Resource was modified meanwhile" },
  },
  {
    name: "no field: a list of arguments",
    from: "WordPress 6",
    status: 400,
    body: {
      code: "rest_missing_callback_param",
      message: "Missing parameter(s): a, b",
      data: { status: 400, params: ["a", "b"] },
    },
    facts: { codes: [{ value: "rest_missing_callback_param" }], message: "Missing parameter(s): a, b" },
  },
  {
    name: "no field: columns with their values",
    from: "Sequelize 6",
    status: 500,
    body: {
      name: "SequelizeUniqueConstraintError",
      errors: [{ message: "email must be unique", path: "email", value: "x" }],
      fields: { email: "x" },
    },
    facts: {
      codes: [{ value: "SequelizeUniqueConstraintError" }],
      fields: [{ field: "email", message: "email must be unique" }],
    },
  },
  { name: "no words at all", from: "json-server 0.17", status: 404, body: {}, facts: {} },
  { name: "null", from: "a legacy API", status: 500, body: "null", facts: {} },
];

describe("generalJson.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(generalJson.read(evidenceOf(answer))).toEqual(facts);
  });
});
