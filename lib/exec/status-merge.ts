// Makes one story of the status streams of a run. A vertex that several builds share comes on the stream of each.

import type { StatusUpdate, VertexWarning } from "../buildkit/index.js";

export interface StatusMerge {
  /** What of `update` is news: logs and warnings that another stream tells already are taken out. */
  readonly merge: (step: string, update: StatusUpdate, node: string) => StatusUpdate;
  /** The stream of `step` ended: others may go on with its vertices. */
  readonly end: (step: string) => void;
  /** All warnings so far, by the step whose stream told them first. */
  readonly warnings: () => ReadonlyMap<string, readonly VertexWarning[]>;
}

export function mergeStatus(): StatusMerge {
  // Vertex on its node to the step whose stream told its first log line.
  const tellers = new Map<string, string>();
  const ended = new Set<string>();
  const knownWarnings = new Set<string>();
  const warnings = new Map<string, VertexWarning[]>();

  const isTold = (step: string, vertex: string): boolean => {
    const teller = tellers.get(vertex);
    if (teller === undefined || (teller !== step && ended.has(teller))) tellers.set(vertex, step);
    return tellers.get(vertex) === step;
  };
  const isNew = (step: string, warning: VertexWarning): boolean => {
    const key = JSON.stringify([warning.vertex, warning.short, warning.url, warning.ranges]);
    if (knownWarnings.has(key)) return false;
    knownWarnings.add(key);
    const known = warnings.get(step);
    if (known === undefined) warnings.set(step, [warning]);
    else known.push(warning);
    return true;
  };

  return {
    merge(step, update, node) {
      if (update.logs.length === 0 && update.warnings.length === 0) return update;
      return {
        ...update,
        logs: update.logs.filter(({ vertex }) => isTold(step, `${vertex} ${node}`)),
        warnings: update.warnings.filter((warning) => isNew(step, warning)),
      };
    },
    end: (step) => void ended.add(step),
    warnings: () => warnings,
  };
}
