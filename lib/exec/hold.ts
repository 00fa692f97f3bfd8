// Keeps a linked target built while others use it.
//
// The solver merges equal vertices of builds that are open at the same time, and only of those. So the vertices of a result that
// others build on stay open until the last of them ended: even one with `no-cache`, or one whose sources change meanwhile, is
// built once in a run. buildx holds back the export of the linked target for that; here a second, internal build of the
// finished result holds them, so that exports of a base need not wait for all that is built on it.

import { deferred } from "../async/index.js";
import type { ControlClient, GatewayResult, SolveRequest } from "../buildkit/index.js";
import { solve } from "../buildkit/index.js";

export interface HoldOptions {
  readonly control: ControlClient;
  readonly result: GatewayResult;
  /**
   * That of the linked target, under another ref: its secrets and agents belong to what is held, the daemon refuses a result
   * that may do more, and what its policies put in the place of a source is put there here, too.
   */
  readonly request: SolveRequest;
  /** When to let go. */
  readonly released: Promise<void>;
}

export interface Hold {
  /** Resolves when the daemon has the result open, or cannot hold it: then equal work may be done twice, which is no error. */
  readonly held: Promise<void>;
  /** Never rejects. */
  readonly ended: Promise<void>;
}

export function holdResult(options: HoldOptions, signal: AbortSignal): Hold {
  const held = deferred();
  const ended = keepOpen(options, held.resolve, signal)
    .catch(() => {})
    .finally(held.resolve);
  return { held: held.promise, ended };
}

async function keepOpen(
  { control, result, request: given, released }: HoldOptions,
  onHeld: () => void,
  signal: AbortSignal,
): Promise<void> {
  const nothing = { frontendAttrs: {}, exporters: [], cacheExports: [], cacheImports: [] };
  const request: SolveRequest = { ...given, ...nothing, isInternal: true };
  const build = solve(
    control,
    {
      request,
      async drive(gateway, scope) {
        const definitions = [...result.refs.values()].flatMap(({ definition }) => definition ?? []);
        const solveOne = { frontend: "", frontendOpt: {}, frontendInputs: {}, cacheImports: [], evaluate: true };
        await Promise.all(definitions.map((definition) => gateway.solve({ ...solveOne, definition }, scope)));
        onHeld();
        await released;
        return { refs: new Map(), isMultiPlatform: false, metadata: {}, attestations: {} };
      },
    },
    signal,
  );
  for await (const _ of build);
}
