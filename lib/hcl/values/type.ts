// Types of values, as plain data.

export type Type =
  | { readonly kind: "string" | "number" | "bool" | "any" }
  | { readonly kind: "list" | "set" | "map"; readonly element: Type }
  | { readonly kind: "tuple"; readonly items: readonly Type[] }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, AttributeType> };

export interface AttributeType {
  readonly type: Type;
  readonly isOptional: boolean;
}

export const STRING: Type = { kind: "string" };
export const NUMBER: Type = { kind: "number" };
export const BOOL: Type = { kind: "bool" };
/** Any type at all; as an element type, one type that all elements are brought to. */
export const ANY: Type = { kind: "any" };

export function listOf(element: Type): Type {
  return { kind: "list", element };
}

export function setOf(element: Type): Type {
  return { kind: "set", element };
}

export function mapOf(element: Type): Type {
  return { kind: "map", element };
}

export function tupleOf(items: readonly Type[]): Type {
  return { kind: "tuple", items };
}

/** An object type whose attributes are all required. */
export function objectOf(attributes: Iterable<readonly [string, Type]>): Type {
  const entries = new Map<string, AttributeType>();
  for (const [name, type] of attributes) entries.set(name, { type, isOptional: false });
  return { kind: "object", attributes: entries };
}

export function isPrimitive(type: Type): boolean {
  return type.kind === "string" || type.kind === "number" || type.kind === "bool";
}

/** The same type in every part; whether attributes are optional counts. */
export function typesEqual(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "list":
    case "set":
    case "map":
      return a.kind === b.kind && typesEqual(a.element, b.element);
    case "tuple":
      return (
        b.kind === "tuple" &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => typesEqual(item, b.items[i] ?? ANY))
      );
    case "object":
      return (
        b.kind === "object" && a.attributes.size === b.attributes.size && sameAttributes(a.attributes, b.attributes)
      );
    default:
      return a.kind === b.kind;
  }
}

function sameAttributes(a: ReadonlyMap<string, AttributeType>, b: ReadonlyMap<string, AttributeType>): boolean {
  for (const [name, attribute] of a) {
    const other = b.get(name);
    if (other === undefined || other.isOptional !== attribute.isOptional) return false;
    if (!typesEqual(attribute.type, other.type)) return false;
  }
  return true;
}

/** The type that values of an object type with optional attributes have: all of them are there, some null. */
export function withoutOptional(type: Type): Type {
  switch (type.kind) {
    case "list":
    case "set":
    case "map":
      return { kind: type.kind, element: withoutOptional(type.element) };
    case "tuple":
      return tupleOf(type.items.map(withoutOptional));
    case "object":
      return objectOf([...type.attributes].map(([name, { type: inner }]) => [name, withoutOptional(inner)]));
    default:
      return type;
  }
}

/** The name that messages and `--list=variables` use, such as `list of string`; objects and tuples are just that. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case "any":
      return "any type";
    case "list":
    case "set":
    case "map":
      return `${type.kind} of ${type.element.kind === "any" ? "any single type" : typeName(type.element)}`;
    default:
      return type.kind;
  }
}
