// Where an engine keeps what it is made of. Everything lies below one git-ignored folder.

import { createHash } from "node:crypto";
import { mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Place {
  /** Absolute, without symlinks: processes are told apart by it. */
  readonly home: string;
  readonly lock: string;
  readonly state: string;
  /** One file a process that uses the engine and will let go of it. */
  readonly leases: string;
  /** The unpacked Debian packages. */
  readonly packages: string;
  /** The files that one part (a daemon, a registry) writes. */
  folderOf(part: string): string;
}

/** The longest path of a socket that the kernel takes is 107 bytes; dockerd adds up to 45 to a part's folder. */
const longestPartFolder = 60;

/** The place at `home`, by default `BAKEHOUSE_ENGINE_HOME` or `.engine` at the top of the checkout. */
export function placeAt(
  home = process.env["BAKEHOUSE_ENGINE_HOME"] || join(import.meta.dirname, "../../.engine"),
): Place {
  mkdirSync(home, { recursive: true });
  const real = realpathSync(home);
  return {
    home: real,
    lock: join(real, "lock"),
    state: join(real, "state.json"),
    leases: join(real, "leases"),
    packages: join(real, "packages"),
    folderOf(part) {
      const folder = join(real, "parts", part);
      return folder.length <= longestPartFolder ? folder : join(tmpdir(), `bakehouse-${shortHash(folder)}`);
    },
  };
}

/** Eight characters that stand for a longer name. */
export function shortHash(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 8);
}
