// The policies of a run, loaded with the first target that has some.

import type { RunOptions } from "../options.js";
import type { RunPolicies } from "./step-policy.js";

export function runPolicies(options: RunOptions): RunPolicies {
  let loader: Promise<RunPolicies> | undefined;
  return {
    async load(request, node) {
      // An interpreter of Rego, and what reads signatures: few builds have a policy.
      loader ??= import("./load.js").then(({ policyLoader }) => policyLoader(options));
      return await (await loader).load(request, node);
    },
    async [Symbol.asyncDispose]() {
      await (await loader)?.[Symbol.asyncDispose]();
    },
  };
}
