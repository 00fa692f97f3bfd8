// Cells that end with a tab become columns. Follows Go's text/tabwriter with the settings of docker's tables.

const least = 10;
const gap = 3;

/**
 * A column goes over lines that lie together and have it; what stands behind the last tab of a line belongs to none.
 * Widths count code points.
 */
export function tabbed(text: string): string {
  const lines = text.split("\n").map((line) => line.split("\t"));
  const padded = lines.map((cells) => [...cells]);
  const most = Math.max(...lines.map((cells) => cells.length - 1));
  for (let column = 0; column < most; column += 1) {
    for (let from = 0; from < lines.length; ) {
      let to = from;
      while ((lines[to]?.length ?? 0) - 1 > column) to += 1;
      const width = Math.max(least, ...lines.slice(from, to).map((cells) => widthOf(cells[column]) + gap));
      for (const cells of padded.slice(from, to)) {
        const cell = cells[column] ?? "";
        cells[column] = cell + " ".repeat(width - widthOf(cell));
      }
      from = Math.max(to, from + 1);
    }
  }
  return padded.map((cells) => cells.join("")).join("\n");
}

function widthOf(cell = ""): number {
  return [...cell].length;
}
