// The sessions of a run. They belong to the run, not to a solve: what is built on a linked target may read its folders later.

import { createHash } from "node:crypto";
import path from "node:path";
import type { Attachable, ControlClient, Session } from "../buildkit/index.js";
import type { Local } from "./lower/lowered.js";

export interface RunSessions extends AsyncDisposable {
  /** The session that serves this directory to every step that asks for the same of it. */
  readonly forLocal: (local: Local, attachables: () => readonly Attachable[], signal: AbortSignal) => Promise<Session>;
  /** A session of one step: outputs, secrets, agents, registry credentials. */
  readonly forStep: (attachables: readonly Attachable[], signal: AbortSignal) => Promise<Session>;
}

/**
 * `machineId` as in RunOptions. Each tree has its own shared key, under which the daemon keeps what it received: with one key a
 * directory, two targets that copy different files of it would throw out each other's.
 */
export function openSessions(control: ControlClient, machineId: string): RunSessions {
  const locals = new Map<string, Promise<Session>>();
  const steps: Promise<Session>[] = [];
  return {
    forLocal(local, attachables, signal) {
      const key = sharedKeyOf(local, machineId);
      const session = locals.get(key) ?? control.openSession({ sharedKey: key, attachables: attachables() }, signal);
      locals.set(key, session);
      return session;
    },
    forStep(attachables, signal) {
      const session = control.openSession({ sharedKey: "", attachables }, signal);
      steps.push(session);
      return session;
    },
    async [Symbol.asyncDispose]() {
      const opened = await Promise.allSettled([...locals.values(), ...steps]);
      await Promise.allSettled(
        opened.map((session) => (session.status === "fulfilled" ? session.value[Symbol.asyncDispose]() : undefined)),
      );
    },
  };
}

/** The same in every run: base name of the folder and machine as in buildx, then what tells trees apart. */
function sharedKeyOf({ name, directory, tree }: Local, machineId: string): string {
  const isInline = tree.startsWith("inline ");
  const place = isInline ? "inline" : directory;
  const hash = createHash("sha256").update([name, place, tree].join("\0")).digest("hex").slice(0, 16);
  return [path.basename(place), machineId, hash].join(":");
}
