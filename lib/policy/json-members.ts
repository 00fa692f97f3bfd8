// Reads JSON of others, of which nothing is sure.

export function members(value: unknown): Readonly<Record<string, unknown>> {
  // Whatever is no object has no members.
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function member(value: unknown, name: string): unknown {
  return Object.hasOwn(members(value), name) ? members(value)[name] : undefined;
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
