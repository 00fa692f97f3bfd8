// LLB for what a build may start from without a frontend. Follows moby/buildkit client/llb/source.go and fileop.go.

import { createHash } from "node:crypto";
import type { Attrs, Definition } from "./wire.js";

export interface Source {
  /** Such as `local://context`, `https://host/file`, `git://host/repo.git#ref`, `docker-image://ref`. */
  readonly identifier: string;
  readonly attrs: Attrs;
  /** Stands in the progress; the daemon makes one up without it. */
  readonly name?: string;
}

export interface Archive {
  readonly url: string;
  /** Of what the archive holds, relative; absent for all of it. */
  readonly folder?: string;
  /** Stands in the progress. */
  readonly name: string;
}

/** A definition whose result are the files of `source`. */
export async function sourceDefinition({ identifier, attrs, name }: Source): Promise<Definition> {
  const { Op } = await import("./gen/control.js");
  const source = Op.encode({ source: { identifier, attrs }, constraints: {} }).finish();
  return chain([{ op: source, ...(name === undefined ? {} : { name }) }]);
}

/** A definition whose result are the files in an archive, or in one folder of it. The daemon knows tar, plain or compressed. */
export async function archiveDefinition({ url, folder, name }: Archive): Promise<Definition> {
  const { Op } = await import("./gen/control.js");
  const attrs = { "http.filename": archiveName };
  const ops = [{ op: Op.encode({ source: { identifier: url, attrs }, constraints: {} }).finish(), name }];
  const copies = [
    { src: `/${archiveName}`, attemptUnpackDockerCompatibility: true },
    ...(folder === undefined ? [] : [{ src: `/${folder}`, dirCopyContents: true }]),
  ];
  for (const copy of copies) {
    // Onto nothing, from the op before. Without mode and time of its own a file keeps those that it has.
    const action = { input: -1, secondaryInput: 0, output: 0, copy: { dest: "/", mode: -1, timestamp: -1, ...copy } };
    const inputs = [{ digest: digestOf(ops.at(-1)?.op ?? new Uint8Array()), index: 0 }];
    ops.push({ op: Op.encode({ inputs, file: { actions: [action] }, constraints: {} }).finish(), name });
  }
  return chain(ops);
}

/** What the daemon calls the file that it downloads. */
const archiveName = "archive";

interface NamedOp {
  readonly op: Uint8Array;
  readonly name?: string;
}

/** Old daemons want a definition to end in an op that only points at the result. */
async function chain(ops: readonly NamedOp[]): Promise<Definition> {
  const { Op, OpMetadata } = await import("./gen/control.js");
  const result = Op.encode({
    inputs: [{ digest: digestOf(ops.at(-1)?.op ?? new Uint8Array()), index: 0 }],
  }).finish();
  const metadata = ops.map(({ op, name }) => {
    const description = name === undefined ? {} : { "llb.customname": name };
    return [digestOf(op), OpMetadata.encode({ description }).finish()] as const;
  });
  return {
    def: [...ops.map(({ op }) => op), result],
    metadata: { ...Object.fromEntries(metadata), [digestOf(result)]: OpMetadata.encode({}).finish() },
  };
}

function digestOf(op: Uint8Array): string {
  return `sha256:${createHash("sha256").update(op).digest("hex")}`;
}
