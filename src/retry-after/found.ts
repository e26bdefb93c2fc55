/** A delay that a source names. */
export interface Found {
  /** Milliseconds from the clock; negative for a moment in the past. */
  readonly ms: number;
  /** The field, the member or the kind of source, as logged. */
  readonly source: string;
}
