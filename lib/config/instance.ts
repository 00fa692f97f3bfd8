// One target or group that a block declares, and its attributes as they are worked out.

import { type Expression, evaluate, FAILED, type Scope } from "../hcl/index.js";
import { listOf, listValue, NULL, nullValue, STRING, stringValue, type Value } from "../hcl/values/index.js";
import type { Report } from "../source/index.js";
import { attributeByName } from "./attributes.js";
import type { Cell } from "./cell.js";
import type { NamedBlock } from "./declarations.js";
import { type MutableAttributes, specOf } from "./merge.js";
import { originOf } from "./origin.js";
import { filledText, type Shape, texts } from "./shape.js";
import { itemSite } from "./site.js";
import type { AttributeName, NameRef, Origin } from "./target.js";

export interface Instance {
  readonly kind: "target" | "group";
  readonly name: string;
  readonly block: NamedBlock;
  /** The attributes that are written, `matrix` and `name` left out. */
  readonly cells: ReadonlyMap<string, Cell<Reference>>;
  /** What the cells that were read have decoded. */
  readonly decoded: Decoded;
}

/** The value of an attribute as references see it, made when one asks. */
export type Reference = () => Value;

export interface Decoded {
  readonly values: MutableAttributes;
  readonly origins: Map<AttributeName, Origin>;
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
  readonly needsOf: (expression: Expression) => readonly Cell<unknown>[];
  /** Settles what a relative path in the value is about. */
  readonly rebase: <K extends AttributeName>(key: K, value: DecodedValue<K>, site: Expression) => DecodedValue<K>;
}

export type DecodedValue<K extends AttributeName> = NonNullable<MutableAttributes[K]>;

/** `inherits` and `targets` list names; the other attributes of targets are in the table. */
const membersName = { target: "inherits", group: "targets" } as const;

export function makeInstance(options: InstanceOptions, report: Report): Instance {
  const { kind, name, block, scope } = options;
  const decoded: Decoded = { values: {}, origins: new Map() };
  const cells = new Map<string, Cell<Reference>>();
  const where = `${kind} "${block.name}"`;
  for (const attribute of block.attributes.values()) {
    const read = readerOf(attribute.name);
    if (read === undefined) continue;
    const { expression } = attribute;
    cells.set(attribute.name, {
      name: `${kind}.${name}.${attribute.name}`,
      title: `"${attribute.name}" of ${kind} "${name}"`,
      place: attribute.nameRange,
      needs: () => options.needsOf(expression),
      compute: () => {
        let isRight = true;
        const own: Report = (diagnostic) => {
          if (diagnostic.severity === "error") isRight = false;
          report({ where, ...diagnostic });
        };
        const value = evaluate(expression, scope, own);
        if (value === undefined) return FAILED;
        const reference = read(value, expression, own);
        return isRight ? reference : FAILED;
      },
    });
  }
  return { kind, name, block, cells, decoded };

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
      decoded.origins.set(key, originOf(site));
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
