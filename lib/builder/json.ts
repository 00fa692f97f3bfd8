// JSON files of other programs, narrowed as they are read: what is missing or of another kind is empty.

import { BuilderError } from "./errors.js";
import { readIfThere } from "./world.js";

/** undefined when there is no such file. */
export async function readJson(path: string): Promise<unknown> {
  const content = await readIfThere(path);
  if (content === undefined) return undefined;
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new BuilderError(`${path} is not valid JSON`, [], { cause });
  }
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
