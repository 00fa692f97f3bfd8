// Sets of attributes coming together: blocks of one target, parents and children, overrides.

import { type AttributeSpec, attributeNames, attributes } from "./attributes.js";
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
  const origins = new Map(parent.origins);
  for (const key of attributeNames) if (child.values[key] !== undefined) merge(key);
  return { values: values as TargetAttributes, origins };

  function merge<K extends AttributeName>(key: K): void {
    const spec = specOf(key);
    values[key] = mergeValue(spec, parent.values[key], child.values[key]);
    const origin = child.origins.get(key);
    if (origin !== undefined) origins.set(key, over(parent.origins.get(key), origin, spec.merge.kind === "replace"));
  }
}

/** The attributes as a target has them: duplicates and empty entries gone, rights that follow from others added. */
export function normaliseAttributes(given: Attributes): Attributes {
  const values: MutableAttributes = { ...given.values };
  for (const key of attributeNames) if (values[key] !== undefined) tidy(key);
  return { values: withImpliedRights(values as TargetAttributes), origins: given.origins };

  function tidy<K extends AttributeName>(key: K): void {
    const value = values[key];
    const { normalise } = specOf(key);
    if (normalise !== undefined && value !== undefined) values[key] = normalise(value);
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
