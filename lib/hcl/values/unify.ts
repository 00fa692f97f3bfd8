// Which types convert to which, and the one type that several convert to.
// Follows zclconf/go-cty cty/convert/conversion.go and unify.go; there are no unknown values here.

import { ANY, type AttributeType, isPrimitive, objectOf, type Type, tupleOf, typesEqual } from "./type.js";

/** Safe conversions always succeed; the others depend on the value, such as text that should be a number. */
export interface ConversionRules {
  readonly isSafeOnly?: boolean;
}

/** True when values of type `from` may convert to `to`; for a text it still depends on what it says. */
export function isConvertible(from: Type, to: Type, rules: ConversionRules = {}): boolean {
  if (to.kind === "any") return true;
  if (from.kind === "any") return rules.isSafeOnly !== true;
  if (isPrimitive(from) || isPrimitive(to)) return primitiveConverts(from, to, rules);
  switch (to.kind) {
    case "list":
    case "set":
      return sequenceConverts(from, to, rules);
    case "map":
      return mapConverts(from, to.element, rules);
    case "tuple":
      return from.kind === "tuple" && tupleConverts(from.items, to.items, rules);
    case "object":
      return objectConverts(from, to.attributes, rules);
    default:
      return false;
  }
}

function primitiveConverts(from: Type, to: Type, rules: ConversionRules): boolean {
  if (!isPrimitive(from) || !isPrimitive(to)) return false;
  if (from.kind === to.kind || to.kind === "string") return true;
  return from.kind === "string" && rules.isSafeOnly !== true;
}

function sequenceConverts(from: Type, to: Type & { readonly element: Type }, rules: ConversionRules): boolean {
  switch (from.kind) {
    case "list":
      // Making a set of a list loses its order and duplicates.
      if (to.kind === "set" && rules.isSafeOnly === true) return false;
      return isConvertible(from.element, to.element, rules);
    case "set":
      return isConvertible(from.element, to.element, rules);
    case "tuple": {
      const element = elementFor(from.items, to.element, rules);
      if (element === undefined) return false;
      return from.items.every((item) => isConvertible(item, element, rules));
    }
    default:
      return false;
  }
}

/**
 * The element type that `types` are brought to when `wanted` is asked for: that, or for `any` what they unify to.
 * Undefined when they have no common type.
 */
export function elementFor(types: readonly Type[], wanted: Type, rules: ConversionRules = {}): Type | undefined {
  if (wanted.kind !== "any" || types.length === 0) return wanted;
  const unified = unify(types, rules);
  // A literal null among things without a common type leaves nothing to convert it to.
  if (unified?.kind === "any" && !types.every((type) => type.kind === "any")) return undefined;
  return unified;
}

function mapConverts(from: Type, wanted: Type, rules: ConversionRules): boolean {
  if (from.kind === "map") return isConvertible(from.element, wanted, rules);
  if (from.kind !== "object") return false;
  const types = attributeTypes(from.attributes);
  const element = wanted.kind === "any" && types.length > 0 ? unify(types, rules) : wanted;
  return element !== undefined && types.every((type) => isConvertible(type, element, rules));
}

function tupleConverts(from: readonly Type[], to: readonly Type[], rules: ConversionRules): boolean {
  return from.length === to.length && from.every((item, i) => isConvertible(item, to[i] ?? ANY, rules));
}

function objectConverts(from: Type, to: ReadonlyMap<string, AttributeType>, rules: ConversionRules): boolean {
  if (from.kind === "map") {
    if (rules.isSafeOnly === true) return false;
    return [...to.values()].every(({ type, isOptional }) => isOptional || isConvertible(from.element, type, rules));
  }
  if (from.kind !== "object") return false;
  return [...to].every(([name, { type, isOptional }]) => {
    const given = from.attributes.get(name);
    return given === undefined ? isOptional : isConvertible(given.type, type, rules);
  });
}

function attributeTypes(attributes: ReadonlyMap<string, AttributeType>): Type[] {
  return [...attributes.values()].map(({ type }) => type);
}

