// Hands the result of a step over to nodes that use it. What is pushed anyway is read from its registry; else the node exports the
// finished result into our relay (handovers.ts), in a small build beside that of the step, which meets the same open vertices.

import { readFile } from "node:fs/promises";
import {
  type Attrs,
  type Definition,
  type GatewayResult,
  type SolveRequest,
  type StatusUpdate,
  solve,
  type Vertex,
} from "../../buildkit/index.js";
import { type CredentialSource, contentStores } from "../../buildkit/session/index.js";
import type { Lowered } from "../lower/lowered.js";
import { parseBool } from "../lower/text.js";
import { blobPath } from "../oci-index.js";
import type { BuildNode, RunOptions } from "../options.js";
import type { RunSessions } from "../sessions.js";
import type { Handovers } from "./handovers.js";
import { repositoryOf } from "./share.js";

/** What is built at home: the parts of a job that matter here. */
export interface Giver {
  readonly name: string;
  readonly node: BuildNode;
  readonly lowered: Lowered;
  /** By platform, the nodes that use it. */
  readonly gives: ReadonlyMap<string, readonly string[]>;
}

export interface GiverWorld {
  readonly options: RunOptions;
  /** Of the home. */
  readonly sessions: RunSessions;
  readonly credentials: CredentialSource;
  readonly handovers: Handovers;
  readonly onStatus: (step: string, update: StatusUpdate) => void;
}

/** Exports what others wait for, one image a platform. Call it while the vertices of `result` are open. */
export async function handResult(
  job: Giver,
  result: GatewayResult,
  request: SolveRequest,
  world: GiverWorld,
  signal: AbortSignal,
): Promise<void> {
  if (pushedRepository(job.lowered) !== undefined) return;
  const { isMultiPlatform } = result;
  const given = [...job.gives].map(async ([platform, nodes]) => {
    const ref = isMultiPlatform ? result.refs.get(platform) : [...result.refs.values()][0];
    const config = result.metadata[`containerimage.config${isMultiPlatform ? `/${platform}` : ""}`];
    if (isMultiPlatform && ref === undefined) throw new Error(`target "${job.name}" was built without ${platform}`);
    await telling(job, { platform, nodes }, { world, signal }, async () => {
      // Scratch has no op, and becomes an image without layers.
      const definition = ref === undefined || ref.id === "" ? undefined : ref.definition;
      const { digest, bytes } = await exportResult(job, { definition, config }, request, world, signal);
      const reference = `oci-layout://${world.handovers.storeName}@${digest}`;
      world.handovers.give(job.name, platform, { reference, isMultiPlatform });
      return bytes;
    });
  });
  await Promise.all(given);
}

/** Names what was pushed, once it was. `response` is that of the solve. */
export async function handPushed(job: Giver, response: Attrs, world: GiverWorld, signal: AbortSignal): Promise<void> {
  const repository = pushedRepository(job.lowered);
  if (repository === undefined || job.gives.size === 0) return;
  const isMultiPlatform =
    job.lowered.attrs["multi-platform"] === "true" || (job.lowered.attrs["platform"] ?? "").includes(",");
  const digest = response["containerimage.digest"];
  if (digest === undefined) throw new Error(`target "${job.name}" was pushed without a digest`);
  const isIndex = /index|list/.test(mediaTypeIn(response["containerimage.descriptor"]));
  for (const [platform, nodes] of job.gives) {
    await telling(job, { platform, nodes }, { world, signal }, async () => {
      const own = isIndex ? await manifestOf({ repository, digest, platform }, job, world, signal) : digest;
      const reference = `docker-image://${repository}@${own}`;
      world.handovers.give(job.name, platform, { reference, isMultiPlatform });
      return undefined;
    });
  }
}

/** Where the only image that is exported goes; undefined when it stays, or when another node may not read it there. */
function pushedRepository({ outputs }: Lowered): string | undefined {
  const images = outputs.filter(({ exporter }) => ["image", "moby", "oci", "docker"].includes(exporter.type));
  const [only] = images;
  if (only === undefined || images.length > 1 || only.exporter.type !== "image") return undefined;
  const { name = "", push = "", ...attrs } = only.exporter.attrs;
  const isInsecure = parseBool(attrs["registry.insecure"] ?? "") === true;
  const [first = ""] = name.split(",");
  return parseBool(push) !== true || isInsecure || first === "" ? undefined : repositoryOf(first.trim());
}

