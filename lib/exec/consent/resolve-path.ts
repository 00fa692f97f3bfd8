// The real place of a path that may not exist yet.

import { realpathSync } from "node:fs";
import path from "node:path";

/** Follows the symlinks of the part of `file` that exists, and keeps the rest. `file` is absolute. */
export function resolvePath(file: string): string {
  const rest: string[] = [];
  for (let at = path.resolve(file); ; at = path.dirname(at)) {
    const real = realPathOf(at);
    if (real !== undefined) return path.join(real, ...rest);
    if (at === path.dirname(at)) return file;
    rest.unshift(path.basename(at));
  }
}

function realPathOf(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
