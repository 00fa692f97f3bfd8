// Types with `any` in them, which stands for a type that a value decides.

import { mapOf, objectOf, type Type, tupleOf } from "./type.js";
import { unify } from "./unify.js";

export function hasAny(type: Type): boolean {
  switch (type.kind) {
    case "any":
      return true;
    case "list":
    case "set":
    case "map":
      return hasAny(type.element);
    case "tuple":
      return type.items.some(hasAny);
    case "object":
      return [...type.attributes.values()].some((attribute) => hasAny(attribute.type));
    default:
      return false;
  }
}

/** `to`, where each `any` in it takes the type that `from` has there. */
export function withoutAny(to: Type, from: Type): Type {
  if (from.kind === "any" || !hasAny(to)) return to;
  switch (to.kind) {
    case "any":
      return from;
    case "map": {
      const element = from.kind === "map" ? from.element : from.kind === "object" ? unify(partTypes(from)) : undefined;
      return element === undefined ? to : mapOf(withoutAny(to.element, element));
    }
    case "list":
    case "set": {
      const isCollection = from.kind === "list" || from.kind === "set";
      const element = isCollection ? from.element : from.kind === "tuple" ? unify(from.items) : undefined;
      return element === undefined ? to : { kind: to.kind, element: withoutAny(to.element, element) };
    }
    case "tuple":
      return from.kind === "tuple" ? tupleOf(to.items.map((item, i) => withoutAny(item, from.items[i] ?? item))) : to;
    case "object":
      return objectOf(
        [...to.attributes].map(([name, { type }]) => {
          const given =
            from.kind === "map" ? from.element : from.kind === "object" ? from.attributes.get(name)?.type : undefined;
          return [name, given === undefined ? type : withoutAny(type, given)];
        }),
      );
    default:
      return to;
  }
}

function partTypes(type: Type & { readonly kind: "object" }): Type[] {
  return [...type.attributes.values()].map((attribute) => attribute.type);
}
