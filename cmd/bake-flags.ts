// The flags of `bake`.

import { commonFlags } from "./common-flags.js";
import type { FlagTable, FlagValues } from "./flags.js";

/** The flags of docker buildx bake, and ours. */
export const bakeFlags = {
  ...commonFlags,
  allow: {
    kind: "list",
    value: "RIGHT",
    description: "Grant a right that the build asks for (fs.read=DIR, network.host, ssh)",
  },
  file: { kind: "list", short: "f", value: "FILE", description: "Bake file; may be repeated, - is standard input" },
  list: { kind: "string", value: "WHAT", description: "List targets or variables (type=targets,format=json)" },
  "list-targets": { kind: "bool", description: "As --list=targets", isHidden: true },
  "list-variables": { kind: "bool", description: "As --list=variables", isHidden: true },
  load: { kind: "bool", description: 'Short for --set="*.load=true": load images into docker' },
  policy: { kind: "list", value: "POLICY", description: "Source policy for every target" },
  print: { kind: "bool", description: "Print what would be built, as JSON, and build nothing" },
  provenance: { kind: "string", value: "VALUE", description: 'Short for --set="*.attest=type=provenance,VALUE"' },
  push: { kind: "bool", description: 'Short for --set="*.push=true": push images' },
  sbom: { kind: "string", value: "VALUE", description: 'Short for --set="*.attest=type=sbom,VALUE"' },
  set: {
    kind: "list",
    value: "OVERRIDE",
    description: "Override an attribute (TARGET.KEY=VALUE, TARGET may be a pattern)",
  },
  strict: { kind: "bool", description: "Treat unknown attributes and blocks as errors" },
  var: { kind: "list", value: "NAME=VALUE", description: "Set a variable" },
} as const satisfies FlagTable;

export type BakeFlags = FlagValues<typeof bakeFlags>;
