import { DurableObject, type DurableState } from "cloudflare:workers";
import type { Batch } from "./batch.ts";
import type { Extract } from "./extract.ts";
import { queryExtract } from "./query.ts";
import type { Filters, Window } from "./report.ts";
import { migrate } from "./schema.ts";
import type { Shard } from "./shards.ts";
import { loadKnown, readTotals, writeBatches } from "./store.ts";
import type { Totals } from "./totals.ts";
import { upkeep } from "./upkeep.ts";

const HOUR_MS = 3_600_000;
const SOON_MS = 10_000;

/**
 * One shard of the distribution: counts by minute for 25 hours and by hour for 7 days, totals for ever, and the newest
 * 100 failures, in SQLite. What it has answered is stored; what it holds in memory is read anew after an eviction.
 */
export class Distribution extends DurableObject implements Shard {
  #known: ReturnType<typeof loadKnown>;
  #armed = false;

  constructor(ctx: DurableState, env: unknown) {
    super(ctx, env);
    ctx.storage.transactionSync(() => migrate(ctx.storage.sql));
    this.#known = loadKnown(ctx.storage.sql);
  }

  async write(batches: readonly Batch[]): Promise<void> {
    const now = Date.now();
    this.#transaction(() => {
      writeBatches(this.ctx.storage.sql, this.#known, batches, now);
    });
    if (this.#armed) return;
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(now + HOUR_MS);
    this.#armed = true;
  }

  async extract(window: Window, filters: Filters, now: number): Promise<Extract> {
    return await Promise.resolve(
      queryExtract(this.ctx.storage.sql, this.#known.newest, { window, filters, now }),
    );
  }

  async totals(): Promise<Totals> {
    return await Promise.resolve(readTotals(this.ctx.storage.sql, this.#known));
  }

  /** Cleans up, and plans the next time for as long as there is something to clean. */
  async alarm(): Promise<void> {
    const now = Date.now();
    const left = this.#transaction(() => upkeep(this.ctx.storage.sql, now));
    this.#known = loadKnown(this.ctx.storage.sql);
    this.#armed = left !== "idle";
    if (left !== "idle") await this.ctx.storage.setAlarm(now + (left === "soon" ? SOON_MS : HOUR_MS));
  }

  /** All or nothing, in the database and in memory. */
  #transaction<T>(body: () => T): T {
    try {
      return this.ctx.storage.transactionSync(body);
    } catch (error) {
      this.#known = loadKnown(this.ctx.storage.sql);
      throw error;
    }
  }
}
