import type { Context, MiddlewareHandler } from "hono";
import { normalize, type NormalizedFailure, type NormalizeOptions } from "./normalize.ts";

/** How a Hono app's failures are normalized; the request is Hono's own. */
export interface NormalizeErrorsOptions extends Omit<NormalizeOptions, "request" | "onFailure"> {
  /** Told of every failure, conformant ones too, before the answer leaves. */
  readonly onFailure?: (failure: NormalizedFailure, context: Context) => void;
}

/**
 * A Hono middleware: whatever answers below it, a handler, `notFound` or `onError`, fails with the v4 envelope.
 *
 * @example
 * app.use(normalizeErrors({ rules: [{ when: { code: "E17" }, then: { code: "not_found" } }] }));
 */
export function normalizeErrors({ onFailure, ...options }: NormalizeErrorsOptions = {}): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const before = context.res;
    const after = await normalize(before, {
      ...options,
      request: { method: context.req.method, path: context.req.path },
      ...(onFailure !== undefined && { onFailure: (failure) => onFailure(failure, context) }),
    });
    if (after === before) return;
    // Hono merges the fields of the answer that it replaces into the new one, and would bring the old ones back.
    context.res = undefined;
    context.res = after;
  };
}
