import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conformanceOf } from "../../src/contract/conformance.ts";
import { CODE_NAMES, CODES, type Code } from "../../src/contract/codes.ts";
import type { Verdict } from "../../src/policy/verdict.ts";
import { lastResort, render, type RenderOptions } from "../../src/render/render.ts";

const OPTIONS: RenderOptions = {
  headers: new Headers(),
  upstreamStatus: 404,
  retryAfter: undefined,
  head: false,
};

function verdictOf(code: Code, rest: Partial<Verdict> = {}): Verdict {
  const { type, status, message } = CODES[code];
  return { status, type, code, message, mappedBy: "status", dialect: "none", steps: [], ...rest };
}

function headersOf(pairs: readonly (readonly [string, string])[]): Headers {
  const headers = new Headers();
  for (const [name, value] of pairs) headers.append(name, value);
  return headers;
}

describe("render", () => {
  test.for(CODE_NAMES)("%s leaves conformant", async (code, { expect }) => {
    const { response, broken } = render(verdictOf(code), {
      ...OPTIONS,
      ...(code === "rate_limited" && { retryAfter: "5" }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(broken).toBe(false);
    expect(conformanceOf(response.status, response.headers, bytes).kind).toBe("conformant");
    expect(response.headers.get("content-length")).toBe(String(bytes.length));
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test("the length counts bytes", async () => {
    const { response } = render(verdictOf("not_found", { message: "Пользователь не найден 🙈" }), OPTIONS);
    const bytes = await response.arrayBuffer();
    expect(response.headers.get("content-length")).toBe(String(bytes.byteLength));
  });

  test("Cache-Control as the upstream gave it, else no-store", () => {
    const given = headersOf([["Cache-Control", "max-age=60"]]);
    const cached = render(verdictOf("not_found"), { ...OPTIONS, headers: given }).response;
    expect(cached.headers.get("cache-control")).toBe("max-age=60");
    expect(render(verdictOf("not_found"), OPTIONS).response.headers.get("cache-control")).toBe("no-store");
  });

  test("several cookies stay several", () => {
    const headers = headersOf([
      ["Set-Cookie", "a=1; Path=/"],
      ["Set-Cookie", "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT"],
    ]);
    const { response } = render(verdictOf("not_found"), { ...OPTIONS, headers });
    expect(response.headers.getSetCookie()).toEqual([
      "a=1; Path=/",
      "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
    ]);
  });

  test("what Connection names goes with it", () => {
    const headers = headersOf([
      ["Connection", "close, X-Secret"],
      ["X-Secret", "1"],
      ["X-Other", "2"],
    ]);
    const { response } = render(verdictOf("not_found"), { ...OPTIONS, headers });
    expect([...response.headers.keys()]).not.toContain("x-secret");
    expect(response.headers.get("x-other")).toBe("2");
  });

  test("the upstream's Retry-After goes when none leaves", () => {
    const headers = headersOf([["Retry-After", "soon"]]);
    expect(render(verdictOf("not_found"), { ...OPTIONS, headers }).response.headers.has("retry-after")).toBe(
      false,
    );
  });

  const exposed: readonly {
    readonly is: string;
    readonly fields: readonly (readonly [string, string])[];
    readonly value: string | null;
  }[] = [
    { is: "no CORS", fields: [], value: null },
    { is: "CORS", fields: [["Access-Control-Allow-Origin", "*"]], value: "Retry-After" },
    {
      is: "others are listed",
      fields: [
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Expose-Headers", "X-Request-Id"],
      ],
      value: "X-Request-Id, Retry-After",
    },
    {
      is: "it is listed",
      fields: [
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Expose-Headers", "retry-after, ETag"],
      ],
      value: "retry-after, ETag",
    },
    {
      is: "a wildcard",
      fields: [
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Expose-Headers", "*"],
      ],
      value: "*",
    },
    {
      is: "a wildcard with credentials",
      fields: [
        ["Access-Control-Allow-Origin", "https://a.example"],
        ["Access-Control-Allow-Credentials", "true"],
        ["Access-Control-Expose-Headers", "*"],
      ],
      value: "*, Retry-After",
    },
  ];
  test.for(exposed)("Access-Control-Expose-Headers: $is", ({ fields, value }, { expect }) => {
    const options = { ...OPTIONS, headers: headersOf(fields), retryAfter: "5" };
    const { response } = render(verdictOf("rate_limited"), options);
    expect(response.headers.get("access-control-expose-headers")).toBe(value);
  });

  test("a HEAD has no body, and a length only where the GET's is known", () => {
    const relayed = render(verdictOf("not_found"), { ...OPTIONS, head: true }).response;
    expect(relayed.body).toBeNull();
    expect(relayed.headers.has("content-length")).toBe(false);
    const made = render(verdictOf("network_error"), { ...OPTIONS, headers: undefined, head: true }).response;
    const get = render(verdictOf("network_error"), { ...OPTIONS, headers: undefined }).response;
    expect(made.headers.get("content-length")).toBe(get.headers.get("content-length"));
  });
});

describe("the last guard", () => {
  const rows: readonly { readonly is: string; readonly verdict: Verdict; readonly retryAfter?: string }[] = [
    { is: "a status that is not the code's", verdict: verdictOf("not_found", { status: 409 }) },
    { is: "a status of success", verdict: verdictOf("not_found", { status: 200 }) },
    { is: "another type", verdict: verdictOf("not_found", { type: "request" }) },
    { is: "no message", verdict: verdictOf("not_found", { message: "" }) },
    { is: "an empty field", verdict: verdictOf("invalid_data", { details: [{ field: "", message: "m" }] }) },
    { is: "a 429 without its header", verdict: verdictOf("rate_limited") },
    { is: "a Retry-After that is none", verdict: verdictOf("rate_limited"), retryAfter: "soon" },
  ];
  test.for(rows)("$is", async ({ verdict, retryAfter }, { expect }) => {
    const { response, broken } = render(verdict, { ...OPTIONS, retryAfter });
    expect(broken).toBe(true);
    expect(response.status).toBe(500);
    expect(conformanceOf(500, response.headers, await response.text()).kind).toBe("conformant");
  });

  test("the constant answer", async () => {
    const response = lastResort(false);
    const text = await response.text();
    expect(conformanceOf(response.status, response.headers, text).kind).toBe("conformant");
    expect(response.headers.get("content-length")).toBe(String(text.length));
    expect(lastResort(true).body).toBeNull();
  });

  test("whatever a verdict says, what leaves is of the contract", async () => {
    const verdict = fc.record({
      status: fc.oneof(fc.constantFrom(400, 404, 422, 429, 500), fc.integer({ min: 0, max: 999 })),
      code: fc.constantFrom(...CODE_NAMES),
      message: fc.string({ unit: "binary" }),
      details: fc.array(fc.record({ field: fc.string(), message: fc.string() }), { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(verdict, fc.option(fc.string()), async ({ code, ...rest }, retryAfter) => {
        const { response } = render(verdictOf(code, rest), {
          ...OPTIONS,
          retryAfter: retryAfter ?? undefined,
        });
        expect(conformanceOf(response.status, response.headers, await response.text()).kind).toBe(
          "conformant",
        );
      }),
    );
  });
});
