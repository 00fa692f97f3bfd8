// LLB for what a build may start from without a frontend. Follows moby/buildkit client/llb/source.go.

import { createHash } from "node:crypto";
import type { Attrs, Definition } from "./wire.js";

export interface Source {
  /** Such as `local://context`, `https://host/file`, `git://host/repo.git#ref`, `docker-image://ref`. */
  readonly identifier: string;
  readonly attrs: Attrs;
  /** Stands in the progress; the daemon makes one up without it. */
  readonly name?: string;
}

/** A definition whose result are the files of `source`. */
export async function sourceDefinition({ identifier, attrs, name }: Source): Promise<Definition> {
  const { Op, OpMetadata } = await import("./gen/control.js");
  const source = Op.encode({ source: { identifier, attrs }, constraints: {} }).finish();
  // Old daemons want it to end in an op that only points at the result.
  const result = Op.encode({ inputs: [{ digest: digestOf(source), index: 0 }] }).finish();
  const description = name === undefined ? {} : { "llb.customname": name };
  return {
    def: [source, result],
    metadata: {
      [digestOf(source)]: OpMetadata.encode({ description }).finish(),
      [digestOf(result)]: OpMetadata.encode({}).finish(),
    },
  };
}

function digestOf(op: Uint8Array): string {
  return `sha256:${createHash("sha256").update(op).digest("hex")}`;
}
