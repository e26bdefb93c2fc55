import type { MeaningName } from "./meaning.ts";

/** Common words and what they mean in a machine code. */
export interface Row {
  readonly means: MeaningName;
  /** Alternatives over words joined by `_`; they match whole words. `^` and `$` stand for the code's ends. */
  readonly when: readonly string[];
  /** What takes the row's meaning away again. */
  readonly unless?: readonly string[];
}
