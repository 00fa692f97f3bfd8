// Secrets as a session serves them.

import { readFile } from "node:fs/promises";
import type { SecretSource } from "./lower/access.js";
import type { RunOptions } from "./options.js";

/** Read when the daemon asks, so that nothing secret is kept. A variable that is not set is a secret that was not given. */
export function secretReaders(
  sources: readonly SecretSource[],
  { env }: Pick<RunOptions, "env">,
): ReadonlyMap<string, () => Promise<Uint8Array>> {
  const readers = new Map<string, () => Promise<Uint8Array>>();
  for (const source of sources) {
    if (source.kind === "file") readers.set(source.id, () => readFile(source.path));
    else {
      const value = env[source.name];
      if (value !== undefined) readers.set(source.id, async () => new TextEncoder().encode(value));
    }
  }
  return readers;
}
