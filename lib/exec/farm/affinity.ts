// Which of several equal nodes gets something: the same one in every run, unless it has clearly more to do than the others.

import { createHash } from "node:crypto";

/**
 * `names` in the order in which `key` prefers them. Rendezvous hashing (Thaler and Ravishankar 1998): a node that is added takes
 * its share from all others, the keys of one that is taken away spread over all others, and no other key moves.
 */
export function preferred(key: string, names: readonly string[]): readonly string[] {
  const scored = names.map((name) => ({ name, score: scoreOf(key, name) }));
  return scored.toSorted((left, right) => (left.score < right.score ? 1 : -1)).map(({ name }) => name);
}

/** How many times the mean of all a node may get. */
const mostOverMean = 1.25;

/**
 * The first that `key` prefers and that has room. `loads` says how much each has got; it gets this one more.
 * Bounded loads after Mirrokni, Thorup and Zadimoghaddam, "Consistent hashing with bounded loads" (2018).
 */
export function chooseByAffinity(key: string, names: readonly string[], loads: ReadonlyMap<string, number>): string {
  const loadOf = (name: string): number => loads.get(name) ?? 0;
  const total = names.reduce((sum, name) => sum + loadOf(name), 0);
  const most = Math.ceil((mostOverMean * (total + 1)) / names.length);
  const order = preferred(key, names);
  const chosen = order.find((name) => loadOf(name) < most) ?? order[0];
  if (chosen === undefined) throw new Error("internal error: there is no node to choose");
  return chosen;
}

/** Hexadecimal digits of one length, so that texts compare as the numbers do. */
function scoreOf(key: string, name: string): string {
  return createHash("sha256").update(`${key}\0${name}`).digest("hex");
}
