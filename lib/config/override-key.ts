// The keys of `--set`, gathered from the attribute table.

import { attributeNames } from "./attributes.js";
import { type MutableAttributes, specOf } from "./merge.js";
import type { OverrideRequest, OverrideRule, Patch } from "./override-rule.js";
import type { AttributeName } from "./target.js";

/** One rule of the table, bound to its attribute. */
export interface OverrideKey extends Omit<OverrideRule<unknown>, "read"> {
  readonly attribute: AttributeName;
  readonly read: (request: OverrideRequest) => AttributeChange | undefined;
}

/** Changes one attribute in `values`, from nothing when `isClearing`. */
export type AttributeChange = (
  values: MutableAttributes,
  isClearing: boolean,
  problem: (detail: string) => void,
) => void;

/** `secret` is a list of entries by itself, and one of them with a name behind it. */
export function overrideKey(name: string, hasSubkey: boolean): OverrideKey | undefined {
  const found = overrideKeys().filter(({ keys }) => keys.includes(name));
  return found.find(({ subkey }) => (subkey !== undefined) === hasSubkey) ?? found[0];
}

let gathered: readonly OverrideKey[] | undefined;

/** In the order of the table. */
export function overrideKeys(): readonly OverrideKey[] {
  gathered ??= attributeNames.flatMap((name) => bind(name));
  return gathered;
}

function bind<K extends AttributeName>(attribute: K): readonly OverrideKey[] {
  return specOf(attribute).overrides.map(({ read, ...rule }) => ({
    ...rule,
    attribute,
    read: (request) => {
      const patch = read(request);
      if (patch === undefined) return undefined;
      return (values, isClearing, problem) => {
        const changed = patched(patch, isClearing ? undefined : values[attribute], problem);
        if (changed === undefined) delete values[attribute];
        else values[attribute] = changed;
      };
    },
  }));
}

function patched<T>(
  patch: Patch<NonNullable<T>>,
  current: T,
  problem: (detail: string) => void,
): NonNullable<T> | undefined {
  return patch(current ?? undefined, problem);
}
