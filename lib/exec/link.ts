// Hands the result of a linked target to the frontend of one that uses it: as an input where both are on one node (follows
// docker/buildx build/build.go, waitContextDeps), else as an image by its digest.

import type { Attrs, Definition, GatewayRef, GatewayResult } from "../buildkit/index.js";
import type { Handed } from "./farm/handovers.js";
import type { Link } from "./lower/lowered.js";

export interface LinkedInputs {
  readonly attrs: Attrs;
  readonly frontendInputs: Readonly<Record<string, Definition>>;
}

/** What there is of a step on the node of its user. */
export interface LinkedResult {
  readonly own?: GatewayResult;
  /** From other nodes, by platform. */
  readonly handed: ReadonlyMap<string, Handed>;
}

/** Scratch: no op at all. */
const scratch: Definition = { def: [], metadata: {} };

/** Inputs for all of `links`. A result of several platforms gives one input for each; the frontend takes the one it builds for. */
export function linkInputs(links: readonly Link[], resultOf: (step: string) => LinkedResult): LinkedInputs {
  const attrs: Record<string, string> = {};
  const frontendInputs: Record<string, Definition> = {};
  for (const { name, step } of links) {
    const { own, handed } = resultOf(step);
    for (const [platform, ref] of own === undefined ? [] : refsOf(own)) {
      const suffix = own?.isMultiPlatform ? `::${platform}` : "";
      const input = `${step}${suffix}`;
      frontendInputs[input] = definitionOf(ref);
      attrs[`context:${name}${suffix}`] = `input:${input}`;
      const config = own?.metadata[`containerimage.config${own.isMultiPlatform ? `/${platform}` : ""}`];
      // Without the config a stage would not inherit ENV, USER and the like.
      if (config !== undefined) attrs[`input-metadata:${input}`] = metadataJson(config);
    }
    for (const [platform, { reference, isMultiPlatform }] of handed)
      attrs[`context:${name}${isMultiPlatform ? `::${platform}` : ""}`] = reference;
  }
  return { attrs, frontendInputs };
}

function refsOf({ refs }: GatewayResult): Iterable<readonly [string, GatewayRef]> {
  return refs.size === 0 ? [["", { id: "" }] as const] : refs;
}

/** The digests of every op of `result`, by which the daemon names vertices. */
export function vertexDigests(result: GatewayResult): ReadonlySet<string> {
  return new Set([...result.refs.values()].flatMap((ref) => Object.keys(definitionOf(ref).metadata)));
}

function definitionOf(ref: GatewayRef): Definition {
  return ref.id === "" ? scratch : (ref.definition ?? scratch);
}

function metadataJson(config: Uint8Array): string {
  return JSON.stringify({ "containerimage.config": Buffer.from(config).toString("base64") });
}
