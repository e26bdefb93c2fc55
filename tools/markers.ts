/** A generated part of a document. */
export type Tables = Readonly<Record<string, () => string>>;

const OPENED = /^<!-- table:[\w-]+ -->$/gm;
const MARKED = /^(<!-- table:([\w-]+) -->\n)[^]*?^(<!-- \/table -->)$/gm;

/**
 * A document with what stands between its markers (`<!-- table:NAME -->` and `<!-- /table -->`) made anew.
 *
 * Throws for a marker that names no table, and for one that is not closed.
 */
export function fillMarkers(text: string, tables: Tables): string {
  const opened = text.match(OPENED)?.length ?? 0;
  let filled = 0;
  const made = text.replace(MARKED, (_, open: string, name: string, close: string) => {
    const table = tables[name];
    if (table === undefined)
      throw new Error(`Cannot fill "${name}": expected one of ${Object.keys(tables).join(", ")}`);
    filled += 1;
    return `${open}${table()}\n${close}`;
  });
  if (filled !== opened)
    throw new Error("Cannot fill a table: its marker is not closed with <!-- /table -->");
  return made;
}

/** A Markdown table; a bar within a cell is escaped, for it would part the cell. */
export function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [rowOf(headings), `|${" --- |".repeat(headings.length)}`, ...rows.map(rowOf)].join("\n");
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
