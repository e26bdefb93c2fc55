import fc from "fast-check";
import { describe, test } from "vitest";
import { accessOf } from "../../src/admin/auth.ts";

const basic = (text: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(text)))}`;

interface Row {
  readonly name: string;
  readonly token?: string;
  readonly authorization?: string;
  readonly access: "granted" | "none" | "refused";
}

const rows: readonly Row[] = [
  { name: "Bearer", authorization: "Bearer s3cret", access: "granted" },
  { name: "the scheme in any case", authorization: "bEARER s3cret", access: "granted" },
  { name: "several spaces", authorization: "Bearer   s3cret ", access: "granted" },
  { name: "Basic, any user", authorization: basic("anna:s3cret"), access: "granted" },
  { name: "Basic, no user", authorization: basic(":s3cret"), access: "granted" },
  { name: "a colon in the password", token: "a:b", authorization: basic("x:a:b"), access: "granted" },
  { name: "UTF-8 in the password", token: "пароль", authorization: basic("x:пароль"), access: "granted" },
  { name: "no credentials", access: "none" },
  { name: "an empty field", authorization: "", access: "refused" },
  { name: "another scheme", authorization: "Digest s3cret", access: "refused" },
  { name: "the token alone", authorization: "s3cret", access: "refused" },
  { name: "a wrong token", authorization: "Bearer s3crex", access: "refused" },
  { name: "a token that begins right", authorization: "Bearer s3cre", access: "refused" },
  { name: "a token that goes on", authorization: "Bearer s3crett", access: "refused" },
  { name: "another case", authorization: "Bearer S3CRET", access: "refused" },
  { name: "Bearer without a token", authorization: "Bearer ", access: "refused" },
  { name: "the token as the user", authorization: basic("s3cret:"), access: "refused" },
  { name: "Basic without a colon", authorization: basic("s3cret"), access: "refused" },
  { name: "Basic that is no Base64", authorization: "Basic §§§", access: "refused" },
  { name: "Basic with a wrong password", authorization: basic("s3cret:s3cre"), access: "refused" },
  { name: "two credentials", authorization: "Bearer s3cret, Bearer x", access: "refused" },
];

describe("accessOf", () => {
  test.for(rows)("$name: $access", async ({ token = "s3cret", authorization, access }, { expect }) => {
    const headers = new Headers(authorization === undefined ? {} : { authorization });
    expect(await accessOf(headers, token)).toBe(access);
  });

  test("grants what the token is and nothing else", async ({ expect }) => {
    const tokens = fc.string({
      unit: fc.constantFrom("a", "Z", "0", "-", ".", "_", "~", "+", "/", "="),
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(tokens, tokens, async (token, other) => {
        const bearer = new Headers({ authorization: `Bearer ${other}` });
        const expected = token === other ? "granted" : "refused";
        expect(await accessOf(bearer, token)).toBe(expected);
        expect(await accessOf(new Headers({ authorization: basic(`x:${other}`) }), token)).toBe(expected);
      }),
    );
  });
});
