// What nodes of a run have handed over to others: results of linked targets by their digests. Bytes wait in an OCI layout of ours,
// from which the nodes that use them fetch what they lack; it is there from the first handover to the end of the run.

import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { abortable, type Deferred, deferred } from "../../async/index.js";
import type { Store } from "../lower/lowered.js";

/** One platform of a step's result, as the frontend of another node finds it. */
export interface Handed {
  /** `docker-image://REPOSITORY@DIGEST` or `oci-layout://STORE@DIGEST`. */
  readonly reference: string;
  /** Contexts of a result of several platforms are named with theirs. */
  readonly isMultiPlatform: boolean;
}

export interface Handovers extends AsyncDisposable {
  /** Platforms of a step that are there. */
  readonly handed: (step: string) => ReadonlySet<string>;
  readonly give: (step: string, platform: string, handed: Handed) => void;
  /** Waits for it. @throws `signal.reason`. */
  readonly take: (step: string, platform: string, signal: AbortSignal) => Promise<Handed>;
  /** The step is built anew. */
  readonly forget: (step: string) => void;
  /** The folder that holds what was handed over, as a store of users' sessions. Made at its first use. */
  readonly relay: () => Promise<Store>;
  /** In `oci-layout://` references. */
  readonly storeName: string;
}

export function openHandovers(): Handovers {
  const steps = new Map<string, Map<string, Deferred<Handed>>>();
  const done = new Map<string, Set<string>>();
  // The name stands in what users record of their sources, so it tells nothing of this machine.
  const storeName = `handover${randomBytes(8).toString("hex")}`;
  let folder: Promise<string> | undefined;
  let made: string | undefined;
  // A second interrupt ends the process at once.
  const removeNow = (): void => {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
  };
  return {
    storeName,
    handed: (step) => done.get(step) ?? new Set(),
    give(step, platform, handed) {
      done.set(step, new Set([...(done.get(step) ?? []), platform]));
      entryOf(step, platform).resolve(handed);
    },
    take: async (step, platform, signal) => await abortable(entryOf(step, platform).promise, signal),
    forget(step) {
      steps.delete(step);
      done.delete(step);
    },
    async relay() {
      folder ??= makeFolder();
      return { id: `oci:${storeName}`, directory: await folder };
    },
    async [Symbol.asyncDispose]() {
      process.off("exit", removeNow);
      const directory = await folder?.catch(() => undefined);
      if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    },
  };

  async function makeFolder(): Promise<string> {
    process.once("exit", removeNow);
    made = await mkdtemp(join(tmpdir(), "bakehouse-handover-"));
    return made;
  }

  function entryOf(step: string, platform: string): Deferred<Handed> {
    const platforms = steps.get(step) ?? new Map<string, Deferred<Handed>>();
    steps.set(step, platforms);
    const known = platforms.get(platform) ?? deferred<Handed>();
    platforms.set(platform, known);
    return known;
  }
}
