// What the bake files of one run declare, before anything is asked of them: nothing is inherited or overridden here yet.

import type { Range } from "../source/index.js";
import type { RemoteUrl } from "./remote.js";
import type { Group, NameRef, Origins, TargetAttributes } from "./target.js";

export interface Config {
  /** By name, in the order of their first block; compose services come first. */
  readonly targets: ReadonlyMap<string, DeclaredTarget>;
  /** By name, in declaration order; those that a matrix makes come last. */
  readonly groups: ReadonlyMap<string, Group>;
  /** Declared variables, in declaration order. */
  readonly variables: readonly VariableValue[];
  /** Targets whose matrix has an axis without values, and where that axis is written: they have no variants. */
  readonly emptied: ReadonlyMap<string, Range>;
  /** No name is missing because of a mistake: a target or group that is not here is not declared. */
  readonly isComplete: boolean;
  /** Where the files came from, when not from this machine. */
  readonly remote?: RemoteUrl;
}

/** A target with what its own blocks say, merged. In `attributes`, an empty list is one that was written as empty. */
export interface DeclaredTarget {
  readonly name: string;
  readonly inherits: readonly NameRef[];
  readonly attributes: TargetAttributes;
  readonly origins: Origins;
  readonly declared?: Range;
  /** The context when neither this target nor a parent gives one: `.`, or the folder of its file (BUILDX_BAKE_FILE_RELATIVE_PATHS). */
  readonly defaultContext: string;
}

/** A variable as `--list=variables` shows it: its value is the one after overrides. */
export interface VariableValue {
  readonly name: string;
  /** The type that was declared, as `list of string`. */
  readonly type?: string;
  /** As text; undefined: null. */
  readonly value?: string;
  readonly description?: string;
  readonly declared?: Range;
}
