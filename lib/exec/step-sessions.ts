// What the daemon may ask of us while it builds one step.

import type { Attrs } from "../buildkit/index.js";
import { fileSync } from "../buildkit/session/index.js";
import type { Lowered } from "./lower/lowered.js";
import type { RunSessions } from "./sessions.js";

export interface StepSessions {
  /** Of the step's own session. */
  readonly id: string;
  /** Frontend attributes that say where each directory is served. */
  readonly attrs: Attrs;
  /** Rejects when the daemon ended one of the sessions; never resolves. */
  readonly lost: Promise<never>;
}

/**
 * Each directory is served on a session that steps share (`local-sessionid`, since BuildKit 0.16), and on the step's own for
 * frontends that do not know of that.
 */
export async function openStepSessions(lowered: Lowered, sessions: RunSessions): Promise<StepSessions> {
  const { locals } = lowered;
  const [main] = locals;
  const [own, ...shared] = await Promise.all([
    sessions.forStep(main === undefined ? "" : sessions.keyOf(main), [
      fileSync(new Map(locals.map(({ name, directory }) => [name, directory]))),
    ]),
    ...locals.map((local) => sessions.forLocal(local)),
  ]);
  const attrs: Record<string, string> = {};
  locals.forEach((local, index) => {
    const session = shared[index];
    if (session === undefined) return;
    attrs[`local-sessionid:${local.name}`] = session.id;
    if (local.name !== "context" && local.name !== "dockerfile") {
      attrs[`sharedkey:localdir:${local.name.replace(/^_/, "")}`] = sessions.keyOf(local);
    }
  });
  const lost = Promise.race([own, ...shared].map((session) => session.lost));
  return { id: own.id, attrs, lost };
}
