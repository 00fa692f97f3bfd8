// File name patterns as Go's path/filepath.Match reads them: `*`, `?`, `[…]` and `\`, none of which matches a `/` but `[…]`.

/** A pattern for one whole name, or undefined when its syntax is wrong. */
export function globRegExp(pattern: string): RegExp | undefined {
  const chars = [...pattern];
  let source = "";
  for (let at = 0; at < chars.length; ) {
    const char = chars[at++];
    if (char === "*") source += "[^/]*";
    else if (char === "?") source += "[^/]";
    else if (char === "[") {
      const parsed = parseClass(chars, at);
      if (parsed === undefined) return undefined;
      source += parsed.source;
      at = parsed.end;
    } else {
      const literal = char === "\\" ? chars[at++] : char;
      if (literal === undefined) return undefined;
      source += literalSource(literal);
    }
  }
  return new RegExp(`^${source}$`, "us");
}

/** Whether {@link globRegExp} would expand anything in `name`. */
export function hasWildcards(name: string): boolean {
  for (let at = 0; at < name.length; at++) {
    const char = name[at];
    if (char === "\\") at++;
    else if (char === "*" || char === "?" || char === "[") return true;
  }
  return false;
}

/** One character as the source of a regular expression with the flag `u`, inside a class or outside. */
export function literalSource(char: string): string {
  return /^[\w\s]$/.test(char) ? char : `\\u{${char.codePointAt(0)?.toString(16) ?? ""}}`;
}

/** The class that starts before `from`. An empty one, an open one, and a `-` or `]` without its character are wrong. */
function parseClass(
  chars: readonly string[],
  from: number,
): { readonly source: string; readonly end: number } | undefined {
  let at = from;
  let ranges = "";
  let count = 0;
  const isNegated = chars[at] === "^";
  if (isNegated) at++;
  for (; chars[at] !== "]" || count === 0; count++) {
    const low = classChar();
    if (low === undefined) return undefined;
    let high: string | undefined = low;
    if (chars[at] === "-") {
      at++;
      high = classChar();
      if (high === undefined) return undefined;
    }
    // A range that goes backwards matches nothing, and is no error.
    if (codePoint(low) <= codePoint(high)) ranges += `${literalSource(low)}-${literalSource(high)}`;
  }
  return { source: `[${isNegated ? "^" : ""}${ranges}]`, end: at + 1 };

  function classChar(): string | undefined {
    const first = chars[at++];
    if (first === undefined || first === "-" || first === "]") return undefined;
    const char = first === "\\" ? chars[at++] : first;
    return at < chars.length ? char : undefined;
  }
}

function codePoint(char: string): number {
  return char.codePointAt(0) ?? 0;
}
