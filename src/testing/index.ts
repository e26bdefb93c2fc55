/** The kit: one's own variables and rules, tested over the real Worker with a stub upstream behind it. */
import type { V4Expectation } from "./matchers.ts";

export { startWorker, type Kit, type StartOptions } from "./kit.ts";
export { matchers, type Matched, type V4Expectation } from "./matchers.ts";
export { runSpecFiles, type SpecOptions } from "./spec-files.ts";
export type { Canned, Handler, Received, Reply, Upstream } from "./stub.ts";

declare module "vitest" {
  // oxlint-disable-next-line typescript/no-unused-vars -- vitest's own parameters, which a merge has to repeat
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** The response is a conformant v4 failure, and what is expected of it holds. */
    toBeV4Error: (expected?: V4Expectation) => Promise<void>;
    /** The response left as the upstream sent it, byte for byte. */
    toPassThrough: () => Promise<void>;
  }
}
