import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** What the README's first command prints, and what each of the demo's failures leaves as. */
let wrangler: ChildProcess;
let base = "";
const printed: string[] = [];

beforeAll(async () => {
  // The command itself, as the README has it: npm finds the project's own Node for it.
  wrangler = spawn("npm", ["start", "--", "--port", "0", "--inspector-port", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const { stdout } = wrangler;
  if (stdout === null) throw new Error("Cannot read what npm start prints: no pipe");
  base = await new Promise<string>((resolve, reject) => {
    createInterface({ input: stdout }).on("line", (line) => {
      printed.push(line);
      const address = /The proxy listens on (http:\/\/[^\s,]+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
    wrangler.once("exit", (code) => {
      reject(new Error(`Cannot start the demo: npm start ended with ${String(code)}\n${printed.join("\n")}`));
    });
  });
});

afterAll(() => {
  if (wrangler.pid !== undefined) process.kill(-wrangler.pid, "SIGTERM");
});

interface Row {
  readonly name: string;
  readonly path: string;
  readonly method?: string;
  readonly json?: unknown;
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly details?: readonly { readonly field: string; readonly message: string }[];
}

const ROWS: readonly Row[] = [
  { name: "a success", path: "/v3/users/7", status: 200 },
  { name: "a success of the first version", path: "/v1/subscriptions/sub-1", status: 200 },
  { name: "a text", path: "/", status: 200 },
  {
    name: "an answer in time",
    path: "/slow?s=0",
    status: 200,
  },
  {
    name: "v3: a missing user",
    path: "/v3/users/8",
    status: 404,
    code: "not_found",
    message: "User not found",
  },
  {
    name: "v3: fields",
    path: "/v3/users",
    json: {},
    status: 400,
    code: "invalid_data",
    message: "The request has invalid fields",
    details: [
      { field: "id", message: "This field is required" },
      { field: "email", message: "Must be an e-mail address" },
      { field: "email", message: "Must not be empty" },
    ],
  },
  {
    name: "v3: a user who is there already",
    path: "/v3/users",
    json: { id: "7", email: "ada@example.com" },
    status: 409,
    code: "already_exists",
    message: "User 7 already exists",
  },
  {
    name: "v3: a code that v4 does not have",
    path: "/v3/users/7/entitlements/gold",
    method: "PUT",
    status: 422,
    code: "invalid_data",
    message: "The entitlement has no active product",
  },
  {
    name: "v1: a number",
    path: "/v1/subscriptions/sub-2",
    status: 400,
    code: "invalid_data",
    message: "Subscription id is unknown",
  },
  {
    name: "v1: a 400 that means 401",
    path: "/v1/subscriptions/sub-1",
    method: "DELETE",
    status: 401,
    code: "control_unauthorized",
    message: "Access token is missing",
  },
  {
    name: "v1: a failure that says 200",
    path: "/v1/receipts",
    json: {},
    status: 400,
    code: "invalid_data",
    message: "Receipt is missing",
  },
  {
    name: "a framework's validation error",
    path: "/orders",
    json: { lines: [{ quantity: 0 }] },
    status: 422,
    code: "invalid_data",
    message: "Validation failed",
    details: [{ field: "lines.0.quantity", message: "Input should be greater than 0" }],
  },
  {
    name: "a framework's 404",
    path: "/orders/99",
    status: 404,
    code: "not_found",
    message: "Order 99 not found",
  },
  { name: "an HTML 502", path: "/prices", status: 502, code: "network_error" },
  { name: "a stack trace", path: "/reports", status: 500, code: "network_error" },
  { name: "a plain-text 404", path: "/nowhere", status: 404, code: "invalid_request" },
  {
    name: "a 200 that is a failure",
    path: "/status",
    status: 400,
    code: "invalid_data",
    message: "The billing provider is not configured",
  },
  { name: "an answer that comes too late", path: "/slow?s=30", status: 504, code: "network_error" },
];

describe("npm start", () => {
  test.for(ROWS)("$name", async ({ path, method, json, status, code, message, details }) => {
    const response = await fetch(base + path, {
      method: method ?? (json === undefined ? "GET" : "POST"),
      ...(json !== undefined && {
        body: JSON.stringify(json),
        headers: { "content-type": "application/json" },
      }),
    });
    const body = await response.text();
    expect(response.status).toBe(status);
    if (code === undefined) return;
    const { error } = JSON.parse(body) as { error: { code: string; message: string; details?: unknown } };
    expect(error.code).toBe(code);
    if (message !== undefined) expect(error.message).toBe(message);
    expect(error.details).toEqual(details);
    expect(body).not.toMatch(/node_modules|10\.0\.3\.17|nginx/);
    expect(response.headers.get("x-powered-by")).toBeNull();
  });

  test("a limit is told in Retry-After", async () => {
    const statuses: number[] = [];
    let last: Response | undefined;
    for (let asked = 0; asked < 4; asked += 1) {
      last = await fetch(`${base}/search?q=x`);
      statuses.push(last.status);
      await last.arrayBuffer();
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    const seconds = Number(last?.headers.get("retry-after"));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(61);
  });

  test("a stream streams", async () => {
    const response = await fetch(`${base}/events`);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect((await response.text()).match(/event: tick/g)).toHaveLength(5);
  });

  test("the welcome names three requests that work as printed", () => {
    expect(printed.filter((line) => line.includes("curl -i"))).toHaveLength(3);
  });
});
