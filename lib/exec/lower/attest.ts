// Attestations: what was asked for, and the small provenance that is asked for by default.

import type { Target } from "../../config/index.js";
import type { LowerWorld } from "./lowered.js";
import type { ReportMistake } from "./mistake.js";
import { hasRequired } from "./requirements.js";
import { csvLine, parseBool } from "./text.js";

export interface LoweredAttestations {
  readonly attrs: Readonly<Record<string, string>>;
  /** Something was asked for: docker archives cannot hold it. */
  readonly areWanted: boolean;
}

/** Follows docker/buildx build/opt.go: provenance of mode min is recorded, but not exported, unless the target says otherwise. */
export function lowerAttestations(target: Target, world: LowerWorld, report: ReportMistake): LoweredAttestations {
  const { node } = world;
  const hasCapability = node.capabilities.llb.has("exporter.image.attestations");
  const wanted = (target.attest ?? []).filter(({ isDisabled }) => !isDisabled);
  if (wanted.length > 0 && !hasRequired("attest", world, report)) return { attrs: {}, areWanted: true };
  if (wanted.length > 0 && !node.hasContentStore) {
    report({
      code: "unsupported-by-builder",
      attribute: "attest",
      summary: "Docker's own image store cannot hold attestations",
      detail: "Turn the containerd image store on in docker, or use a BuildKit builder.",
    });
    return { attrs: {}, areWanted: true };
  }
  const attrs: Record<string, string> = {};
  for (const { type, attrs: fields } of wanted) {
    const sorted = [...fields].sort(([left], [right]) => (left < right ? -1 : 1));
    attrs[`attest:${type}`] = csvLine([`type=${type}`, ...sorted.map(([name, value]) => `${name}=${value}`)]);
  }
  const isProvenanceDecided = (target.attest ?? []).some(({ type }) => type === "provenance");
  if (!isProvenanceDecided && hasCapability && node.hasContentStore && !isTurnedOff(world, report)) {
    attrs["attest:provenance"] = "mode=min,inline-only=true";
  }
  return { attrs, areWanted: wanted.length > 0 };
}

function isTurnedOff({ env }: LowerWorld, report: ReportMistake): boolean {
  const text = env["BUILDX_NO_DEFAULT_ATTESTATIONS"];
  if (text === undefined || text === "") return false;
  const value = parseBool(text);
  if (value === undefined) reportBadBool("BUILDX_NO_DEFAULT_ATTESTATIONS", text, report);
  return value ?? false;
}

export function reportBadBool(name: string, text: string, report: ReportMistake): void {
  report({
    code: "invalid-value",
    summary: `Environment variable ${name} is "${text}", which is neither true nor false`,
  });
}
