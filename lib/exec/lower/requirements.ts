// What attributes ask of a daemon beyond the first BuildKit, and the releases that brought it.
// Whether this daemon has it is asked of its capabilities, never of its version: embedded ones tell no true version.
//
// Of some nothing is told, because daemons tell nothing: `oci-artifact` (0.19) and `platform-split` (0.12) of outputs and
// `image-manifest` (0.12) of caches have no capability in solver/pb/caps.go, and older daemons pass over them. Neither is
// SOURCE_DATE_EPOCH, which an environment may set for all builds: it is an argument, which older daemons hand to steps.

import type { AttributeName } from "../../config/index.js";
import type { LowerWorld } from "./lowered.js";
import type { ReportMistake } from "./mistake.js";

interface Requirement {
  /** Absent for what only the command line can say. */
  readonly attribute?: AttributeName;
  /** What was asked for, as its user wrote it. */
  readonly asked: string;
  /** Of moby/buildkit solver/pb/caps.go. */
  readonly capability: string;
  readonly buildkit: string;
  readonly engine: string;
}

const requirements = {
  annotations: {
    attribute: "annotations",
    asked: `"annotations"`,
    capability: "exporter.image.annotations",
    buildkit: "0.11",
    engine: "24.0",
  },
  attest: {
    attribute: "attest",
    asked: `"attest"`,
    capability: "exporter.image.attestations",
    buildkit: "0.11",
    engine: "24.0",
  },
  cgroupParent: {
    asked: "--cgroup-parent",
    capability: "exec.meta.cgroup.parent",
    buildkit: "0.10",
    engine: "23.0",
  },
  devices: {
    attribute: "entitlements",
    asked: `"device" of "entitlements"`,
    capability: "exec.meta.cdi",
    buildkit: "0.20",
    engine: "28.0",
  },
  layouts: {
    attribute: "contexts",
    asked: `An "oci-layout" of "contexts"`,
    capability: "source.ocilayout",
    buildkit: "0.11",
    engine: "24.0",
  },
  outputs: {
    attribute: "output",
    asked: `More than one "output" of a target`,
    capability: "exporter.multiple",
    buildkit: "0.13",
    engine: "26.0",
  },
  policy: {
    attribute: "policy",
    asked: `"strict" of "policy"`,
    capability: "source.policy.session",
    buildkit: "0.27",
    engine: "29.2",
  },
  policyProxy: {
    attribute: "policy",
    asked: `A "policy" that wants the network through a proxy`,
    capability: "exec.meta.network.proxy",
    buildkit: "0.31",
    engine: "29.6",
  },
  resources: {
    attribute: "resources",
    asked: `"resources"`,
    capability: "exec.meta.linux.resources",
    buildkit: "0.31",
    engine: "29.6",
  },
  rewriteTimestamp: {
    attribute: "output",
    asked: `"rewrite-timestamp" of "output"`,
    // It came later, but without this there is no instant to which times are rewritten.
    capability: "exporter.sourcedateepoch",
    buildkit: "0.13",
    engine: "26.0",
  },
  shmSize: {
    attribute: "shmSize",
    asked: `"shm-size"`,
    capability: "exec.mount.tmpfs.size",
    buildkit: "0.10",
    engine: "23.0",
  },
  ulimits: {
    attribute: "ulimits",
    asked: `"ulimits"`,
    capability: "exec.meta.ulimit",
    buildkit: "0.10",
    engine: "23.0",
  },
} as const satisfies Readonly<Record<string, Requirement>>;

/** A sentence on a policy that this daemon will not ask about; undefined when it will. */
export function policyWarning(name: string, files: readonly string[], { node }: LowerWorld): string | undefined {
  const { capability, buildkit, engine } = requirements.policy;
  if (node.capabilities.llb.has(capability)) return undefined;
  const needs = `it needs BuildKit ${buildkit} or later, which is in Docker Engine ${engine}`;
  return `The "policy" ${files.join(", ")} of target "${name}" is not enforced: ${needs}. With strict=true such a target is not built`;
}

/** Reports what the daemon lacks, once. @returns whether it can do what was asked. */
export function hasRequired(name: keyof typeof requirements, { node }: LowerWorld, report: ReportMistake): boolean {
  const { asked, capability, buildkit, engine, ...place }: Requirement = requirements[name];
  if (node.capabilities.llb.has(capability)) return true;
  report({
    code: "unsupported-by-builder",
    ...place,
    summary: `${asked} needs BuildKit ${buildkit} or later, which is in Docker Engine ${engine}`,
    detail: `The daemon of this builder has no capability "${capability}".`,
  });
  return false;
}
