// Sets of attributes coming together: blocks of one target, parents and children, overrides.

import { type AttributeSpec, attributes, namesIn } from "./attributes.js";
import type { AttributeName, Origin, Origins, TargetAttributes } from "./target.js";

/** Some attributes of a target and where they were written. */
export interface Attributes {
  readonly values: TargetAttributes;
  readonly origins: Origins;
}

export const noAttributes: Attributes = { values: {}, origins: new Map() };

/** For building a set up. */
export type MutableAttributes = { -readonly [K in AttributeName]?: TargetAttributes[K] };

/** `child` over `parent`, each attribute by its rule. */
export function mergeAttributes(parent: Attributes, child: Attributes): Attributes {
  if (parent === noAttributes) return child;
  const values: MutableAttributes = { ...parent.values };
  for (const key of namesIn(child.values)) if (child.values[key] !== undefined) merge(key);
  return { values: values as TargetAttributes, origins: mergeOrigins(parent.origins, child) };

  function merge<K extends AttributeName>(key: K): void {
    values[key] = mergeValue(specOf(key), parent.values[key], child.values[key]);
  }
}

/** The variants of a matrix share their origins and mostly those of their parents: so what comes of both is shared, too. */
const mergedOrigins = new WeakMap<Origins, WeakMap<Origins, Origins>>();

function mergeOrigins(parent: Origins, { values, origins }: Attributes): Origins {
  const known = mergedOrigins.get(parent)?.get(origins);
  if (known !== undefined) return known;
  const merged = new Map(parent);
  let isComplete = true;
  for (const [key, origin] of origins) {
    // Written as null: what the parent has still counts.
    if (values[key] === undefined) isComplete = false;
    else merged.set(key, over(parent.get(key), origin, specOf(key).merge.kind === "replace"));
  }
  if (isComplete) {
    const byChild = mergedOrigins.get(parent) ?? new WeakMap<Origins, Origins>();
    mergedOrigins.set(parent, byChild.set(origins, merged));
  }
  return merged;
}

/** The attributes as a target has them: duplicates and empty entries gone, rights that follow from others added. */
export function normaliseAttributes(given: Attributes): Attributes {
  let tidied: MutableAttributes | undefined;
  for (const key of namesIn(given.values)) tidy(key);
  return { values: withImpliedRights((tidied ?? given.values) as TargetAttributes), origins: given.origins };

  function tidy<K extends AttributeName>(key: K): void {
    const value = given.values[key];
    const { normalise } = specOf(key);
    const result = normalise === undefined || value === undefined ? value : normalise(value);
    if (result === value) return;
    tidied ??= { ...given.values };
    tidied[key] = result;
  }
}

/** An entry of the table by a key whose type is kept, so that its parts fit together. */
export function specOf<K extends AttributeName>(key: K): AttributeSpec<NonNullable<TargetAttributes[K]>> {
  return attributes[key];
}

function mergeValue<T>(spec: AttributeSpec<NonNullable<T>>, parent: T, child: T): T {
  if (parent === undefined || parent === null) return child;
  return child === undefined || child === null ? parent : spec.merge.merge(parent, child);
}

/** What a value was appended to stays known, so that the place of any part of it can be found. */
function over(earlier: Origin | undefined, origin: Origin, isReplaced: boolean): Origin {
  if (isReplaced || earlier === undefined) return origin;
  return { ...origin, earlier: origin.earlier === undefined ? [earlier] : [...origin.earlier, earlier] };
}

function withImpliedRights(values: TargetAttributes): TargetAttributes {
  const { network, entitlements = [] } = values;
  if (network !== "host" || entitlements.includes("network.host")) return values;
  return { ...values, entitlements: [...entitlements, "network.host"] };
}
