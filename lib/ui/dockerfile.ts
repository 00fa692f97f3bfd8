// A Dockerfile as the frontend read it, as a file that our diagnostics can show.

import path from "node:path";
import type { SourceInfo, SourceRange } from "../buildkit/index.js";
import type { Target } from "../config/index.js";
import { lineStarts, type Range, type SourceFile } from "../source/index.js";

/** The lines of `ranges` without the blanks around them. The frontend seldom knows more than lines. */
export function dockerfileRange(info: SourceInfo, ranges: readonly SourceRange[], target: Target | undefined): Range {
  const file: SourceFile = { name: fileName(info, target), text: new TextDecoder().decode(info.data) };
  const lines = ranges.flatMap(({ start, end }) => [start.line, end.line]);
  const starts = lineStarts(file);
  const from = starts[Math.min(...lines) - 1] ?? 0;
  const to = starts[Math.max(...lines)] ?? file.text.length;
  const text = file.text.slice(from, to);
  return { file, start: from + (text.length - text.trimStart().length), end: from + text.trimEnd().length };
}

/** The frontend knows a Dockerfile by its base name; the user knows where it is. */
function fileName({ filename }: SourceInfo, target: Target | undefined): string {
  if (target === undefined) return filename;
  const { context, dockerfile, dockerfileInline, origins } = target;
  if (dockerfileInline !== undefined) {
    const written = origins.get("dockerfileInline")?.file;
    return written?.text === dockerfileInline ? written.name : `inline Dockerfile of "${target.name}"`;
  }
  if (/^https?:\/\//.test(dockerfile)) return dockerfile;
  if (path.basename(dockerfile) !== filename) return filename;
  if (dockerfile.startsWith("cwd://")) return path.normalize(dockerfile.slice("cwd://".length));
  if (path.isAbsolute(dockerfile)) return dockerfile;
  const isLocal = context !== "-" && !/^[a-z+-]+:\/\//.test(context);
  return isLocal ? path.join(context, dockerfile) : filename;
}
