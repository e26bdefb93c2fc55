import type { Evidence, Form } from "../decode/evidence.ts";
import type { Facts } from "../facts/facts.ts";

/** A reader of one format: it reports what a body says and never judges. */
export interface Dialect {
  /** The file's name, the fixture folder's name and the label in logs. */
  readonly name: string;
  /** The form of body that it reads; it is offered no other. `any` is offered everything. */
  readonly media: Exclude<Form, "empty" | "unread"> | "any";
  /** The document or the emitter's source that defines the format. */
  readonly spec: `https://${string}`;
  /** Facts, or `undefined` for "not mine". It never throws, logs or looks at a clock. */
  readonly read: (evidence: Evidence) => Facts | undefined;
}

/** Freezes a dialect; the one way to make one. */
export function defineDialect<const D extends Dialect>(dialect: D): Readonly<D> {
  return Object.freeze(dialect);
}
