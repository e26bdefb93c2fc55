import { test } from "vitest";
import { isAdminPath } from "../../src/admin/path.ts";
import { readConfig } from "../../src/config.ts";

test.for([
  { path: "/__errors", is: true },
  { path: "/__errors/", is: true },
  { path: "/__errors/x/y", is: true },
  { path: "/__errorsx", is: false },
  { path: "/v3/__errors", is: false },
  { path: "/__Errors", is: false },
  { path: "/", is: false },
])("$path: $is", async ({ path, is }, { expect }) => {
  const config = await readConfig({ UPSTREAM_URL: "https://x.example", ADMIN_TOKEN: "t" });
  expect(config.ok && isAdminPath(path, config.value)).toBe(is);
});

test("without a token no path is the operator's", async ({ expect }) => {
  const config = await readConfig({ UPSTREAM_URL: "https://x.example" });
  expect(config.ok && isAdminPath("/__errors", config.value)).toBe(false);
});
