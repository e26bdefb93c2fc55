import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { CODE_NAMES, CODES } from "../../src/contract/codes.ts";
import { shardOf } from "../../src/distribution/shards.ts";
import type { Env } from "../../src/proxy/exchange.ts";
import { brokenNamespace, envOf } from "../admin/make.ts";
import { batchOf, failure, MINUTE, unmapped } from "../distribution/make.ts";
import { serve, type Served } from "./serve.ts";

const LONG = `/v1/${"a-rather-long-segment/".repeat(12)}:id`;
const EVIL = `</main></script><img src=x onerror=alert(1)> ${"x".repeat(150)}`;

let browser: Browser;
let served: Served;
let live: Env;

beforeAll(async () => {
  const now = Date.now();
  const each = CODE_NAMES.map((code) =>
    failure({ code, status: CODES[code].status, type: CODES[code].type, request_id: `r-${code}` }),
  );
  const odd = unmapped({
    route: LONG,
    upstream_code: null,
    upstream_message: EVIL,
    dialect: "a-dialect-with-quite-a-long-name",
    steps: [{ step: "status", why: `\`404\` by the status table ${EVIL}` }],
    request_id: "r-odd",
  });
  const batches = [0, 1, 5, 30, 59].map((age) =>
    batchOf(`b${age}`, [odd, ...each], now - age * MINUTE, 40 * (age + 1)),
  );
  live = await envOf(batches);
  served = await serve({
    full: await envOf(batches),
    live,
    empty: await envOf(),
    unbound: await envOf([], { DISTRIBUTION: undefined }),
    broken: await envOf([], { DISTRIBUTION: brokenNamespace }),
  });
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
});

afterAll(async () => {
  await browser.close();
  await served.close();
});

interface Opened {
  readonly page: Page;
  /** What went wrong: a line of the console, an error of the script, a request to elsewhere. */
  readonly problems: readonly string[];
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({
    httpCredentials: { username: "anyone", password: "s3cret" },
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(served.origin) && !request.url().startsWith("data:"))
      problems.push(request.url());
  });
  await page.goto(served.origin + path);
  return { page, problems };
}

async function withPage(
  path: string,
  options: BrowserContextOptions,
  body: (opened: Opened) => Promise<void>,
): Promise<void> {
  const opened = await open(path, options);
  try {
    await body(opened);
  } finally {
    await opened.page.context().close();
  }
}

const overflow = async (page: Page): Promise<number> =>
  await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

const LOOKS = [1280, 390].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

