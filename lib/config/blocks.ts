// All targets and groups of the HCL and JSON files, and references between them.

import { type Attribute, childScope, type Expression, FAILED, type Reference } from "../hcl/index.js";
import { objectValue, stringValue, type Value } from "../hcl/values/index.js";
import type { Range } from "../source/index.js";
import { type Report, suggest } from "../source/index.js";
import type { Cell, Cells } from "./cell.js";
import type { Declarations, GroupBlock, TargetBlock } from "./declarations.js";
import type { BlockReferences, Globals } from "./globals.js";
import { type Decoded, type Instance, makeInstance, originsOf, referableNames, unsetReference } from "./instance.js";
import { expandMatrix } from "./matrix.js";
import { makeRebase } from "./path-base.js";
import { referencedAttributes } from "./referenced.js";
import { makeSharing } from "./shared.js";
import type { Group } from "./target.js";

export interface Blocks {
  readonly references: BlockReferences;
  /** Finds out which targets there are. Before, references to blocks are wrong. `isRepeatable`: no expression is by chance. */
  readonly expand: (globals: Globals, isRepeatable: boolean) => void;
  /** Works out every attribute. In declaration order; a target may be there several times. */
  readonly evaluate: () => EvaluatedBlocks;
}

export type TargetInstance = Instance & { readonly block: TargetBlock };

export interface EvaluatedBlocks {
  readonly targets: readonly TargetInstance[];
  readonly groups: readonly Instance[];
  /** Groups of variants, by the label of their block. */
  readonly matrixGroups: ReadonlyMap<string, Group>;
  readonly emptied: ReadonlyMap<string, Range>;
  /** Every matrix could be read, so that no target is missing. */
  readonly areNamesKnown: boolean;
}

