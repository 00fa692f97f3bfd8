// The files of this machine as bake files may see them.

import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { FileSystem } from "../lib/config/index.js";
import type { World } from "./world.js";

export function worldFileSystem(world: World): FileSystem {
  return {
    stat(path) {
      const found = statSync(resolve(world.cwd, path), { throwIfNoEntry: false });
      if (found === undefined) return undefined;
      return found.isDirectory() ? "directory" : "file";
    },
    read: (path) => readFileSync(resolve(world.cwd, path)),
    async readStandardInput() {
      const chunks: Buffer[] = [];
      for await (const chunk of world.stdin) chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks);
    },
  };
}
