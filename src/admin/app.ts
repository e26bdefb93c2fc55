import { Hono } from "hono/tiny";
import { METRICS_TYPE } from "../distribution/metrics.ts";
import { readerFor } from "../distribution/reader.ts";
import type { DistributionReport } from "../distribution/report.ts";
import type { Env } from "../proxy/exchange.ts";
import { logFault } from "../proxy/log-fault.ts";
import { requestIdOf } from "../proxy/request-id.ts";
import type { Config } from "../settings.ts";
import { harden, json, page, refuse, text } from "./answers.ts";
import { accessOf } from "./auth.ts";
import { dashboardPage } from "./dashboard.tsx";
import { explainSent, readSent } from "./explain.ts";
import { explainPage } from "./explain-page.tsx";
import { healthOf, sinksOf } from "./health.ts";
import { knownOf, type Query, readQuery } from "./query.ts";

interface Bindings {
  readonly env: Env;
  readonly config: Config;
  readonly requestId: string;
}

/** The pages and the methods that each serves; a HEAD is a GET without its body. */
const ROUTES: Readonly<Record<string, string>> = {
  "/": "GET, HEAD",
  "/distribution.json": "GET, HEAD",
  "/metrics": "GET, HEAD",
  "/health": "GET, HEAD",
  "/explain": "GET, HEAD, POST",
};

const app = new Hono<{ Bindings: Bindings }>({
  getPath: (request, options) => pathOf(request, (options as { readonly env: Bindings }).env.config),
});

app.get("/", async ({ req, env: { env, config, requestId } }) => {
  const query = readQuery(knownOf(new URL(req.url).searchParams));
  if (!query.ok) return refuse({ code: "invalid_data", details: query.details });
  const nonce = crypto.randomUUID();
  const report = await readReport(env, query.value, requestId);
  const body = dashboardPage({
    base: config.adminPath,
    nonce,
    query: query.value,
    report,
    sinks: sinksOf(env),
    health: healthOf(env, config),
    now: Date.now(),
  });
  return page(body, nonce);
});

app.get("/distribution.json", async ({ req, env: { env, requestId } }) => {
  const query = readQuery(new URL(req.url).searchParams);
  if (!query.ok) return refuse({ code: "invalid_data", details: query.details });
  const report = await readReport(env, query.value, requestId);
  return report === undefined ? unreadable() : json(report);
});

app.get("/metrics", async ({ env: { env, requestId } }) => {
  const metrics = await orLogged(readerFor(env).metrics(), requestId);
  return metrics === undefined ? unreadable() : text(metrics, METRICS_TYPE);
});

app.get("/health", ({ env: { env, config } }) => json(healthOf(env, config)));

app.get("/explain", ({ env: { config } }) => {
  const nonce = crypto.randomUUID();
  return page(explainPage({ base: config.adminPath, nonce }), nonce);
});

app.post("/explain", async ({ req, env: { config } }) => {
  const sent = await readSent(req.raw);
  const explained = sent.ok ? await explainSent(sent.message, config, Date.now()) : sent;
  if (sent.form) {
    const nonce = crypto.randomUUID();
    const message = sent.ok && typeof sent.message === "string" ? sent.message : "";
    return page(explainPage({ base: config.adminPath, nonce, message, explained }), nonce);
  }
  if (explained.ok) return json(explained.explanation);
  const message = `The capture cannot be read: ${explained.why}`;
  return refuse({ code: "invalid_data", message });
});

app.notFound(({ req }) =>
  refuse({ code: "not_implemented", status: 400, headers: { allow: ROUTES[req.path] ?? "" } }),
);

app.onError((error) => {
  throw error;
});

/** Answers a request to the operator's pages; without the token every path below `ADMIN_PATH` is a 401. */
export async function admin(request: Request, env: Env, config: Config): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const access =
    config.adminToken === undefined ? "refused" : await accessOf(request.headers, config.adminToken);
  const response =
    access === "granted" ? await serve(request, { env, config, requestId }) : unauthorized(access);
  // A HEAD's answer is a response of Hono's making; a copy's fields can always be set.
  const body = request.method === "HEAD" ? null : response.body;
  return harden(new Response(body, response), requestId);
}

async function serve(request: Request, bindings: Bindings): Promise<Response> {
  // Hono's small router takes a slash at the end for nothing; a path is a page here or it is none.
  if (!Object.hasOwn(ROUTES, pathOf(request, bindings.config))) return refuse({ code: "invalid_request" });
  return await app.fetch(request, bindings);
}

/** The path below `ADMIN_PATH`; `/` for itself. */
function pathOf(request: Request, { adminPath }: Config): string {
  return new URL(request.url).pathname.slice(adminPath.length) || "/";
}

function unauthorized(access: "none" | "refused"): Response {
  const realm = 'realm="Error distribution"';
  const bearer = `Bearer ${realm}${access === "refused" ? ', error="invalid_token"' : ""}`;
  return refuse({
    code: "control_unauthorized",
    headers: { "www-authenticate": `Basic ${realm}, charset="UTF-8", ${bearer}` },
  });
}

function unreadable(): Response {
  return refuse({ code: "storage_error", status: 503, message: "The distribution could not be read." });
}

async function readReport(
  env: Env,
  { window, filters }: Query,
  requestId: string,
): Promise<DistributionReport | undefined> {
  return await orLogged(readerFor(env).report(window, filters), requestId);
}

/** What was read, or `undefined` when the store could not be; the log says why. */
async function orLogged<T>(reading: Promise<T>, requestId: string): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    logFault(error, requestId);
    return undefined;
  }
}
