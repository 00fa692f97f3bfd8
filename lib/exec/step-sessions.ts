// What the daemon may ask of us while it builds one step, and what is left to do with the answers.

import type { Attachable, Attrs } from "../buildkit/index.js";
import { contentStores, fileSync, secrets, sshAgents, uploads } from "../buildkit/session/index.js";
import { openDestinations } from "./destinations.js";
import { withLayoutLock } from "./layout-lock.js";
import { pruneLayout } from "./layout-prune.js";
import type { Lowered } from "./lower/lowered.js";
import { isDescriptor, nameManifest } from "./oci-index.js";
import type { BuildNode, RunOptions } from "./options.js";
import { secretReaders } from "./secret-readers.js";
import type { RunSessions } from "./sessions.js";

export interface StepSessions extends AsyncDisposable {
  /** Of the step's own session. */
  readonly id: string;
  /** Frontend attributes that say where each directory is served. */
  readonly attrs: Attrs;
  /** Rejects when the daemon ended one of the sessions; never resolves. */
  readonly lost: Promise<never>;
  /** Why something that the daemon sent was not taken: the cause of a solve that fails then. */
  readonly refusal: () => Error | undefined;
  /** Puts files and folders in their place. Call it when the solve answered, with its answer; without it, disposing removes them. */
  readonly commit: (response: Attrs) => Promise<void>;
}

export interface StepServices {
  readonly lowered: Lowered;
  readonly node: BuildNode;
  /** Decides about sources. */
  readonly policy?: Attachable;
}

/**
 * Each directory is served on the step's own session. The frontend is told (`local-sessionid`, since BuildKit 0.16) to take it
 * from one that steps share where there is one. Sessions stay open to the end of the run.
 */
export async function openStepSessions(
  { lowered, node, policy }: StepServices,
  options: RunOptions,
  sessions: RunSessions,
): Promise<StepSessions> {
  const { locals } = lowered;
  const [main] = locals;
  const opened = options.now();
  const destinations = openDestinations(lowered.outputs, { stdout: options.stdout, loader: node.loader });
  const stores = storeDirectories(lowered);
  const attachables: readonly Attachable[] = [
    fileSync(new Map(locals.map(({ name, directory }) => [name, directory]))),
    ...sessions.shared,
    ...(lowered.secrets.length === 0 ? [] : [secrets(secretReaders(lowered.secrets, options))]),
    ...(lowered.agents.length === 0 ? [] : [await sshAgents(lowered.agents)]),
    ...(stores.size === 0 ? [] : [contentStores(stores)]),
    ...(lowered.uploads.size === 0 ? [] : [uploads(lowered.uploads)]),
    ...(destinations === undefined ? [] : [destinations.attachable]),
    ...(policy === undefined ? [] : [policy]),
  ];
  const [own, ...shared] = await Promise.all([
    sessions.forStep(main === undefined ? "" : sessions.keyOf(main), attachables),
    ...locals.map((local) => sessions.forLocal(local)),
  ]);
  const attrs: Record<string, string> = {};
  locals.forEach((local, index) => {
    const session = shared[index];
    if (session === undefined) return;
    attrs[`local-sessionid:${local.name}`] = session.id;
    if (local.context !== undefined) attrs[`sharedkey:localdir:${local.context}`] = sessions.keyOf(local);
  });
  const lost = Promise.race([own, ...shared].flatMap((session) => session?.lost ?? []));
  // Whoever builds the step looks at it.
  lost.catch(() => {});
  return {
    id: own.id,
    attrs,
    lost,
    refusal: () => destinations?.refusal(),
    async commit(response) {
      await destinations?.commit();
      await updateIndexes(lowered, response, { searchPath: options.env["PATH"], since: opened });
    },
    async [Symbol.asyncDispose]() {
      await destinations?.[Symbol.asyncDispose]();
    },
  };
}

/** Caches and layouts by the ids under which the daemon asks for them. */
function storeDirectories({ stores, outputs }: Lowered): ReadonlyMap<string, string> {
  const layouts = outputs.flatMap(({ destination }) =>
    destination.kind === "layout" ? [["export", destination.path] as const] : [],
  );
  return new Map([...stores.map(({ id, directory }) => [id, directory] as const), ...layouts]);
}

interface IndexUpdate {
  readonly searchPath: string | undefined;
  /** When this step began: it wrote, or met again, all that it needs after that. */
  readonly since: number;
}

/** Caches and layouts in folders: the blobs are there, their index is ours to write. */
async function updateIndexes(
  { cacheIndexes, outputs }: Lowered,
  response: Attrs,
  { searchPath, since }: IndexUpdate,
): Promise<void> {
  const cache = descriptorIn(response["cache.manifest"]);
  for (const { directory, tag, isReset } of cacheIndexes) {
    if (cache === undefined) break;
    await withLayoutLock(directory, searchPath, async () => {
      await nameManifest(directory, cache, [tag]);
      // What cannot be removed costs space and nothing else.
      if (isReset) await pruneLayout(directory, since).catch(() => {});
    });
  }
  const image = descriptorIn(base64Text(response["containerimage.descriptor"]));
  if (image === undefined) return;
  const names = response["image.name"]?.split(",") ?? ["latest"];
  for (const { destination } of outputs) {
    if (destination.kind !== "layout") continue;
    await withLayoutLock(destination.path, searchPath, () => nameManifest(destination.path, image, names));
  }
}

function base64Text(text: string | undefined): string | undefined {
  return text === undefined ? undefined : Buffer.from(text, "base64").toString("utf8");
}

function descriptorIn(json: string | undefined): Parameters<typeof nameManifest>[1] | undefined {
  if (json === undefined) return undefined;
  const parsed: unknown = JSON.parse(json);
  return isDescriptor(parsed) ? parsed : undefined;
}
