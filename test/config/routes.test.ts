import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/config/problem.ts";
import { compileRoutes } from "../../src/config/routes.ts";
import type { Settings } from "../../src/settings.ts";

const BASE: Settings = {
  route: undefined,
  upstream: new URL("https://legacy.example.com"),
  bound: true,
  mode: "observe",
  timeoutMs: 30_000,
  bodyTimeoutMs: 5000,
  bodyLimitBytes: 65_536,
  retryAfterDefaultS: 60,
  retryAfterMaxS: 3600,
  softErrors: false,
  messages: "4xx",
  corsOrigins: [],
};

describe("compileRoutes", () => {
  test("a route has everything that it says, and the rest from the whole", () => {
    const route = {
      path: "/billing/*",
      upstream: "https://billing.example.com/api",
      mode: "enforce",
      soft_errors: true,
      retry_after_default_s: 5,
      timeout_ms: 1000,
      name: "billing",
    };
    const routes = compileRoutes([route], BASE);
    expect(routes.ok && routes.value[0]?.settings).toEqual({
      ...BASE,
      route: "billing",
      upstream: new URL(route.upstream),
      bound: false,
      mode: "enforce",
      softErrors: true,
      retryAfterDefaultS: 5,
      timeoutMs: 1000,
    });
    expect(routes.ok && routes.value[0]?.matches("/billing/invoices")).toBe(true);
  });

  test("its name is its pattern, its upstream and binding the whole's", () => {
    const routes = compileRoutes([{ path: "/v3/:kind" }], BASE);
    expect(routes.ok && routes.value[0]?.settings).toEqual({ ...BASE, route: "/v3/:kind" });
  });

  test.for([
    { entry: {}, says: "ROUTES[0].path: is missing, expected a path like /v3/users, " },
    { entry: "x", says: 'ROUTES[0]: "x" is not a table with a `path`' },
    { entry: { path: "v3" }, says: 'ROUTES[0].path: "v3" is not a path like' },
    { entry: { path: "/x", upstream: "legacy" }, says: 'ROUTES[0].upstream: "legacy" is not an absolute' },
    { entry: { path: "/x", mode: "watch" }, says: 'ROUTES[0].mode: "watch" is not one of enforce, observe' },
    { entry: { path: "/x", soft_errors: "yes" }, says: 'ROUTES[0].soft_errors: "yes" is not true or false' },
    {
      entry: { path: "/x", timeout_ms: 0 },
      says: "ROUTES[0].timeout_ms: 0 is not a whole number of milliseconds",
    },
    { entry: { path: "/x", name: "a b" }, says: 'ROUTES[0].name: "a b" is not a name of 1 to 100 letters' },
    {
      entry: { path: "/x", retry_after_default_s: 7200 },
      says: "ROUTES[0].retry_after_default_s: 7200 is more than RETRY_AFTER_MAX_S, expected at most 3600",
    },
    {
      entry: { path: "/x", soft_error: true },
      says: 'ROUTES[0].soft_error: is not a known key, did you mean "soft_errors"?; expected one of path,',
    },
  ])("$entry: $says", ({ entry, says }) => {
    const routes = compileRoutes([entry], BASE);
    const problems = routes.ok ? [] : routes.problems.map(formatProblem);
    expect(problems).toEqual([expect.stringContaining(says)]);
  });
});
