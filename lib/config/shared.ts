// What the variants of a matrix have in common: an attribute whose expression refers to none or to some of the axes is worked
// out once for all variants in which these have the same values.

import { type Attribute, references } from "../hcl/index.js";
import type { Value } from "../hcl/values/index.js";

/** Holds what the first variant of several made of an attribute. */
export interface Slot<T> {
  made?: T;
}

/** undefined: each variant works the attribute out for itself. */
export type Sharing<T> = (attribute: Attribute, axes: ReadonlyMap<string, Value>) => Slot<T> | undefined;

interface Branch<T> extends Slot<T> {
  readonly byValue: Map<Value, Branch<T>>;
}

/** Variants have the very same values of an axis, so that these need not be compared. */
export function makeSharing<T>(): Sharing<T> {
  const known = new Map<Attribute, { readonly axes: readonly string[] | undefined; readonly root: Branch<T> }>();
  return (attribute, axes) => {
    let found = known.get(attribute);
    if (found === undefined) {
      found = { axes: axesIn(attribute, axes), root: { byValue: new Map() } };
      known.set(attribute, found);
    }
    if (found.axes === undefined) return undefined;
    let branch = found.root;
    for (const name of found.axes) {
      const value = axes.get(name);
      if (value === undefined) return undefined;
      const next = branch.byValue.get(value) ?? { byValue: new Map() };
      branch.byValue.set(value, next);
      branch = next;
    }
    return branch;
  };
}

/** undefined: all of them, and no two variants are alike. */
function axesIn({ expression }: Attribute, axes: ReadonlyMap<string, Value>): readonly string[] | undefined {
  const roots = new Set(references(expression).map(({ root }) => root));
  const used = [...axes.keys()].filter((name) => roots.has(name));
  return used.length === axes.size ? undefined : used;
}
