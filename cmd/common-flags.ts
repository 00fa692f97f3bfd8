// The flags that `bake` and `bakehouse build` have in common, as in docker buildx.

import type { FlagTable } from "./flags.js";

export const commonFlags = {
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
  "metadata-file": { kind: "string", value: "FILE", description: "Write what was built to this file, as JSON" },
  "no-cache": { kind: "bool", description: "Build without the cache" },
  progress: { kind: "string", value: "FORM", description: "How progress is shown: auto, plain, tty, quiet or rawjson" },
  pull: { kind: "bool", description: "Ask registries for newer base images" },
} as const satisfies FlagTable;