export function makeBlocks(declarations: Declarations, cells: Cells, report: Report): Blocks {
  const targets: TargetInstance[] = [];
  const groups: Instance[] = [];
  const matrixGroups = new Map<string, Group>();
  const emptied = new Map<string, Range>();
  // Of several blocks with one name the last is seen, as in buildx.
  const lastTarget = new Map<string, TargetInstance>();
  const lastGroup = new Map<string, Instance>();
  const isReferenced = referencedAttributes(declarations);
  let isExpanded = false;
  let areNamesKnown = true;
  const rebase = makeRebase((name) => lastTarget.get(name)?.block.directory);
  return { references: { traversal, needs }, expand, evaluate };

  function expand(globals: Globals, isRepeatable: boolean): void {
    const { scope, plainScope, needsOf } = globals;
    for (const block of declarations.targets) {
      const own: Report = (diagnostic) => {
        areNamesKnown &&= diagnostic.severity === "warning";
        report({ where: `target "${block.name}"`, ...diagnostic });
      };
      const { variants, isGroup, emptyAxis } = expandMatrix(block, plainScope, own);
      if (emptyAxis !== undefined) emptied.set(block.name, emptyAxis);
      else if (variants.length === 0) areNamesKnown = false;
      const origins = originsOf(block);
      const rebased = rebase(block);
      const sharing = isRepeatable && variants.length > 1 ? makeSharing<Decoded>() : undefined;
      for (const { name, axes } of variants) {
        const variantScope = axes.size === 0 ? scope : childScope(scope, axes);
        const options = {
          kind: "target",
          name,
          block,
          scope: variantScope,
          needsOf,
          isReferenced,
          origins,
          rebase: rebased,
          ...(sharing && { slotOf: (attribute: Attribute) => sharing(attribute, axes) }),
        } as const;
        const instance = { ...makeInstance(options, report), block };
        targets.push(instance);
        lastTarget.set(name, instance);
      }
      if (isGroup) addMatrixGroup(block, variants);
    }
    for (const block of declarations.groups) {
      checkGroup(block, report);
      const options = {
        kind: "group",
        name: block.name,
        block,
        scope,
        needsOf,
        isReferenced,
        origins: new Map(),
        rebase: keep,
      } as const;
      const instance = makeInstance(options, report);
      groups.push(instance);
      lastGroup.set(block.name, instance);
    }
    isExpanded = true;
  }

  function addMatrixGroup(block: TargetBlock, variants: readonly { readonly name: string }[]): void {
    const known = matrixGroups.get(block.name)?.targets ?? [];
    const names = new Set([...known, ...variants].map(({ name }) => name));
    matrixGroups.set(block.name, {
      name: block.name,
      targets: [...names].map((name) => ({ name })),
      declared: block.nameRange,
    });
  }

  function evaluate(): EvaluatedBlocks {
    for (const instance of [...targets, ...groups]) {
      for (const cell of instance.cells.values()) cells.read(cell);
      instance.evaluateRest();
    }
    return { targets, groups, matrixGroups, emptied, areNamesKnown };
  }

  function traversal(reference: Reference, problems: Report): ReturnType<BlockReferences["traversal"]> {
    const { root, steps } = reference;
    const [block, attribute] = steps;
    if ((root !== "target" && root !== "group") || block === undefined) return undefined;
    const failed = { steps: attribute === undefined ? 1 : 2, value: FAILED } as const;
    if (!isExpanded) {
      problems({
        severity: "error",
        code: "unknown-variable",
        summary: `"${root}.${block.name}" cannot be referred to here`,
        detail: "Variables, functions, matrices and names are worked out before targets and groups.",
        subject: reference.range,
      });
      return failed;
    }
    const instance = (root === "target" ? lastTarget : lastGroup).get(block.name);
    if (instance === undefined) {
      problems(unknownInstance(root, block.name, block.range));
      return failed;
    }
    if (attribute === undefined) return { steps: 1, value: wholeValue(instance, reference.range) };
    if (!referableNames(root).includes(attribute.name)) {
      const near = suggest(attribute.name, referableNames(root));
      problems({
        severity: "error",
        code: "unknown-attribute",
        summary: `A ${root} has no attribute "${attribute.name}" that can be referred to`,
        subject: attribute.range,
        ...(near !== undefined && { hint: `did you mean "${near}"?` }),
      });
      return failed;
    }
    return { steps: 2, value: attributeValue(instance, attribute.name, reference.range) };
  }

  function attributeValue(instance: Instance, name: string, use: Range): Value | typeof FAILED {
    if (name === "name") return stringValue(instance.name);
    const cell = instance.cells.get(name);
    if (cell === undefined) return unsetReference(instance.kind, name);
    const value = cells.read(cell, use);
    return value === FAILED ? FAILED : value();
  }

  function wholeValue(instance: Instance, use: Range): Value | typeof FAILED {
    const entries = new Map<string, Value>();
    for (const name of referableNames(instance.kind)) {
      const value = attributeValue(instance, name, use);
      if (value === FAILED) return FAILED;
      entries.set(name, value);
    }
    return objectValue(entries);
  }

  function needs({ root, steps }: Reference): readonly Cell<unknown>[] {
    const [block, attribute] = steps;
    if (block === undefined || !isExpanded) return [];
    const instance =
      root === "target" ? lastTarget.get(block.name) : root === "group" ? lastGroup.get(block.name) : undefined;
    if (instance === undefined) return [];
    if (attribute === undefined) return [...instance.cells.values()];
    const cell = instance.cells.get(attribute.name);
    return cell === undefined ? [] : [cell];
  }

  function unknownInstance(kind: "target" | "group", name: string, subject: Range) {
    const variants = kind === "target" ? matrixGroups.get(name)?.targets : undefined;
    const near = suggest(name, (kind === "target" ? lastTarget : lastGroup).keys());
    return {
      severity: "error",
      code: "unknown-target",
      summary: `There is no ${kind} "${name}" to refer to`,
      ...(variants !== undefined && {
        detail: `It has a matrix; its variants are ${variants.map((variant) => `"${variant.name}"`).join(", ")}.`,
      }),
      subject,
      ...(near !== undefined && { hint: `did you mean "${near}"?` }),
    } as const;
  }
}

function keep<T>(_key: unknown, value: T, _site: Expression): T {
  return value;
}

function checkGroup(block: GroupBlock, report: Report): void {
  const where = `group "${block.name}"`;
  if (!block.attributes.has("targets")) {
    report({
      severity: "error",
      code: "missing-attribute",
      summary: `Group "${block.name}" has no "targets"`,
      detail: `Write targets = [ … ] with the names of its members.`,
      subject: block.head,
      where,
    });
  }
  for (const name of ["name", "matrix"]) {
    const attribute = block.attributes.get(name);
    if (attribute === undefined) continue;
    report({
      severity: "error",
      code: "invalid-matrix",
      summary: `Groups have no "${name}"`,
      detail: "Only targets can have a matrix; it makes a group of the variants by itself.",
      subject: attribute.nameRange,
      where,
    });
  }
}