describe.for(LOOKS)("at $width pixels, $colorScheme", ({ width, colorScheme }) => {
  let opened: Opened;

  beforeAll(async () => {
    opened = await open("/empty", { viewport: { width, height: 844 }, colorScheme });
  });

  afterAll(async () => {
    await opened.page.context().close();
  });

  test.for(["/full", "/full?window=7d&code=not_found", "/empty", "/unbound", "/broken", "/full/explain"])(
    "%s fits, and asks nobody else for anything",
    async (path, { expect }) => {
      const { page, problems } = opened;
      await page.goto(served.origin + path);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(problems).toEqual([]);
      const ground = await page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
      expect(ground).toBe(colorScheme === "dark" ? "rgb(14, 17, 22)" : "rgb(245, 246, 248)");
    },
  );

  test("explains what is pasted", async ({ expect }) => {
    const { page, problems } = opened;
    await page.goto(`${served.origin}/full/explain`);
    await page.getByRole("button", { name: "Explain" }).click();
    await page.getByRole("heading", { name: "It leaves as" }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
  });
});

describe("refreshing", () => {
  test("shows what is new and keeps the place: scroll, focus and what is open", async ({ expect }) => {
    const context = await browser.newContext({ httpCredentials: { username: "x", password: "s3cret" } });
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${served.origin}/live`);
    const summary = page.locator("summary", { hasText: "network_error" }).first();
    await summary.click();
    const before = await page.evaluate<{ top: number; focus: string; failures: string }>(
      "({ top: document.activeElement.getBoundingClientRect().top, focus: document.activeElement.parentElement.dataset.key, failures: document.querySelector('.figures').textContent })",
    );
    const fresh = Array.from({ length: 20 }, (_, index) =>
      failure({ request_id: `fresh-${index}`, route: `/fresh/${index}` }),
    );
    await shardOf(live.DISTRIBUTION!, 3).write([batchOf("fresh", fresh, Date.now())]);
    await page.clock.fastForward(15_000);
    await page.locator("[data-key^=fresh-0-]").first().waitFor();
    const after = await page.evaluate<{ top: number; focus: string; open: boolean; failures: string }>(
      "({ top: document.activeElement.getBoundingClientRect().top, focus: document.activeElement.parentElement.dataset.key, open: document.activeElement.parentElement.open, failures: document.querySelector('.figures').textContent })",
    );
    expect(before.focus).toMatch(/^r-network_error-/);
    expect(after).toMatchObject({ focus: before.focus, open: true });
    expect(Math.abs(after.top - before.top)).toBeLessThan(2);
    expect(after.failures).not.toBe(before.failures);
    await context.close();
  });

  test("stops when it is told to, and says so", async ({ expect }) => {
    const context = await browser.newContext({ httpCredentials: { username: "x", password: "s3cret" } });
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${served.origin}/live`);
    await page.getByRole("button", { name: "Pause" }).click();
    let asked = 0;
    page.on("request", () => (asked += 1));
    await page.clock.fastForward(60_000);
    expect(await page.locator("[data-status]").textContent()).toBe("Paused");
    expect(asked).toBe(0);
    await context.close();
  });

  test("says when it cannot, and leaves what is there", async ({ expect }) => {
    const context = await browser.newContext({ httpCredentials: { username: "x", password: "s3cret" } });
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${served.origin}/live`);
    await page.route("**/*", async (route) => await route.fulfill({ status: 503, body: "" }));
    await page.clock.fastForward(15_000);
    await page.getByText("Cannot refresh (it answered 503)").waitFor();
    expect(await page.locator(".figures").count()).toBe(1);
    await context.close();
  });
});

test("copies a rule", async ({ expect }) => {
  await withPage(
    "/full",
    { permissions: ["clipboard-read", "clipboard-write"] },
    async ({ page, problems }) => {
      await page.getByRole("button", { name: "Copy" }).first().click();
      await page.getByRole("button", { name: "Copied" }).waitFor();
      expect(await page.evaluate<string>("navigator.clipboard.readText()")).toMatch(
        /^\[\[vars\.RULES\]\]\nwhen = \{.*\}\nthen = \{.*\}\n$/,
      );
      expect(problems).toEqual([]);
    },
  );
});

const focused = async (page: Page): Promise<string> =>
  await page.evaluate("document.activeElement.id || document.activeElement.textContent");

describe("by keyboard", () => {
  test("the skip link comes first and leads past the header", async ({ expect }) => {
    await withPage("/full", {}, async ({ page }) => {
      await page.keyboard.press("Tab");
      expect(await focused(page)).toBe("Skip to the content");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await focused(page)).toBe("window-15m");
      const outline = await page.evaluate<string>("getComputedStyle(document.activeElement).outlineStyle");
      expect(outline).toBe("solid");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/full?window=15m");
    });
  });

  test("a failure opens and says why", async ({ expect }) => {
    await withPage("/full", {}, async ({ page }) => {
      await page.locator("[data-key^=r-odd-] > summary").first().focus();
      await page.keyboard.press("Enter");
      expect(await page.locator("details.failure[open] .steps").first().innerText()).toContain(
        "by the status table",
      );
    });
  });
});

describe("without JavaScript", () => {
  const options = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };

  test("everything is there but what needs a script", async ({ expect }) => {
    await withPage("/full", options, async ({ page, problems }) => {
      expect(await page.locator(".plot").count()).toBe(2);
      expect(await page.locator(".rule pre").first().isVisible()).toBe(true);
      expect(await page.getByRole("button").count()).toBe(0);
      await page.locator("[data-key^=r-odd-] > summary").first().click();
      expect(await page.locator("details.failure[open] .steps").count()).toBe(1);
      await page.getByRole("link", { name: "24 hours" }).click();
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Failures, last 24 hours");
      await page.getByRole("link", { name: "Reload" }).click();
      expect(problems).toEqual([]);
    });
  });

  test("a capture is explained", async () => {
    await withPage("/full/explain", options, async ({ page }) => {
      await page.getByRole("button", { name: "Explain" }).click();
      await page.getByRole("heading", { name: "It leaves as" }).waitFor();
    });
  });
});

test("a wrong password opens nothing", async ({ expect }) => {
  const context = await browser.newContext({ httpCredentials: { username: "anyone", password: "no" } });
  const page = await context.newPage();
  const response = await page.goto(`${served.origin}/full`);
  expect(response?.status()).toBe(401);
  expect(await page.content()).toContain("control_unauthorized");
  await context.close();
});