/** The most general type that all of `given` convert to; undefined when there is none, or nothing to unify. */
export function unify(given: readonly Type[], rules: ConversionRules = {}): Type | undefined {
  const types = distinctTypes(given);
  const [first] = types;
  if (types.length < 2) return first;
  const special = unifyAlike(types, rules);
  if (special.kind === "decided") return special.type;
  for (const wanted of byGenerality(types)) {
    if (types.every((type) => isConvertible(type, wanted, rules))) return wanted;
  }
  return undefined;
}

/** Lists are long, but the types in them are few, and what follows compares each with each. */
function distinctTypes(types: readonly Type[]): readonly Type[] {
  const distinct: Type[] = [];
  for (const type of types) if (!distinct.some((other) => typesEqual(other, type))) distinct.push(type);
  return distinct;
}

type Attempt = { readonly kind: "decided"; readonly type: Type | undefined } | { readonly kind: "open" };

/** Types of the same structural kind may unify to a type that is none of them, so that is tried first. */
function unifyAlike(types: readonly Type[], rules: ConversionRules): Attempt {
  const kinds = new Set(types.map(({ kind }) => kind));
  const hasAny = kinds.delete("any");
  const has = (...wanted: Type["kind"][]) => kinds.size === wanted.length && wanted.every((kind) => kinds.has(kind));
  if (has("map") || has("list") || has("set")) return decided(hasAny ? ANY : unifyCollections(types, rules));
  if (has("map", "object")) return asCollections(types, "map", rules);
  if (has("list", "tuple")) return asCollections(types, "list", rules);
  if (has("object")) return decided(hasAny ? ANY : unifyObjects(types, rules));
  if (has("tuple")) return decided(hasAny ? ANY : unifyTuples(types, rules));
  if (kinds.has("object") && kinds.has("tuple")) return decided(undefined);
  return { kind: "open" };
}

function decided(type: Type | undefined): Attempt {
  return { kind: "decided", type };
}

function unifyCollections(types: readonly Type[], rules: ConversionRules): Type | undefined {
  const [first] = types;
  if (first?.kind !== "list" && first?.kind !== "set" && first?.kind !== "map") return undefined;
  const elements = types.flatMap((type) => ("element" in type ? [type.element] : []));
  const element = unify(elements, rules);
  return element && allConvert(types, { kind: first.kind, element }, rules);
}

/** Objects among maps are often maps in disguise, and so are tuples among lists. */
function asCollections(types: readonly Type[], kind: "map" | "list", rules: ConversionRules): Attempt {
  const isDisguised = (type: Type) => type.kind === (kind === "map" ? "object" : "tuple");
  const collection = toCollection(types.filter(isDisguised), kind, rules);
  if (collection === undefined) return { kind: "open" };
  const unified = unify(
    types.map((type) => (isDisguised(type) ? collection : type)),
    rules,
  );
  // go-cty converts by way of `collection`, where objects lose attributes that nothing asks for; here they are kept, or refused.
  const common = unified?.kind === kind ? allConvert(types, unified, rules) : undefined;
  return common === undefined ? { kind: "open" } : decided(common);
}

function unifyObjects(types: readonly Type[], rules: ConversionRules): Type | undefined {
  const shapes = types.flatMap((type) => (type.kind === "object" ? [type.attributes] : []));
  const names = [...(shapes[0]?.keys() ?? [])];
  const isSameShape = shapes.every((shape) => shape.size === names.length && names.every((name) => shape.has(name)));
  if (!isSameShape) return toCollection(types, "map", rules);
  const attributes: [string, Type][] = [];
  for (const name of names) {
    const across = shapes.flatMap((shape) => shape.get(name)?.type ?? []);
    const type = unify(across, rules);
    if (type === undefined) return undefined;
    attributes.push([name, type]);
  }
  return allConvert(types, objectOf(attributes), rules) ?? toCollection(types, "map", rules);
}

