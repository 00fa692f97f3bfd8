// One at a time among the processes of this machine.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Runs `work` while no other process has the lock of this path.
 * The kernel holds it for a child that lives as long as our end of its stdin, so a process that dies lets go of it
 * and nothing stale can stay behind.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const holder = spawn("flock", [path, "sh", "-c", "echo locked; exec cat >/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
    // A group of its own: Ctrl-C on the terminal must not take the lock away before we are done.
    detached: true,
  });
  try {
    const [first] = await Promise.race([once(holder.stdout, "data"), once(holder, "exit")]);
    if (!Buffer.isBuffer(first)) throw new Error(`flock gave no lock on ${path}`);
    return await work();
  } finally {
    holder.stdin.end();
  }
}
