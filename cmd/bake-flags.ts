// The flags of `bake`.

import type { FlagValues } from "./flags.js";

/** The flags of docker buildx bake, and ours. */
export const bakeFlags = {
  allow: {
    kind: "list",
    value: "RIGHT",
    description: "Grant a right that the build asks for (fs.read=DIR, network.host, ssh)",
  },
  builder: {
    kind: "string",
    value: "NAME",
    description: "Builder to use: a name of buildx, a docker context or an address",
  },
  call: {
    kind: "string",
    value: "METHOD",
    description: "Ask the frontend instead of building (check, outline, targets)",
  },
  check: { kind: "bool", description: "Short for --call=check" },
  debug: { kind: "bool", short: "D", description: "Show the stack of an error" },
  diagnostics: { kind: "string", value: "FORM", description: "How mistakes are shown: text or json" },
  file: { kind: "list", short: "f", value: "FILE", description: "Bake file; may be repeated, - is standard input" },
  list: { kind: "string", value: "WHAT", description: "List targets or variables (type=targets,format=json)" },
  "list-targets": { kind: "bool", description: "As --list=targets", isHidden: true },
  "list-variables": { kind: "bool", description: "As --list=variables", isHidden: true },
  load: { kind: "bool", description: 'Short for --set="*.load=true": load images into docker' },
  "metadata-file": { kind: "string", value: "FILE", description: "Write what was built to this file, as JSON" },
  "no-cache": { kind: "bool", description: "Build without the cache" },
  policy: { kind: "list", value: "POLICY", description: "Source policy for every target" },
  print: { kind: "bool", description: "Print what would be built, as JSON, and build nothing" },
  progress: { kind: "string", value: "FORM", description: "How progress is shown: auto, plain, tty, quiet or rawjson" },
  provenance: { kind: "string", value: "VALUE", description: 'Short for --set="*.attest=type=provenance,VALUE"' },
  pull: { kind: "bool", description: "Ask registries for newer base images" },
  push: { kind: "bool", description: 'Short for --set="*.push=true": push images' },
  sbom: { kind: "string", value: "VALUE", description: 'Short for --set="*.attest=type=sbom,VALUE"' },
  set: {
    kind: "list",
    value: "OVERRIDE",
    description: "Override an attribute (TARGET.KEY=VALUE, TARGET may be a pattern)",
  },
  strict: { kind: "bool", description: "Treat unknown attributes and blocks as errors" },
  var: { kind: "list", value: "NAME=VALUE", description: "Set a variable" },
} as const;

export type BakeFlags = FlagValues<typeof bakeFlags>;
