// The part of workerd's own module that is used here; the rest of its types would shadow the standard ones.
declare module "cloudflare:workers" {
  /** A cursor over the rows of one statement. */
  export interface SqlCursor<R> {
    readonly toArray: () => R[];
    readonly one: () => R;
  }

  /** The SQLite database of one object; a statement runs at once, a transaction throws what its body throws. */
  export interface DurableStorage {
    readonly sql: {
      readonly exec: <R>(query: string, ...bindings: readonly (string | number | null)[]) => SqlCursor<R>;
    };
    readonly transactionSync: <T>(body: () => T) => T;
    readonly getAlarm: () => Promise<number | null>;
    readonly setAlarm: (at: number) => Promise<void>;
  }

  /** What an object is given when it starts. */
  export interface DurableState {
    readonly storage: DurableStorage;
  }

  /** The base of every Durable Object class whose public methods are called over RPC. */
  export class DurableObject<Env = unknown> {
    constructor(ctx: DurableState, env: Env);
    protected readonly ctx: DurableState;
    protected readonly env: Env;
  }
}
