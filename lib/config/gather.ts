// The blocks of one name made one target or group, over what compose files say. Follows buildx bake.go, ParseFiles.

import type { EvaluatedBlocks, TargetInstance } from "./blocks.js";
import type { ComposeTargets } from "./compose.js";
import type { Config, DeclaredTarget, VariableValue } from "./config.js";
import type { Instance } from "./instance.js";
import { type Attributes, mergeAttributes } from "./merge.js";
import type { RemoteUrl } from "./remote.js";
import type { Group, TargetAttributes } from "./target.js";

export interface Parts {
  readonly compose: ComposeTargets;
  readonly blocks: EvaluatedBlocks;
  readonly variables: readonly VariableValue[];
  /** All files could be read down to the names of their blocks. */
  readonly isComplete: boolean;
}

export function gatherConfig({ compose, blocks, variables, isComplete }: Parts, remote: RemoteUrl | undefined): Config {
  const targets = new Map<string, DeclaredTarget>();
  for (const target of compose.targets) targets.set(target.name, target);
  for (const instance of blocks.targets) {
    const known = targets.get(instance.name);
    const target = declaredTarget(instance);
    targets.set(instance.name, known === undefined ? target : mergeBlocks(known, target));
  }
  const groups = new Map<string, Group>();
  if (compose.group !== undefined) groups.set(compose.group.name, compose.group);
  for (const instance of blocks.groups) groups.set(instance.name, declaredGroup(instance));
  for (const [name, group] of blocks.matrixGroups) {
    // A group that somebody wrote wins; compose's is not written.
    if (!groups.has(name) || groups.get(name) === compose.group) groups.set(name, group);
  }
  return {
    targets,
    groups,
    variables,
    emptied: blocks.emptied,
    isComplete: isComplete && blocks.areNamesKnown,
    ...(remote !== undefined && { remote }),
  };
}

function declaredTarget({ name, block, decoded, origins }: TargetInstance): DeclaredTarget {
  return {
    name,
    inherits: decoded.members ?? [],
    // Only attributes that are set were written into it.
    attributes: decoded.values as TargetAttributes,
    origins,
    declared: block.nameRange,
    defaultContext: block.directory ?? ".",
  };
}

/** The later block plays the child. */
function mergeBlocks(earlier: DeclaredTarget, later: DeclaredTarget): DeclaredTarget {
  const { values, origins } = mergeAttributes(attributesOf(earlier), attributesOf(later));
  return { ...later, inherits: [...earlier.inherits, ...later.inherits], attributes: values, origins };
}

function attributesOf({ attributes, origins }: DeclaredTarget): Attributes {
  return { values: attributes, origins };
}

function declaredGroup({ name, block, decoded }: Instance): Group {
  return {
    name,
    declared: block.nameRange,
    ...(decoded.description !== undefined && { description: decoded.description }),
    ...(decoded.members !== undefined && { targets: decoded.members }),
  };
}