function unifyTuples(types: readonly Type[], rules: ConversionRules): Type | undefined {
  const shapes = types.flatMap((type) => (type.kind === "tuple" ? [type.items] : []));
  const length = shapes[0]?.length ?? 0;
  if (shapes.some((shape) => shape.length !== length)) return toCollection(types, "list", rules);
  const items: Type[] = [];
  for (let i = 0; i < length; i += 1) {
    const across = shapes.flatMap((shape) => shape[i] ?? []);
    const type = unify(across, rules);
    if (type === undefined) return undefined;
    items.push(type);
  }
  return allConvert(types, tupleOf(items), rules) ?? toCollection(types, "list", rules);
}

/** A map of all that objects have, or a list of all that tuples have. */
function toCollection(types: readonly Type[], kind: "map" | "list", rules: ConversionRules): Type | undefined {
  const inner = types.flatMap((type) =>
    type.kind === "object" ? attributeTypes(type.attributes) : type.kind === "tuple" ? type.items : [],
  );
  const element = unify(inner, rules);
  return element && allConvert(types, { kind, element }, rules);
}

function allConvert(types: readonly Type[], to: Type, rules: ConversionRules): Type | undefined {
  return types.every((type) => isConvertible(type, to, rules)) ? to : undefined;
}

/** The most general first; equally general ones keep their order. */
function byGenerality(types: readonly Type[]): readonly Type[] {
  const waiting = types.map((type) => ({
    type,
    moreGeneral: types.filter((other) => compareGenerality(other, type) < 0).length,
  }));
  const ordered: Type[] = [];
  const queue = waiting.filter(({ moreGeneral }) => moreGeneral === 0);
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
    ordered.push(entry.type);
    for (const other of waiting) {
      if (compareGenerality(entry.type, other.type) >= 0) continue;
      other.moreGeneral -= 1;
      if (other.moreGeneral === 0) queue.push(other);
    }
  }
  return ordered;
}

/** Of cty/convert/compare_types.go: a set among lists becomes a list; among tuples, which no set becomes, it stays one. */
const COLLECTION_RANK: Readonly<Partial<Record<Type["kind"], number>>> = { list: 0, tuple: 1, set: 2 };

/** Below 0 when `a` is the more general. Says nothing about whether a conversion exists. */
function compareGenerality(a: Type, b: Type): number {
  if (a.kind === "any" || b.kind === "any") return Number(a.kind === "any") - Number(b.kind === "any");
  if (isPrimitive(a) && isPrimitive(b)) return Number(b.kind === "string") - Number(a.kind === "string");
  if ("element" in a && "element" in b && a.kind === b.kind) return compareGenerality(a.element, b.element);
  const rankA = COLLECTION_RANK[a.kind];
  const rankB = COLLECTION_RANK[b.kind];
  if (rankA !== undefined && rankB !== undefined && rankA !== rankB) return rankA - rankB;
  if (a.kind === "map" && b.kind === "object") return -1;
  if (a.kind === "object" && b.kind === "map") return 1;
  if (a.kind === "object" && b.kind === "object") return compareParts(partsAcross(a.attributes, b.attributes));
  if (a.kind === "tuple" && b.kind === "tuple" && a.items.length === b.items.length) {
    return compareParts(a.items.map((item, i) => [item, b.items[i] ?? ANY]));
  }
  return 0;
}

function partsAcross(
  a: ReadonlyMap<string, AttributeType>,
  b: ReadonlyMap<string, AttributeType>,
): readonly (readonly [Type, Type])[] {
  if (a.size !== b.size || [...a.keys()].some((name) => !b.has(name))) return [];
  return [...a].map(([name, { type }]) => [type, b.get(name)?.type ?? ANY]);
}

function compareParts(pairs: readonly (readonly [Type, Type])[]): number {
  const orders = pairs.map(([a, b]) => compareGenerality(a, b));
  const isMore = orders.some((order) => order < 0);
  const isLess = orders.some((order) => order > 0);
  return isMore === isLess ? 0 : isMore ? -1 : 1;
}
