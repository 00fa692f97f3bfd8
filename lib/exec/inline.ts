// Inline Dockerfiles as files: the daemon reads Dockerfiles from folders.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { InlineDockerfile } from "./lower/lowered.js";

export interface InlineDockerfiles extends AsyncDisposable {
  /** Steps with the same text share a folder, and so one transfer. */
  readonly write: (step: string, text: string) => Promise<InlineDockerfile>;
}

/** Everything written goes when it is disposed. */
export function inlineDockerfiles(tempDir: string): InlineDockerfiles {
  const written = new Map<string, Promise<InlineDockerfile>>();
  let root: Promise<string> | undefined;

  async function writeOne(owner: string, text: string, index: number): Promise<InlineDockerfile> {
    root ??= mkdtemp(path.join(tempDir, "bakehouse-"));
    const directory = path.join(await root, String(index));
    await mkdir(directory);
    await writeFile(path.join(directory, "Dockerfile"), text);
    return { directory, owner };
  }

  return {
    write(step, text) {
      const known = written.get(text) ?? writeOne(step, text, written.size);
      written.set(text, known);
      return known;
    },
    async [Symbol.asyncDispose]() {
      await Promise.allSettled(written.values());
      const directory = await root?.catch(() => undefined);
      if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}
