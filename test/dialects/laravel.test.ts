import { describe, test } from "vitest";
import { laravel } from "../../src/dialects/laravel.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "a failed validation",
    from: "Laravel 11",
    status: 422,
    body: {
      message: "The email has already been taken. (and 1 more error)",
      errors: {
        email: ["The email has already been taken."],
        "items.0.qty": ["The items.0.qty field must be at least 1."],
      },
    },
    facts: {
      message: "The email has already been taken. (and 1 more error)",
      fields: [
        { field: "email", message: "The email has already been taken." },
        { field: "items.0.qty", message: "The items.0.qty field must be at least 1." },
      ],
    },
  },
  {
    name: "a debug answer is a crash",
    from: "Laravel 11, APP_DEBUG=true",
    status: 500,
    body: {
      message: "Call to undefined method App\\Shop::buy()",
      exception: "Error",
      file: "/var/www/app/Shop.php",
      line: 12,
      trace: [{ file: "/var/www/public/index.php", line: 51, function: "handle" }],
    },
    facts: { message: "Call to undefined method App\\Shop::buy()", crash: true },
  },
  {
    name: "errors in a list",
    from: "Nest 10",
    status: 400,
    body: { message: "x", errors: ["a is wrong"] },
    facts: undefined,
  },
  {
    name: "a key too many",
    from: "FastEndpoints 5",
    status: 400,
    body: {
      statusCode: 400,
      message: "One or more errors occurred!",
      errors: { name: ["must not be empty."] },
    },
    facts: undefined,
  },
];

describe("laravel.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(laravel.read(evidenceOf(answer))).toEqual(facts);
  });
});
