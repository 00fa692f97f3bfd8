// What is known of a built target afterwards, and the metadata file made of it. Keys are those of buildx.

import type { Attrs, VertexWarning } from "../buildkit/index.js";
import type { Lowered } from "./lower/lowered.js";
import type { BuildNode, RunOptions, RunResult } from "./options.js";
import { readProvenance } from "./provenance.js";

export interface SolvedStep {
  readonly node: BuildNode;
  readonly lowered: Lowered;
  readonly ref: string;
  readonly response: Attrs;
}

/** What the daemon answered, with the reference of the build and, if wanted, its provenance as base64 of JSON. */
export async function metadataOf(
  { node, lowered, ref, response }: SolvedStep,
  { metadataProvenance = "disabled" }: RunOptions,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const metadata = new Map(Object.entries(response));
  metadata.set("buildx.build.ref", [node.builder, node.name, ref].join("/"));
  // The containerd store knows an image by its manifest; the digest of its config would mislead.
  if (lowered.outputs.some(({ exporter }) => exporter.attrs["prefer-image-digest"] === "true")) {
    metadata.delete("containerimage.config.digest");
  }
  if (metadataProvenance === "disabled") return metadata;
  const provenance = await readProvenance({ control: node.control, ref, detail: metadataProvenance }, signal);
  for (const [key, value] of provenance) metadata.set(key, Buffer.from(JSON.stringify(value)).toString("base64"));
  return metadata;
}

export interface MetadataOptions {
  /** Adds `buildx.build.warnings`; runs with a `--call` never have it. */
  readonly hasWarnings: boolean;
  /** One target without a name of its own: its values stand at the top. Default: by target. */
  readonly isSingle?: boolean;
}

/** The text of the metadata file: indented JSON, keys sorted, one object for each target that was built. */
export function metadataText(result: RunResult, { hasWarnings, isSingle = false }: MetadataOptions): string {
  const content: Record<string, unknown> = {};
  for (const [step, outcome] of result.outcomes) {
    if (outcome.kind !== "built") continue;
    const values = [...outcome.metadata].map(([key, value]) => [key, decoded(key, value)] as const);
    const own = Object.fromEntries(values.sort(([left], [right]) => (left < right ? -1 : 1)));
    if (isSingle) Object.assign(content, own);
    else content[step] = own;
  }
  const warnings = [...result.warnings.values()].flat();
  if (hasWarnings && warnings.length > 0) content["buildx.build.warnings"] = warnings.map(warningJson);
  const sorted = Object.entries(content).sort(([left], [right]) => (left < right ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

/** Base64 of a JSON object, or of a list of them, is shown as that. Follows docker/buildx commands/build.go. */
function decoded(key: string, value: string): unknown {
  const text = key === "result.json" ? value : base64Text(value);
  if (text === undefined) return value;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null || Object.keys(parsed).length === 0) return value;
    const isShown = !Array.isArray(parsed) || parsed.every((item) => typeof item === "object" && item !== null);
    return isShown ? parsed : value;
  } catch {
    return value;
  }
}

function base64Text(value: string): string | undefined {
  const isBase64 = value.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(value);
  return isBase64 ? Buffer.from(value, "base64").toString("utf8") : undefined;
}

/** Byte fields in base64, as Go's encoding/json writes them. */
function warningJson({ vertex, level, short, detail, url, source, ranges }: VertexWarning): unknown {
  const base64 = (text: string): string => Buffer.from(text).toString("base64");
  return {
    vertex,
    level,
    short: base64(short),
    detail: detail.map(base64),
    ...(url === "" ? {} : { url }),
    ...(source === undefined
      ? {}
      : {
          sourceInfo: {
            filename: source.filename,
            data: Buffer.from(source.data).toString("base64"),
            language: source.language,
          },
        }),
    ...(ranges.length === 0 ? {} : { range: ranges }),
  };
}
