// The attributes and blocks of a body, read alike from native HCL and from JSON.

import type { Range, Report } from "../source/index.js";
import type { Attribute, Block, Body } from "./syntax/index.js";

/** Which properties of a JSON body are blocks. In native HCL the text says it, and this only counts labels. */
export interface BodySchema {
  readonly blocks: readonly BlockSchema[];
}

export interface BlockSchema {
  readonly type: string;
  /** What each label is, for messages, such as `name`. */
  readonly labels: readonly string[];
}

export interface BodyContent {
  /**
   * By name, in source order. All that there are: those that nobody knows are for the caller to refuse. In JSON every
   * property that is no block of the schema is an attribute, but for `//`, which is a comment.
   */
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** In source order; blocks of a type that the schema has not are among them, labels unchecked. */
  readonly blocks: readonly Block[];
  /** The point at the end of the body, where something that is missing would have been written. */
  readonly end: Range;
}

/**
 * Reads `body`. Reports an attribute that is set twice (the first counts), a known block with too few or too many
 * labels (it is left out), and in JSON a value that cannot be a body, and what is wrong inside strings: so read a body
 * once. A schema without blocks gives a body of attributes alone.
 */
export function bodyContent(body: Body, schema: BodySchema, report: Report): BodyContent {
  throw new Error(`internal error: bodyContent is being built: ${body.kind} ${schema.blocks.length} ${typeof report}`);
}
