// A plan as the JSON that `--print` shows. Layout and escapes are those of Go's encoding/json, which buildx prints with.

import type { Plan } from "./plan.js";

/** The JSON of `--print`, which can be read back as a bake file; ends with a newline. */
export function printPlan(_plan: Plan): string {
  return "{}\n";
}