/** Its own manifest: a target for another platform may build on it, which an index would not give it. */
async function manifestOf(
  image: { readonly repository: string; readonly digest: string; readonly platform: string },
  { node }: Giver,
  { credentials }: GiverWorld,
  signal: AbortSignal,
): Promise<string> {
  const [{ manifestFor }, { registryClient }] = await Promise.all([
    import("./merge-index.js"),
    import("./registry-client.js"),
  ]);
  const settings = (await node.registries?.()) ?? new Map();
  return await manifestFor(image, registryClient({ credentials, settings, isInsecure: false }), signal);
}

async function exportResult(
  { node: { control } }: Giver,
  { definition, config }: { readonly definition: Definition | undefined; readonly config: Uint8Array | undefined },
  { entitlements }: SolveRequest,
  { handovers, sessions, options }: GiverWorld,
  signal: AbortSignal,
): Promise<{ readonly digest: string; readonly bytes: number }> {
  const { directory } = await handovers.relay();
  const stores = contentStores(new Map([["export", directory]]));
  const session = await sessions.forStep("", [...sessions.shared, stores]);
  const request: SolveRequest = {
    ref: options.newId(),
    session: session.id,
    frontendAttrs: {},
    exporters: [{ type: "oci", attrs: { tar: "false" } }],
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
        const metadata = config === undefined ? {} : { "containerimage.config": config };
        const image = { isMultiPlatform: false, metadata, attestations: {} };
        if (definition === undefined) return { ...image, refs: new Map() };
        const asked = { frontend: "", frontendOpt: {}, frontendInputs: {}, cacheImports: [], definition };
        return { ...image, refs: (await gateway.solve(asked, scope)).refs };
      },
    },
    signal,
  );
  let digest: string | undefined;
  for await (const event of build)
    if (event.kind === "solved") digest = event.response.exporterResponse["containerimage.digest"];
  if (digest === undefined) throw new Error("the daemon told no digest of what it exported");
  return { digest, bytes: await sizeOf(directory, digest) };
}

/** Of all its layers, for the user alone: what cannot be read here is told by the daemon that needs it. */
async function sizeOf(directory: string, digest: string): Promise<number> {
  const text = await readFile(blobPath(directory, digest), "utf8").catch(() => "{}");
  const manifest: unknown = JSON.parse(text);
  if (typeof manifest !== "object" || manifest === null || !("layers" in manifest)) return 0;
  const layers: readonly unknown[] = Array.isArray(manifest.layers) ? manifest.layers : [];
  return layers.reduce<number>((sum, layer) => {
    const hasSize = typeof layer === "object" && layer !== null && "size" in layer && typeof layer.size === "number";
    return hasSize ? sum + Number(layer.size) : sum;
  }, 0);
}

/** Shows it as a vertex of the step. `work` resolves to the bytes that there are to fetch, where we know. */
async function telling(
  { name }: Giver,
  { platform, nodes }: { readonly platform: string; readonly nodes: readonly string[] },
  { world: { options, onStatus }, signal }: { readonly world: GiverWorld; readonly signal: AbortSignal },
  work: () => Promise<number | undefined>,
): Promise<void> {
  const { now } = options;
  const to = `node${nodes.length === 1 ? "" : "s"} ${nodes.join(", ")}`;
  const vertex: Vertex = {
    digest: `handover:${name}:${platform}`,
    inputs: [],
    name: `handing over "${name}" (${platform}) to ${to}`,
    isCached: false,
    error: "",
    started: now(),
  };
  tell(vertex);
  try {
    const bytes = await work();
    tell({ ...vertex, completed: now() }, bytes);
  } catch (error) {
    // As daemons call what somebody stopped.
    const message = signal.aborted ? "context canceled" : error instanceof Error ? error.message : String(error);
    tell({ ...vertex, completed: now(), error: message });
    throw error;
  }

  function tell(told: Vertex, bytes?: number): void {
    const { started = 0, completed = 0, digest } = told;
    const size = { id: "layers", vertex: digest, name: "layers", total: bytes ?? 0, started, completed };
    const statuses = bytes === undefined ? [] : [{ ...size, current: size.total, timestamp: completed }];
    onStatus(name, { vertexes: [told], statuses, logs: [], warnings: [] });
  }
}

function mediaTypeIn(descriptor: string | undefined): string {
  if (descriptor === undefined) return "";
  const parsed: unknown = JSON.parse(Buffer.from(descriptor, "base64").toString("utf8"));
  return typeof parsed === "object" && parsed !== null && "mediaType" in parsed ? String(parsed.mediaType) : "";
}
