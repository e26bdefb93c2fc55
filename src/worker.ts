import { isAdminPath } from "./admin/path.ts";
import { configOf } from "./config.ts";
import type { Waiter } from "./distribution/platform.ts";
import type { Env } from "./proxy/exchange.ts";
import { answerFault, answerInvalidConfig } from "./proxy/fault.ts";
import { proxy } from "./proxy/proxy.ts";

export { Distribution } from "./distribution/durable-object.ts";

/** The Worker: the operator's pages under `ADMIN_PATH` where a token is set, the proxy everywhere else. */
export default {
  async fetch(request: Request, env: Env, ctx: Waiter): Promise<Response> {
    try {
      const config = await configOf(env);
      if (!config.ok) return await answerInvalidConfig(config.problems, request, env, ctx);
      const url = URL.parse(request.url);
      if (url !== null && isAdminPath(url.pathname, config.value)) {
        const { admin } = await import("./admin/app.ts");
        return await admin(request, env, config.value);
      }
      return await proxy(request, url, env, ctx, config.value);
    } catch (error) {
      return await answerFault(error, request, env, ctx);
    }
  },
};
