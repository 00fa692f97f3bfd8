// Writing Markdown as the formatter leaves it, and reading the parts of it that tests care about.

/** A table with columns of equal width. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) => `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(" | ")} |\n`;
  const [first = [], ...rest] = all;
  return line(first) + line(widths.map((width) => "-".repeat(width))) + rest.map(line).join("");
}

/** `text` as code; blanks keep a backtick at either end apart from the fence. */
export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** One fenced block: its language, what else stands behind that, its text, and the line it begins in. */
export interface Fence {
  readonly language: string;
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

export function fences(markdown: string): readonly Fence[] {
  const found: Fence[] = [];
  for (const match of markdown.matchAll(/^```(\w*)(.*)\n([\s\S]*?)^```$/gm)) {
    const [, language = "", info = "", text = ""] = match;
    const line = markdown.slice(0, match.index).split("\n").length;
    found.push({ language, info: info.trim(), text, line });
  }
  return found;
}

/** Tables with their cells as they stand there. */
export function tables(
  markdown: string,
): readonly { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }[] {
  return [...markdown.matchAll(/^\|.*\n\|[ |:-]+\|\n((?:\|.*\n)*)/gm)].map(([text, rows = ""]) => ({
    head: cellsOf(text.split("\n")[0] ?? ""),
    rows: rows
      .split("\n")
      .filter((line) => line !== "")
      .map(cellsOf),
  }));
}

function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((text) => text.trim().replaceAll("\\|", "|"));
}
