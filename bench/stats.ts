/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The smallest and the largest, with two digits. */
export function spread(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(2)} – ${Math.max(...values).toFixed(2)}`;
}

/** A part of the note: a table and what is to be known of it. */
export interface Section {
  readonly title: string;
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A section in Markdown. */
export function toMarkdown({ title, note, head, rows }: Section): string {
  const rule = head.map(() => "---");
  return [`## ${title}`, "", note, "", ...[head, rule, ...rows].map(toLine), ""].join("\n");
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
