// The flags of `bakehouse build`.

import { commonFlags } from "./common-flags.js";
import type { FlagTable, FlagValues } from "./flags.js";

/** Each limit as docker build names it, with the field of `resources` that it is. */
export const resourceFlags = {
  "cpu-period": { kind: "string", value: "MICROSECONDS", description: "As --resource cpu-period=…", isHidden: true },
  "cpu-quota": { kind: "string", value: "MICROSECONDS", description: "As --resource cpu-quota=…", isHidden: true },
  "cpu-shares": { kind: "string", short: "c", value: "N", description: "As --resource cpu-shares=…", isHidden: true },
  "cpuset-cpus": { kind: "string", value: "CPUS", description: "As --resource cpuset-cpus=…", isHidden: true },
  "cpuset-mems": { kind: "string", value: "NODES", description: "As --resource cpuset-mems=…", isHidden: true },
  memory: { kind: "string", short: "m", value: "SIZE", description: "As --resource memory=…", isHidden: true },
  "memory-swap": { kind: "string", value: "SIZE", description: "As --resource memory-swap=…", isHidden: true },
} as const satisfies FlagTable;

/** Scripts for older dockers say them. BuildKit leaves no containers to remove and sends nothing that it need not. */
const flagsWithoutEffect = {
  compress: { kind: "bool", description: "Has no effect", isHidden: true },
  "force-rm": { kind: "bool", description: "Has no effect", isHidden: true },
  isolation: { kind: "string", value: "KIND", description: "Has no effect", isHidden: true },
  rm: { kind: "bool", description: "Has no effect", isHidden: true },
  "security-opt": { kind: "list", value: "OPTION", description: "Has no effect", isHidden: true },
  squash: { kind: "bool", description: "Has no effect", isHidden: true },
} as const satisfies FlagTable;

/** The flags of docker buildx build and of nerdctl build, and ours. */
export const buildFlags = {
  ...commonFlags,
  "add-host": { kind: "list", value: "HOST:IP", description: "Address of a host in RUN steps" },
  allow: { kind: "list", value: "RIGHT", description: "Right of the build: network.host, security.insecure, device" },
  annotation: { kind: "list", value: "KEY=VALUE", description: "Annotation of the image" },
  attest: { kind: "list", value: "FIELDS", description: "Attestation to make (type=sbom,generator=IMAGE)" },
  "build-arg": {
    kind: "list",
    value: "NAME=VALUE",
    description: "Build argument; without =VALUE that of the environment",
  },
  "build-context": { kind: "list", value: "NAME=VALUE", description: "Named context: a folder, a URL, an image" },
  // As nerdctl build names it.
  "buildkit-host": { kind: "string", value: "ADDRESS", description: "As --builder", isHidden: true },
  "cache-from": { kind: "list", value: "FIELDS", description: "Where to look up layers (type=registry,ref=IMAGE)" },
  "cache-to": { kind: "list", value: "FIELDS", description: "Where to keep layers (type=local,dest=DIR)" },
  "cgroup-parent": { kind: "string", value: "GROUP", description: "Control group of RUN steps" },
  file: { kind: "string", short: "f", value: "FILE", description: "Dockerfile; - is standard input" },
  ...resourceFlags,
  ...flagsWithoutEffect,
  iidfile: { kind: "string", value: "FILE", description: "Write the image's id to this file" },
  label: { kind: "list", value: "KEY=VALUE", description: "Label of the image" },
  load: { kind: "bool", description: "Load the image into docker" },
  network: { kind: "string", value: "MODE", description: "Network of RUN steps: default, none or host" },
  "no-cache-filter": { kind: "list", value: "STAGE", description: "Build this stage without the cache" },
  output: {
    kind: "list",
    short: "o",
    value: "DEST",
    description: "Where the result goes (DIR, -, type=oci,dest=FILE)",
  },
  platform: { kind: "list", value: "PLATFORMS", description: "Platforms to build for, separated by commas" },
  policy: { kind: "list", value: "POLICY", description: "Source policy" },
  provenance: { kind: "string", value: "VALUE", description: 'Short for --attest="type=provenance,VALUE"' },
  push: { kind: "bool", description: "Push the image" },
  quiet: { kind: "bool", short: "q", description: "Show no progress, and print the image's id" },
  // Of buildx before there was --call.
  print: { kind: "string", value: "METHOD", description: "As --call", isHidden: true },
  resource: {
    kind: "list",
    value: "NAME=LIMIT",
    description: "Limit of RUN steps (memory=2g, cpu-quota=50000, cpuset-cpus=0-3)",
  },
  sbom: { kind: "string", value: "VALUE", description: 'Short for --attest="type=sbom,VALUE"' },
  secret: { kind: "list", value: "FIELDS", description: "Secret for RUN steps (id=NAME,src=FILE or id=NAME,env=NAME)" },
  "shm-size": { kind: "string", value: "SIZE", description: "Size of /dev/shm in RUN steps" },
  ssh: { kind: "list", value: "ID[=PATHS]", description: "SSH agent or keys for RUN steps" },
  tag: { kind: "list", short: "t", value: "NAME", description: "Name of the image" },
  target: { kind: "string", value: "STAGE", description: "Stage of the Dockerfile to build" },
  ulimit: { kind: "list", value: "TYPE=LIMIT", description: "Limit of processes in RUN steps" },
} as const satisfies FlagTable;

export type BuildFlags = FlagValues<typeof buildFlags>;
