// `TYPE=SOFT[:HARD]`, one item of `ulimits`. Follows docker/go-units.

export const ulimitTypes: readonly string[] =
  "core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack".split(" ");

/** What is wrong with `text`, as a sentence; undefined when nothing is. */
export function ulimitProblem(text: string): string | undefined {
  const equals = text.indexOf("=");
  if (equals === -1) return `A limit is written TYPE=SOFT or TYPE=SOFT:HARD, as in "nofile=1024:2048".`;
  const type = text.slice(0, equals);
  if (!ulimitTypes.includes(type)) return `"${type}" is no type of limit: those are ${ulimitTypes.join(", ")}.`;
  const limits = text.slice(equals + 1).split(":");
  if (limits.length > 2) return "There is a soft limit and a hard limit, and no third.";
  const bad = limits.find((limit) => !/^[+-]?\d+$/.test(limit));
  if (bad !== undefined) return `"${bad}" is not a whole number.`;
  const [soft = 0n, hard = soft] = limits.map(BigInt);
  if (hard === -1n || (soft !== -1n && soft <= hard)) return undefined;
  return `The soft limit ${soft === -1n ? "(unlimited)" : soft} is above the hard limit ${hard}.`;
}
