import { describe, test } from "vitest";
import { springBoot } from "../../src/dialects/spring-boot.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "bound errors",
    from: "Boot 3.2, server.error.include-binding-errors=always",
    status: 400,
    body: {
      timestamp: "2026-01-05T10:15:30.123+00:00",
      status: 400,
      error: "Bad Request",
      message: "Validation failed for object='user'. Error count: 1",
      errors: [
        {
          codes: ["NotBlank.user.name"],
          defaultMessage: "must not be blank",
          objectName: "user",
          field: "name",
          rejectedValue: "",
          code: "NotBlank",
        },
      ],
      path: "/users",
    },
    facts: {
      message: "Validation failed for object='user'. Error count: 1",
      fields: [{ field: "name", message: "must not be blank" }],
    },
  },
  {
    name: "a trace is a crash",
    from: "Boot 2.7, include-stacktrace=always",
    status: 500,
    body: {
      timestamp: 1704449730123,
      status: 500,
      error: "Internal Server Error",
      trace: "java.lang.IllegalStateException: x\n\tat com.acme.A.b(A.java:12)",
      message: "x",
      path: "/orders/9",
    },
    facts: { message: "x", crash: true },
  },
  {
    name: "a relayed status",
    from: "Spring Cloud Gateway before Boot",
    status: 502,
    body: {
      timestamp: "2026-01-05T10:15:30.123+00:00",
      status: 500,
      error: "Internal Server Error",
      path: "/orders/9",
    },
    facts: undefined,
  },
  {
    name: "no path",
    from: "a look-alike",
    status: 404,
    body: { timestamp: "2026-01-05T10:15:30Z", status: 404, error: "Not Found" },
    facts: undefined,
  },
];

describe("springBoot.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(springBoot.read(evidenceOf(answer))).toEqual(facts);
  });
});
