// What is known of a source, whatever its kind.

import type { SourceMeta, SourcePlatform } from "../buildkit/index.js";
import type { Fields } from "./fields.js";
import type { GitObject } from "./git-object.js";
import type { SignatureVerifier } from "./signature-verifier.js";

export interface SourceNode {
  /** The member of the input that holds it; undefined for a material that nothing is told about. */
  readonly kind: "image" | "git" | "http" | "local" | undefined;
  readonly fields: Fields;
  /** Members of `fields` that the daemon can tell more about. */
  readonly unknown: ReadonlySet<string>;
  readonly meta: SourceMeta | undefined;
  readonly platform: SourcePlatform | undefined;
  /** What an image was made of, as its provenance says. */
  readonly materials: readonly SourceNode[];
  readonly commit?: GitObject;
  readonly tag?: GitObject;
}

export interface NodeWorld {
  readonly verifier: (() => Promise<SignatureVerifier>) | undefined;
  readonly log: (level: string, text: string) => void;
}

/** What one kind of source makes of a node. */
export type SourceFacts = Pick<SourceNode, "fields" | "unknown" | "commit" | "tag">;

/** Sources of policies cannot be told apart, or are of a kind that policies do not know. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}
