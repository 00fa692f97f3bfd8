// Keeps a linked target built while others use it.
//
// The solver merges equal vertices of builds that are open at the same time, and only of those. So the vertices of a result that
// others build on stay open until the last of them ended: even one with `no-cache`, or one whose sources change meanwhile, is
// built once in a run. buildx holds back the export of the linked target for that; here a second, internal build of the
// finished result holds them, so that exports of a base need not wait for all that is built on it.

import { deferred } from "../async/index.js";
import type { ControlClient, GatewayResult } from "../buildkit/index.js";
import { solve } from "../buildkit/index.js";

export interface HoldOptions {
  readonly control: ControlClient;
  readonly ref: string;
  /** Of the linked target: its secrets and agents belong to what is held. */
  readonly session: string;
  readonly result: GatewayResult;
  /** What the linked target may do: the daemon refuses a result that asks for more. */
  readonly entitlements: readonly string[];
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
  { control, ref, session, result, entitlements, released }: HoldOptions,
  onHeld: () => void,
  signal: AbortSignal,
): Promise<void> {
  const request = {
    ref,
    session,
    frontendAttrs: {},
    exporters: [],
    cacheExports: [],
    cacheImports: [],
    entitlements,
    isInternal: true,
  };
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
