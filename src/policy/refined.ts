import type { Landing } from "./status-table.ts";
import type { MappedBy } from "./verdict.ts";
import type { Meaning } from "./vocabulary/meaning.ts";

/** A landing, what decided it and why. */
export interface Refined extends Landing {
  readonly mappedBy: MappedBy;
  /** The upstream's code that decided; absent when none did. */
  readonly upstreamCode?: string;
  readonly why: string;
}

/** A machine code that a vocabulary knows. */
export interface Known {
  readonly value: string;
  readonly meaning: Meaning;
}
