// Pushes that docker's engine does after the build, shown as steps of the target.

import type { PushProgress } from "../builder/index.js";
import type { Attrs, StatusUpdate, Vertex } from "../buildkit/index.js";
import { type CredentialSource, registryHost } from "../buildkit/session/index.js";
import type { Output } from "./lower/lowered.js";
import type { ImageLoader } from "./options.js";

export interface EnginePush {
  /** Absent when no output needs it. */
  readonly engine: ImageLoader | undefined;
  readonly credentials: CredentialSource;
  readonly now: () => number;
  readonly onStatus: (update: StatusUpdate) => void;
}

/** What the daemon answered, with the digest that the image has in the registry. */
export async function pushOutputs(
  outputs: readonly Output[],
  response: Attrs,
  push: EnginePush,
  signal: AbortSignal,
): Promise<Attrs> {
  const digests: string[] = [];
  for (const name of outputs.flatMap(({ pushes = [] }) => pushes)) digests.push(await pushOne(name, push, signal));
  const [digest = ""] = digests;
  if (digest === "") return response;
  // The engine told the digest of the config, as that is how its store knows images. Follows docker/buildx build/build.go.
  const config = response["containerimage.config.digest"] ?? response["containerimage.digest"];
  return {
    ...response,
    ...(config === undefined ? {} : { "containerimage.config.digest": config }),
    "containerimage.digest": digest,
  };
}

async function pushOne(
  name: string,
  { engine, credentials, now, onStatus }: EnginePush,
  signal: AbortSignal,
): Promise<string> {
  if (engine === undefined) throw new Error("internal error: an image is to be pushed, and there is no engine for it");
  const started = now();
  const vertex: Vertex = {
    digest: `push:${name}`,
    inputs: [],
    name: `pushing ${name} with docker`,
    isCached: false,
    error: "",
    started,
  };
  const layers = new Map<string, number>();
  tell({});
  try {
    const known = await credentials.credentials(registryHost(name), signal);
    const digest = await engine.push({ name, credentials: known, onProgress: showLayer }, signal);
    tell({ completed: now() });
    return digest;
  } catch (error) {
    tell({ completed: now(), error: error instanceof Error ? error.message : String(error) });
    throw error;
  }

  function tell(end: Pick<Vertex, "completed"> & { readonly error?: string }): void {
    onStatus({ vertexes: [{ ...vertex, ...end }], statuses: [], logs: [], warnings: [] });
  }

  function showLayer(layer: PushProgress): void {
    const at = now();
    const since = layers.get(layer.layer) ?? at;
    layers.set(layer.layer, since);
    const id = `pushing layer ${layer.layer}`;
    const { current, total } = layer.isDone ? { current: layer.total, total: layer.total } : layer;
    const status = { id, vertex: vertex.digest, name: "", current, total, timestamp: at, started: since };
    const statuses = [layer.isDone ? { ...status, completed: at } : status];
    onStatus({ vertexes: [], statuses, logs: [], warnings: [] });
  }
}
