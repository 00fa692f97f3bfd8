// The sessions of a run on one node. They belong to the run, not to a solve: what is built on a linked target may read its folders later.

import { createHash } from "node:crypto";
import path from "node:path";
import type { Attachable, Session } from "../buildkit/index.js";
import { fileSync } from "../buildkit/session/index.js";
import type { Local } from "./lower/lowered.js";
import type { BuildNode, RunOptions } from "./options.js";

export interface RunSessions extends AsyncDisposable {
  /** What every step's session serves, such as credentials for registries. */
  readonly shared: readonly Attachable[];
  /**
   * The session that serves this directory to every step that asks for the same of it, opened at its first use. undefined for
   * the context and Dockerfile of one step alone: its own session is enough, and their names stay out of its provenance.
   */
  readonly forLocal: (local: Local) => Promise<Session> | undefined;
  /** A session of one step: outputs, secrets, agents, registry credentials. */
  readonly forStep: (sharedKey: string, attachables: readonly Attachable[]) => Promise<Session>;
  /** The name under which the daemon keeps what it got of `local`. */
  readonly keyOf: (local: Local) => string;
}

/**
 * Each tree has its own shared key, under which the daemon keeps what it received: with one key a
 * directory, two targets that copy different files of it would throw out each other's. `locals` are those of all steps, each as
 * often as it is used; `signal` ends the opening of sessions.
 */
export function openSessions(
  { control }: BuildNode,
  { machineId }: RunOptions,
  { locals: all, shared }: { readonly locals: readonly Local[]; readonly shared: readonly Attachable[] },
  signal: AbortSignal,
): RunSessions {
  const locals = new Map<string, Promise<Session>>();
  const steps: Promise<Session>[] = [];
  const keyOf = (local: Local): string => sharedKeyOf(local, machineId);
  const uses = new Map<string, number>();
  for (const key of all.map(keyOf)) uses.set(key, (uses.get(key) ?? 0) + 1);
  const isOwn = (local: Local, key: string): boolean =>
    (local.name === "context" || local.name === "dockerfile") && uses.get(key) === 1;
  return {
    shared,
    keyOf,
    forLocal(local) {
      const sharedKey = keyOf(local);
      if (isOwn(local, sharedKey)) return undefined;
      const known = locals.get(sharedKey);
      if (known !== undefined) return known;
      const attachables = [fileSync(new Map([[local.name, local.directory]]))];
      const session = control.openSession({ sharedKey, attachables }, signal);
      locals.set(sharedKey, session);
      return session;
    },
    forStep(sharedKey, attachables) {
      const session = control.openSession({ sharedKey, attachables }, signal);
      steps.push(session);
      return session;
    },
    async [Symbol.asyncDispose]() {
      const opened = await Promise.allSettled([...locals.values(), ...steps]);
      const sessions = opened.flatMap((session) => (session.status === "fulfilled" ? [session.value] : []));
      await Promise.allSettled(sessions.map((session) => session[Symbol.asyncDispose]()));
    },
  };
}

/** The same in every run: base name of the folder and machine as in buildx, then what tells trees apart. */
function sharedKeyOf({ name, directory, tree }: Local, machineId: string): string {
  const place = directory.kind === "disk" ? directory.path : "inline";
  const hash = createHash("sha256").update([name, place, tree].join("\0")).digest("hex").slice(0, 16);
  return [path.basename(place), machineId, hash].join(":");
}
