// Patterns over names. Follows Go's path.Match; names have no `/`, so `*` stands for anything.

/** Tells whether a name matches; undefined when the pattern is malformed. */
export function compileGlob(pattern: string): ((name: string) => boolean) | undefined {
  const source = globSource(pattern);
  if (source === undefined) return undefined;
  const expression = new RegExp(`^(?:${source})$`, "su");
  return (name) => expression.test(name);
}

/** Whether a requested name is a pattern at all. */
export function isGlob(text: string): boolean {
  return /[*?[\]]/.test(text);
}

function globSource(pattern: string): string | undefined {
  const chars = [...pattern];
  let source = "";
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at] ?? "";
    if (char === "*") source += "[^/]*";
    else if (char === "?") source += "[^/]";
    else if (char === "[") {
      const set = charSet(chars, at + 1);
      if (set === undefined) return undefined;
      source += set.source;
      at = set.last;
    } else if (char === "\\") {
      at += 1;
      const escaped = chars[at];
      if (escaped === undefined) return undefined;
      source += literal(escaped);
    } else source += literal(char);
  }
  return source;
}

/** `[^a-z]`, read from behind the bracket. An empty set, an open range or a missing bracket is malformed. */
function charSet(chars: readonly string[], start: number): { source: string; last: number } | undefined {
  let at = start;
  const isNegated = chars[at] === "^";
  if (isNegated) at += 1;
  const ranges: string[] = [];
  while (chars[at] !== "]" || ranges.length === 0) {
    const low = setChar(chars, at);
    if (low === undefined) return undefined;
    at = low.next;
    if (chars[at] !== "-") {
      ranges.push(setLiteral(low.char));
      continue;
    }
    const high = setChar(chars, at + 1);
    if (high === undefined) return undefined;
    at = high.next;
    // A range that runs backwards holds nothing.
    ranges.push(low.char <= high.char ? `${setLiteral(low.char)}-${setLiteral(high.char)}` : "");
  }
  const inside = ranges.join("");
  const source = inside === "" ? (isNegated ? "." : "(?!)") : `[${isNegated ? "^" : ""}${inside}]`;
  return { source, last: at };
}

function setChar(chars: readonly string[], at: number): { char: string; next: number } | undefined {
  const char = chars[at];
  if (char === "\\") {
    const escaped = chars[at + 1];
    return escaped === undefined ? undefined : { char: escaped, next: at + 2 };
  }
  return char === undefined || char === "-" || char === "]" ? undefined : { char, next: at + 1 };
}

function literal(char: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function setLiteral(char: string): string {
  return /[\^\]\\[-]/.test(char) ? `\\${char}` : char;
}
