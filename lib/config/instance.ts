// One target or group that a block declares, and its attributes as they are worked out.

import { type Attribute, type Expression, evaluate, FAILED, type Scope } from "../hcl/index.js";
import { listOf, listValue, NULL, nullValue, STRING, stringValue, type Value } from "../hcl/values/index.js";
import type { Report } from "../source/index.js";
import { attributeByName } from "./attributes.js";
import type { Cell } from "./cell.js";
import type { NamedBlock } from "./declarations.js";
import { type MutableAttributes, specOf } from "./merge.js";
import { originOf } from "./origin.js";
import { filledText, type Shape, texts } from "./shape.js";
import type { Slot } from "./shared.js";
import { itemSite } from "./site.js";
import type { AttributeName, NameRef, Origin, Origins } from "./target.js";

export interface Instance {
  readonly kind: "target" | "group";
  readonly name: string;
  readonly block: NamedBlock;
  /** The attributes that are written and that some reference asks for. */
  readonly cells: ReadonlyMap<string, Cell<Reference>>;
  /** Works out the other attributes. */
  readonly evaluateRest: () => void;
  /** What was worked out so far. */
  readonly decoded: Decoded;
  /** Where attributes were written, whether or not they came to a value. */
  readonly origins: Origins;
}

/** The value of an attribute as references see it, made when one asks. */
export type Reference = () => Value;

export interface Decoded {
  readonly values: MutableAttributes;
  /** `inherits` of a target, `targets` of a group; undefined: not written. */
  members?: readonly NameRef[];
  /** Of a group. */
  description?: string;
}

export interface InstanceOptions {
  readonly kind: "target" | "group";
  readonly name: string;
  readonly block: NamedBlock;
  readonly scope: Scope;
  /** The same for all instances of a block. */
  readonly origins: Origins;
  readonly isReferenced: (kind: "target" | "group", attributeName: string) => boolean;
  readonly needsOf: (expression: Expression) => readonly Cell<unknown>[];
  /** What this instance has in common with other variants of its block. */
  readonly slotOf?: (attribute: Attribute) => Slot<Decoded> | undefined;
  /** Settles what a relative path in the value is about. */
  readonly rebase: <K extends AttributeName>(key: K, value: DecodedValue<K>, site: Expression) => DecodedValue<K>;
}

export type DecodedValue<K extends AttributeName> = NonNullable<MutableAttributes[K]>;

/** `inherits` and `targets` list names; the other attributes of targets are in the table. */
const membersName = { target: "inherits", group: "targets" } as const;

export function makeInstance(options: InstanceOptions, report: Report): Instance {
  const { kind, name, block, scope } = options;
  const decoded: Decoded = { values: {} };
  const where = `${kind} "${block.name}"`;
  let isRight = true;
  const own: Report = (diagnostic) => {
    if (diagnostic.severity === "error") isRight = false;
    report({ where, ...diagnostic });
  };
  const cells = new Map<string, Cell<Reference>>();
  for (const attribute of block.attributes.values()) {
    if (options.isReferenced(kind, attribute.name)) cells.set(attribute.name, makeCell(attribute));
  }
  return { kind, name, block, cells, evaluateRest, decoded, origins: options.origins };

  function evaluateRest(): void {
    for (const attribute of block.attributes.values()) {
      if (cells.has(attribute.name)) continue;
      const slot = options.slotOf?.(attribute);
      if (slot?.made !== undefined) copy(attribute.name, slot.made);
      else {
        compute(attribute);
        if (slot !== undefined) slot.made = decoded;
      }
    }
  }

  /** Takes over what another variant made of an attribute; nothing, if it could make nothing of it. */
  function copy(attributeName: string, { values, members }: Decoded): void {
    const key = attributeByName.get(attributeName);
    if (key !== undefined) copyValue(key, values);
    else if (attributeName === membersName[kind] && members !== undefined) decoded.members = members;
  }

  function copyValue<K extends AttributeName>(key: K, from: MutableAttributes): void {
    const value = from[key];
    if (value !== undefined) decoded.values[key] = value;
  }

  function makeCell(attribute: Attribute): Cell<Reference> {
    return {
      name: `${kind}.${name}.${attribute.name}`,
      title: `"${attribute.name}" of ${kind} "${name}"`,
      place: attribute.nameRange,
      needs: () => options.needsOf(attribute.expression),
      compute: () => compute(attribute),
    };
  }

  function compute({ name: attributeName, expression }: Attribute): Reference | typeof FAILED {
    const read = readerOf(attributeName);
    const value = read && evaluate(expression, scope, own);
    if (read === undefined || value === undefined) return FAILED;
    isRight = true;
    const reference = read(value, expression, own);
    return isRight ? reference : FAILED;
  }

  function readerOf(attributeName: string): ((value: Value, site: Expression, own: Report) => Reference) | undefined {
    if (attributeName === membersName[kind]) return readMembers;
    if (kind === "group") return attributeName === "description" ? readDescription : undefined;
    const key = attributeByName.get(attributeName);
    return key && ((value, site, own) => readAttribute(key, value, site, own));
  }

  function readAttribute<K extends AttributeName>(key: K, value: Value, site: Expression, own: Report): Reference {
    const spec = specOf(key);
    const result = spec.shape.decode(value, site, { name: spec.name, report: own });
    if (result !== undefined) {
      decoded.values[key] = options.rebase(key, result, site);
    }
    return once(() => spec.shape.reference(value, result));
  }

  function readMembers(value: Value, site: Expression, own: Report): Reference {
    const names = texts.decode(value, site, { name: membersName[kind], report: own });
    if (names === undefined) return () => nullValue(listOf(STRING));
    const refs = names.map((text, index): NameRef => ({ name: text, range: itemSite(site, index).range }));
    decoded.members = kind === "group" ? distinct(refs) : refs;
    return () => listValue(STRING, names.map(stringValue));
  }

  function readDescription(value: Value, site: Expression, own: Report): Reference {
    const text = filledText.decode(value, site, { name: "description", report: own });
    if (text !== undefined) decoded.description = text;
    return () => filledText.reference(value, text);
  }
}

/** Where the attributes of a target block are written. */
export function originsOf({ attributes }: NamedBlock): Origins {
  const origins = new Map<AttributeName, Origin>();
  for (const { name, expression } of attributes.values()) {
    const key = attributeByName.get(name);
    if (key !== undefined) origins.set(key, originOf(expression));
  }
  return origins;
}

/** What a reference to an attribute that is not written sees. */
export function unsetReference(kind: "target" | "group", attributeName: string): Value {
  if (attributeName === membersName[kind]) return nullValue(listOf(STRING));
  const key = attributeByName.get(attributeName);
  return key === undefined ? NULL : unset(specOf(key).shape);
}

/** The names of the attributes that references may ask for. */
export function referableNames(kind: "target" | "group"): readonly string[] {
  if (kind === "group") return ["name", "description", "targets"];
  return ["name", "inherits", ...attributeByName.keys()];
}

function unset<T>(shape: Shape<T>): Value {
  return shape.reference(NULL, undefined);
}

function distinct(refs: readonly NameRef[]): readonly NameRef[] {
  const kept = new Map<string, NameRef>();
  for (const ref of refs) if (!kept.has(ref.name)) kept.set(ref.name, ref);
  return [...kept.values()];
}

function once(make: () => Value): Reference {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
