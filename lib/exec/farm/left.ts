// Which of the steps that a lost node left may be run again already, while others of their round go on.

import type { StepGraph } from "../graph.js";

/**
 * Those of `lost`, in order, that nothing under way has to do with. One waits for all that it needs, as their results go into
 * what is made of it; and it goes together with the lost ones that share a need or a user with it, as what they need is built
 * once for all of them.
 */
export function readyToLeave(
  lost: readonly string[],
  graph: StepGraph,
  isSettled: (step: string) => boolean,
): readonly string[] {
  const groups = new Map<string, Group>();
  for (const step of lost) {
    const users = [step, ...graph.allUsersOf(step)];
    const around = new Set([...users, ...users.flatMap((user) => graph.allNeedsOf(user))]);
    const joined = new Set([...around].flatMap((one) => groups.get(one) ?? []));
    const group = {
      around: new Set([...around, ...[...joined].flatMap((one) => [...one.around])]),
      lost: [...[...joined].flatMap((one) => one.lost), step],
    };
    for (const one of group.around) groups.set(one, group);
  }
  const ready = [...new Set(groups.values())].filter(({ around }) => [...around].every(isSettled));
  const names = new Set(ready.flatMap((group) => group.lost));
  return lost.filter((step) => names.has(step));
}

interface Group {
  readonly around: ReadonlySet<string>;
  readonly lost: readonly string[];
}
