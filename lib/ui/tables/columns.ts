// Text in columns, as docker's commands lay it out.

export interface ColumnOptions {
  /** Blanks between columns. Default 3. */
  readonly gap?: number;
  /** The least that a column takes, the gap included. Default 0. */
  readonly least?: number;
}

/** Rows of cells, each column as wide as its widest cell. No line has blanks at its end; every line has a line end. */
export function columns(rows: readonly (readonly string[])[], { gap = 3, least = 0 }: ColumnOptions = {}): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length, least - gap);
  return rows
    .map((row) => row.map((cell, at) => cell + " ".repeat((widths[at] ?? 0) + gap - cell.length)).join(""))
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}
