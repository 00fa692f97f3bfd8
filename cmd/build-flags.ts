// The flags of `bakehouse build`.

import type { FlagValues } from "./flags.js";

/** The flags of docker buildx build and of nerdctl build, and ours. */
export const buildFlags = {
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
  builder: {
    kind: "string",
    value: "NAME",
    description: "Builder to use: a name of buildx, a docker context or an address",
  },
  // As nerdctl build names it.
  "buildkit-host": { kind: "string", value: "ADDRESS", description: "As --builder", isHidden: true },
  "cache-from": { kind: "list", value: "FIELDS", description: "Where to look up layers (type=registry,ref=IMAGE)" },
  "cache-to": { kind: "list", value: "FIELDS", description: "Where to keep layers (type=local,dest=DIR)" },
  call: {
    kind: "string",
    value: "METHOD",
    description: "Ask the frontend instead of building (check, outline, targets)",
  },
  check: { kind: "bool", description: "Short for --call=check" },
  debug: { kind: "bool", short: "D", description: "Show the stack of an error" },
  diagnostics: { kind: "string", value: "FORM", description: "How mistakes are shown: text or json" },
  file: { kind: "string", short: "f", value: "FILE", description: "Dockerfile; - is standard input" },
  // Scripts for older dockers say them; BuildKit leaves no containers to remove.
  "force-rm": { kind: "bool", description: "Has no effect", isHidden: true },
  iidfile: { kind: "string", value: "FILE", description: "Write the image's id to this file" },
  label: { kind: "list", value: "KEY=VALUE", description: "Label of the image" },
  load: { kind: "bool", description: "Load the image into docker" },
  "metadata-file": { kind: "string", value: "FILE", description: "Write what was built to this file, as JSON" },
  network: { kind: "string", value: "MODE", description: "Network of RUN steps: default, none or host" },
  "no-cache": { kind: "bool", description: "Build without the cache" },
  "no-cache-filter": { kind: "list", value: "STAGE", description: "Build this stage without the cache" },
  output: {
    kind: "list",
    short: "o",
    value: "DEST",
    description: "Where the result goes (DIR, -, type=oci,dest=FILE)",
  },
  platform: { kind: "list", value: "PLATFORMS", description: "Platforms to build for, separated by commas" },
  progress: { kind: "string", value: "FORM", description: "How progress is shown: auto, plain, tty, quiet or rawjson" },
  provenance: { kind: "string", value: "VALUE", description: 'Short for --attest="type=provenance,VALUE"' },
  pull: { kind: "bool", description: "Ask registries for newer base images" },
  push: { kind: "bool", description: "Push the image" },
  quiet: { kind: "bool", short: "q", description: "Show no progress, and print the image's id" },
  rm: { kind: "bool", description: "Has no effect", isHidden: true },
  sbom: { kind: "string", value: "VALUE", description: 'Short for --attest="type=sbom,VALUE"' },
  secret: { kind: "list", value: "FIELDS", description: "Secret for RUN steps (id=NAME,src=FILE or id=NAME,env=NAME)" },
  "shm-size": { kind: "string", value: "SIZE", description: "Size of /dev/shm in RUN steps" },
  ssh: { kind: "list", value: "ID[=PATHS]", description: "SSH agent or keys for RUN steps" },
  tag: { kind: "list", short: "t", value: "NAME", description: "Name of the image" },
  target: { kind: "string", value: "STAGE", description: "Stage of the Dockerfile to build" },
  ulimit: { kind: "list", value: "TYPE=LIMIT", description: "Limit of processes in RUN steps" },
} as const;

export type BuildFlags = FlagValues<typeof buildFlags>;
