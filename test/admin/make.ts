import { admin } from "../../src/admin/app.ts";
import { readConfig } from "../../src/config.ts";
import type { Batch } from "../../src/distribution/batch.ts";
import { createMemory } from "../../src/distribution/memory.ts";
import type { Namespace } from "../../src/distribution/platform.ts";
import { shardOf } from "../../src/distribution/shards.ts";
import type { Env } from "../../src/proxy/exchange.ts";

export const BEARER = { authorization: "Bearer s3cret" };

/** A `DISTRIBUTION` whose shards are memories: what the Durable Object answers, without its database. */
function createNamespace(): Namespace {
  const shards = new Map<string, object>();
  return {
    getByName(name) {
      let shard = shards.get(name);
      if (shard === undefined) {
        const memory = createMemory();
        const write = (batches: readonly Batch[]): void => {
          for (const batch of batches) memory.add(batch);
        };
        shard = { extract: memory.extract, totals: memory.totals, write };
        shards.set(name, shard);
      }
      return shard;
    },
  };
}

const refuse = async (): Promise<never> => await Promise.reject(new Error("Internal error in storage"));

/** A `DISTRIBUTION` that answers nothing. */
export const brokenNamespace: Namespace = {
  getByName() {
    return { extract: refuse, totals: refuse, write: refuse };
  },
};

/** An environment whose store holds the given batches. */
export async function envOf(
  batches: readonly Batch[] = [],
  more: Readonly<Record<string, unknown>> = {},
): Promise<Env> {
  const DISTRIBUTION = createNamespace();
  for (const [number, batch] of batches.entries()) await shardOf(DISTRIBUTION, number).write([batch]);
  return { UPSTREAM_URL: "https://legacy.example.com", ADMIN_TOKEN: "s3cret", DISTRIBUTION, ...more };
}

/** Asks for an operator's page, with the right token unless `init` has credentials of its own. */
export async function ask(env: Env, path: string, init: RequestInit = {}): Promise<Response> {
  const config = await readConfig(env);
  if (!config.ok) throw new Error(`Cannot read the test's configuration: ${JSON.stringify(config.problems)}`);
  const request = new Request(`https://api.example.com${path}`, { headers: BEARER, ...init });
  return await admin(request, env, config.value);
}
