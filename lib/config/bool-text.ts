// Yes and no as flags, environment variables and short forms spell it. Follows Go's strconv.ParseBool.

const spellings: ReadonlyMap<string, boolean> = new Map([
  ...["1", "t", "T", "TRUE", "true", "True"].map((text) => [text, true] as const),
  ...["0", "f", "F", "FALSE", "false", "False"].map((text) => [text, false] as const),
]);

/** undefined: not a spelling of either. */
export function parseBool(text: string): boolean | undefined {
  return spellings.get(text);
}
