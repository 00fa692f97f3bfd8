// Where results wait until the build is known to have succeeded: beside their place, or in it, on the same file system.

import { randomBytes } from "node:crypto";
import { mkdir, rmdir } from "node:fs/promises";
import { dirname } from "node:path";

/** A new name for something temporary of ours. */
export function stagingName(): string {
  return `.bakehouse-${randomBytes(8).toString("hex")}.tmp`;
}

/** Whether a file is such. They are no part of any tree: a build context may be the folder that another target writes to. */
export function isStagingName(name: string): boolean {
  return name.startsWith(".bakehouse-") && /^\.bakehouse-[0-9a-f]{16}\.tmp$/.test(name);
}

/** Makes the directory that `path` is in, and its parents. What is returned undoes that, as far as they are still empty. */
export async function makeParents(path: string, mode: number): Promise<() => Promise<void>> {
  const parent = dirname(path);
  const first = await mkdir(parent, { recursive: true, mode });
  return async () => {
    if (first === undefined) return;
    for (let directory = parent; directory.length >= first.length; directory = dirname(directory)) {
      try {
        await rmdir(directory);
      } catch {
        // Not empty, or gone: something else came to be in it.
        return;
      }
    }
  };
}
