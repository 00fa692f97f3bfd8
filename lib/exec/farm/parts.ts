// Runs a step whose parts are on several nodes, and makes one outcome of theirs.

import { linkedAbort } from "../../async/index.js";
import type { Attrs, StatusUpdate, Vertex } from "../../buildkit/index.js";
import type { CredentialSource } from "../../buildkit/session/index.js";
import type { StepOutcome } from "../event.js";
import type { Job } from "../job.js";
import type { BuildNode } from "../options.js";
import { type Settlement, type StepHandle, Stopped } from "../schedule.js";
import type { IndexWish } from "./share.js";

export interface PartsWorld {
  readonly run: (job: Job, handle: StepHandle) => Promise<Settlement>;
  readonly credentials: CredentialSource;
  readonly now: () => number;
  readonly onStatus: (update: StatusUpdate) => void;
}

/** The step is offered when all its parts are; one that does not build stops the others. */
export async function runParts(
  jobs: readonly Job[],
  index: IndexWish | undefined,
  handle: StepHandle,
  world: PartsWorld,
): Promise<Settlement> {
  using scope = linkedAbort(handle.signal);
  let open = jobs.length;
  const settlements = await Promise.all(
    jobs.map(async (job): Promise<readonly [Job, Settlement]> => {
      let isOffered = false;
      const offer = (): void => {
        if (isOffered) return;
        isOffered = true;
        open -= 1;
        if (open === 0) handle.offer();
      };
      const settlement = await world.run(job, { ...handle, signal: scope, offer });
      if (settlement.kind !== "built") scope.abort(new Stopped());
      return [job, settlement];
    }),
  );
  for (const kind of ["failed", "skipped", "postponed", "cancelled"] as const) {
    const found = settlements.find(([, settlement]) => settlement.kind === kind);
    if (found !== undefined) return found[1];
  }
  const exported = settlements.flatMap(([{ mode, node }, settlement]) =>
    settlement.kind === "built" && mode !== "offer" ? [{ node, metadata: settlement.metadata }] : [],
  );
  const [only] = exported;
  if (exported.length < 2) return { kind: "built", metadata: only?.metadata ?? new Map() };
  try {
    const merged = index === undefined ? {} : await pushIndex(exported, index, world, scope);
    return { kind: "built", metadata: mergedMetadata(exported, merged) };
  } catch (error) {
    if (scope.aborted) return { kind: "cancelled" };
    if (!(error instanceof Error)) throw error;
    return { kind: "failed", error };
  }
}

interface Exported {
  readonly node: BuildNode;
  readonly metadata: Extract<StepOutcome, { readonly kind: "built" }>["metadata"];
}

async function pushIndex(
  exported: readonly Exported[],
  wish: IndexWish,
  { credentials, now, onStatus }: PartsWorld,
  signal: AbortSignal,
): Promise<Attrs> {
  const digests = exported.flatMap(({ metadata }) => metadata.get("containerimage.digest") ?? []);
  const started = now();
  const vertex: Vertex = {
    digest: `merge:${digests.join()}`,
    inputs: [],
    name: `merging manifest list ${wish.names.join(", ")}`,
    isCached: false,
    error: "",
    started,
  };
  tell({});
  try {
    const [{ mergeIndex }, { registryClient }] = await Promise.all([
      import("./merge-index.js"),
      import("./registry-client.js"),
    ]);
    const settings = (await exported[0]?.node.registries?.()) ?? new Map();
    const registry = registryClient({ credentials, settings, isInsecure: wish.isInsecure });
    const descriptor = await mergeIndex(digests, wish, registry, signal);
    tell({ completed: now() });
    return {
      "containerimage.digest": descriptor.digest,
      "containerimage.descriptor": Buffer.from(JSON.stringify(descriptor)).toString("base64"),
      "image.name": wish.names.join(","),
    };
  } catch (error) {
    tell({ completed: now(), error: error instanceof Error ? error.message : String(error) });
    throw error;
  }

  function tell(end: Pick<Vertex, "completed"> & { readonly error?: string }): void {
    onStatus({ vertexes: [{ ...vertex, ...end }], statuses: [], logs: [], warnings: [] });
  }
}

/** What is about one image of several says nothing about the target; the provenance of each platform has a key of its own. */
function mergedMetadata(exported: readonly Exported[], merged: Attrs): ReadonlyMap<string, string> {
  const kept = exported.flatMap(({ metadata }) =>
    [...metadata].filter(([key]) => key.startsWith("buildx.build.provenance/")),
  );
  return new Map([...kept, ...Object.entries(merged)]);
}
