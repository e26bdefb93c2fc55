import { configOf, type Environment } from "./config.ts";
import { formatProblem } from "./config/problem.ts";
import type { Waiter } from "./distribution/platform.ts";
import { redact } from "./policy/redact.ts";
import { handle, type ProxyEnv } from "./proxy/handle.ts";
import { lastResort } from "./render/render.ts";

export { Distribution } from "./distribution/durable-object.ts";

/** The proxy: whatever happens, a failure leaves as a v4 envelope. */
export default {
  async fetch(request: Request, env: ProxyEnv & Environment, ctx: Waiter): Promise<Response> {
    try {
      const config = configOf(env);
      if (!config.ok) {
        const problems = config.problems.map(formatProblem);
        console.error(JSON.stringify({ event: "config_invalid", problems }));
        return lastResort(request.method === "HEAD");
      }
      return await handle(request, new URL(request.url), env, ctx, config.value);
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      console.error(JSON.stringify({ event: "proxy_fault", name, message: redact(message) ?? null }));
      return lastResort(request.method === "HEAD");
    }
  },
};
