import { describe, expect, test } from "vitest";
import { addCors, learnCors } from "../../src/proxy/cors.ts";
import type { Settings } from "../../src/settings.ts";
import { settingsWith } from "./settings.ts";

const APP = "https://app.example";

interface Row {
  readonly name: string;
  readonly origins: readonly string[];
  readonly origin?: string;
  readonly had?: Readonly<Record<string, string>>;
  readonly has: Readonly<Record<string, string>>;
}

const READABLE = {
  "access-control-allow-origin": APP,
  "access-control-expose-headers": "X-Request-Id",
  vary: "Origin",
};

const ROWS: readonly Row[] = [
  { name: "a named origin", origins: [APP], origin: APP, has: READABLE },
  { name: "any origin", origins: ["*"], origin: APP, has: READABLE },
  {
    name: "a Retry-After",
    origins: [APP],
    origin: APP,
    had: { "Retry-After": "5" },
    has: { ...READABLE, "access-control-expose-headers": "X-Request-Id, Retry-After", "retry-after": "5" },
  },
  {
    name: "what the upstream exposes",
    origins: [APP],
    origin: APP,
    had: { "Access-Control-Expose-Headers": "X-A", Vary: "Accept" },
    has: { ...READABLE, "access-control-expose-headers": "X-A", vary: "Accept, Origin" },
  },
  {
    name: "credentials that the answer itself allows",
    origins: [APP],
    origin: APP,
    had: { "Access-Control-Allow-Credentials": "true" },
    has: { ...READABLE, "access-control-allow-credentials": "true" },
  },
  {
    name: "no credentials to any origin",
    origins: ["*"],
    origin: APP,
    had: { "Access-Control-Allow-Credentials": "true" },
    has: READABLE,
  },
  { name: "nothing where nothing is configured", origins: [], origin: APP, has: {} },
  { name: "another origin", origins: [APP], origin: "https://evil.example", has: { vary: "Origin" } },
  {
    name: "an origin that only begins alike",
    origins: [APP],
    origin: `${APP}.evil.example`,
    has: { vary: "Origin" },
  },
  { name: "null is no named origin", origins: [APP], origin: "null", has: { vary: "Origin" } },
  { name: "no origin", origins: ["*"], has: { vary: "Origin" } },
  {
    name: "an origin too long to be one",
    origins: ["*"],
    origin: `https://${"a".repeat(300)}`,
    has: { vary: "Origin" },
  },
  {
    name: "a Vary that says it already",
    origins: [APP],
    had: { Vary: "accept, ORIGIN" },
    has: { vary: "accept, ORIGIN" },
  },
  {
    name: "what the upstream says of CORS stands",
    origins: [APP],
    origin: APP,
    had: { "Access-Control-Allow-Origin": "https://only.example" },
    has: { "access-control-allow-origin": "https://only.example" },
  },
];

function asked(settings: Partial<Settings>, origin: string | undefined): Parameters<typeof addCors>[0] {
  const headers = new Headers(origin === undefined ? {} : { Origin: origin });
  // Not `new Request`: outside of Workers it drops an `Origin`.
  return { request: { headers } as Request, settings: settingsWith(settings) };
}

describe("addCors", () => {
  test.for(ROWS)("$name", ({ origins, origin, had = {}, has }) => {
    const headers = new Headers(had);
    addCors(asked({ corsOrigins: origins }, origin), headers);
    expect(Object.fromEntries(headers)).toEqual(has);
  });
});

function allows(origin: string, credentials: string): Headers {
  return new Headers({
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Credentials": credentials,
  });
}

describe("learnCors", () => {
  const settings = { corsOrigins: [APP, "https://two.example"], upstream: new URL("http://learn.example") };
  const granted = (origin: string, of: Partial<Settings> = settings): string | null => {
    const headers = new Headers();
    addCors(asked(of, origin), headers);
    return headers.get("access-control-allow-credentials");
  };

  test("lends an upstream's credentials to the origin that it gave them to, until it takes them back", () => {
    expect(granted(APP)).toBeNull();
    learnCors(asked(settings, APP), allows(APP, "true"));
    expect(granted(APP)).toBe("true");
    expect(granted("https://two.example")).toBeNull();
    expect(granted(APP, { ...settings, upstream: new URL("http://other.example") })).toBeNull();
    learnCors(asked(settings, APP), allows(APP, "false"));
    expect(granted(APP)).toBeNull();
  });

  test.for(["*", "https://two.example", "null"])("learns nothing for another from %s", (origin) => {
    learnCors(asked(settings, APP), allows(origin, "true"));
    expect(granted(APP)).toBeNull();
  });
});
