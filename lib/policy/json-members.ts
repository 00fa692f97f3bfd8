// Reads JSON of others, of which nothing is sure.

export function members(value: unknown): Readonly<Record<string, unknown>> {
  // Whatever is no object has no members.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/**
 * Letters may be small or capital, and of several spellings the last counts: so Go reads JSON, and with it the daemon that runs what
 * such a text describes. A policy must not be shown less than that.
 */
export function member(value: unknown, name: string): unknown {
  const wanted = folded(name);
  return Object.entries(members(value)).findLast(([key]) => folded(key) === wanted)?.[1];
}

/** By way of capitals, as some letters beyond ASCII are spellings of those in it. */
function folded(name: string): string {
  return name.toUpperCase().toLowerCase();
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function texts(value: unknown): readonly string[] {
  return items(value).filter((item) => typeof item === "string");
}

export function textsByName(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(members(value)).flatMap(([name, item]) => (typeof item === "string" ? [[name, item]] : [])),
  );
}
