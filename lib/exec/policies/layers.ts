// What the entries of `policy` add up to. Follows docker/buildx build/build.go withPolicyConfig: each entry with files is a policy
// of its own, and one without changes the policy before it.

import type { PolicyEntry } from "../../config/index.js";

/** Files that make one policy together. A source has to be allowed by every layer. */
export interface PolicyLayer {
  readonly files: readonly LayerFile[];
  /** A daemon that cannot ask is no daemon to build on. */
  readonly strict: boolean;
  readonly logLevel?: string;
}

export interface LayerFile {
  /** As written, or as it is shown when nobody wrote it. */
  readonly name: string;
  /** Absolute path of one that is found beside the Dockerfile; `name` is looked for among the files of the context without it. */
  readonly path?: string;
  /** Nobody asked for it: no mistake when it is not there. */
  readonly isOptional: boolean;
}

/** `beside` is the one that holds unasked. Entries that turn policies off are for the caller to see. */
export function policyLayers(entries: readonly PolicyEntry[], beside: LayerFile | undefined): readonly PolicyLayer[] {
  let layers: PolicyLayer[] = beside === undefined ? [] : [{ files: [beside], strict: false }];
  // Of an entry with no policy before it: for those that come.
  let general: Pick<PolicyEntry, "strict" | "logLevel"> = {};
  for (const entry of entries) {
    if (entry.reset) layers = [];
    const own = optionsOf(entry);
    const files = entry.filenames.map((name): LayerFile => ({ name, isOptional: false }));
    if (files.length > 0) {
      layers.push({ files, strict: false, ...general, ...own });
      continue;
    }
    const last = layers.pop();
    if (last === undefined) general = own;
    else layers.push({ ...last, ...own });
  }
  return layers;
}

function optionsOf({ strict, logLevel }: PolicyEntry): Pick<PolicyEntry, "strict" | "logLevel"> {
  return { ...(strict === undefined ? {} : { strict }), ...(logLevel === undefined ? {} : { logLevel }) };
}
