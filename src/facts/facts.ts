/** Where a machine code comes from, when the dialect knows; a code without one is looked up in every common vocabulary. */
export type Vocabulary =
  | "v4" // an envelope that has the code's own `type`
  | "qonversion-v1"
  | "grpc"
  | "aws"
  | "oauth"
  | "json-rpc"
  | "sql" // SQLSTATE, driver and ORM codes
  | "soap"
  | "facebook"
  | "wechat"
  | "vk"
  | "binance";

/** A machine code as the upstream printed it; a number is written in decimal. */
export interface MachineCode {
  readonly value: string;
  readonly vocabulary?: Vocabulary;
}

/** One field and one message; `field` is a dotted path, and `""` is an error of no field. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What a failure says of itself, in no one's vocabulary: the intermediate form between the dialects and the policy. */
export interface Facts {
  /** Machine codes, the strongest first. */
  readonly codes?: readonly MachineCode[];
  /** The most specific human sentence, as printed: the policy cleans it. */
  readonly message?: string;
  /** Errors scoped to fields, in the upstream's order; those with `field: ""` belong to the message. */
  readonly fields?: readonly FieldError[];
  /** A status that the body itself states, 100 to 599. */
  readonly status?: number;
  /** The text that phrases are searched in, where it is not the message (a debug page's class and sentence). */
  readonly words?: string;
  /** The answer is a router's or a web server's own miss, not a resource's. */
  readonly miss?: boolean;
  /** A crash: a trace, a fatal error page, "internal error". */
  readonly crash?: boolean;
  /** The shape is a failure for certain, even under a 2xx (soft errors). */
  readonly certain?: boolean;
}

/** Facts without the members that say nothing. */
export function toFacts(facts: {
  readonly [K in keyof Facts]: Facts[K] | undefined;
}): Facts {
  const told: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts)) {
    const says = Array.isArray(value)
      ? value.length > 0
      : value !== undefined && value !== false && value !== "";
    if (says) told[name] = value;
  }
  return told;
}
