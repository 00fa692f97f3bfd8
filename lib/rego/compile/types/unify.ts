// Whether values of two types can be equal, and what a variable's type is where they have to be.
// Follows open-policy-agent/opa v1/ast/check.go, unifies, unify1 and unify2.

import type { Collection, ObjectTerm, Term } from "../../syntax/tree.js";
import { type Scope, typeOf, typeOfVar } from "./scope.js";
import {
  ANY,
  type ArrayType,
  either,
  isAny,
  isUnknown,
  keyOf,
  type MaybeType,
  memberOf,
  type ObjectType,
  type Type,
} from "./type.js";

/** Can a value be of both types? */
export function canMeet(a: MaybeType, b: MaybeType): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.kind === "union") return someMeets(a.of, b) || (b.kind === "union" && someMeets(b.of, a));
  if (b.kind === "union") return someMeets(b.of, a);
  switch (a.kind) {
    case "array":
      return b.kind === "array" && arraysMeet(a, b);
    case "object":
      return b.kind === "object" && objectsMeet(a, b);
    case "set":
      return b.kind === "set" && canMeet(a.of, b.of);
    case "function":
      return (
        b.kind === "function" && a.args.length === b.args.length && a.args.every((arg, i) => canMeet(arg, b.args[i]))
      );
    default:
      return a.kind === b.kind;
  }
}

function someMeets(of: readonly Type[], other: Type): boolean {
  if (other.kind === "function") return false;
  return of.length === 0 || of.some((one) => canMeet(one, other));
}

function arraysMeet(a: ArrayType, b: ArrayType): boolean {
  for (let i = 0; i < Math.max(a.items.length, b.items.length); i++) {
    if (!canMeet(i < a.items.length ? a.items[i] : a.rest, i < b.items.length ? b.items[i] : b.rest)) return false;
  }
  return a.rest === undefined || b.rest === undefined || canMeet(a.rest, b.rest);
}

function objectsMeet(a: ObjectType, b: ObjectType): boolean {
  for (const { key, type } of a.entries.values()) if (!canMeet(type, memberOf(b, key))) return false;
  for (const { key, type } of b.entries.values()) if (!canMeet(memberOf(a, key), type)) return false;
  return a.rest?.value === undefined || b.rest?.value === undefined || canMeet(a.rest.value, b.rest.value);
}

/** Both sides of `=`. */
export function unifyTerms(scope: Scope, a: Term, b: Term): boolean {
  const [typeA, typeB] = [typeOf(scope, a), typeOf(scope, b)];
  const [isOpenA, isOpenB] = [isUnknown(typeA), isUnknown(typeB)];
  if (isOpenA && !isOpenB) return unify(scope, a, typeB);
  if (isOpenB && !isOpenA) return unify(scope, b, typeA);
  if (!isOpenA) return canMeet(typeA, typeB);
  if (a.kind === "array") return unifyArrays(scope, a, b);
  if (a.kind === "object") return unifyObjects(scope, a, b);
  if (a.kind !== "var") return false;
  if (b.kind === "array" || b.kind === "object") return unifyOpen(scope, b, a);
  return b.kind === "var" && unifyOpen(scope, a, b);
}

function unifyArrays(scope: Scope, a: Collection, b: Term): boolean {
  if (b.kind === "var") return unifyOpen(scope, a, b);
  if (b.kind !== "array" || a.items.length !== b.items.length) return false;
  return a.items.every((item, i) => {
    const other = b.items[i];
    return other !== undefined && unifyTerms(scope, item, other);
  });
}

function unifyObjects(scope: Scope, a: ObjectTerm, b: Term): boolean {
  if (b.kind === "var") return unifyOpen(scope, a, b);
  if (b.kind !== "object" || a.entries.length !== b.entries.length) return false;
  const others = new Map(b.entries.map(([key, value]) => [entryId(key), value] as const));
  return a.entries.every(([key, value]) => {
    const other = others.get(entryId(key));
    return other !== undefined && unifyTerms(scope, value, other);
  });
}

function entryId(key: Term): string {
  return keyOf(key)?.id ?? (key.kind === "var" ? `var ${key.name}` : JSON.stringify(key));
}

/** Nothing is known of either: the variables in `term` can be anything. */
function unifyOpen(scope: Scope, term: Term, variable: Term): boolean {
  return unify(scope, term, ANY) && unify(scope, variable, typeOf(scope, term));
}

/** A term that has to be of that type. Its variables without a type get theirs; with `widens` the others get one more. */
export function unify(scope: Scope, term: Term, type: MaybeType, widens = false): boolean {
  switch (term.kind) {
    case "array":
    case "object":
    case "set":
      if (type?.kind === "union") {
        if (!isAny(type)) return type.of.map((one) => unify(scope, term, one, true)).includes(true);
        for (const part of partsOf(term)) unify(scope, part, ANY, true);
        return true;
      }
      if (term.kind === "object") return type?.kind === "object" && unifyEntries(scope, term, type, widens);
      return term.kind === "set"
        ? type?.kind === "set" && term.items.every((item) => unify(scope, item, type.of, widens))
        : type?.kind === "array" && unifyItems(scope, term, type, widens);
    case "var": {
      const known = typeOfVar(scope, term.name);
      if (!widens && known !== undefined) return canMeet(known, type);
      scope.vars.set(term.name, widens ? either(known, type) : type);
      return true;
    }
    default:
      return canMeet(typeOf(scope, term), type);
  }
}

function partsOf(term: Collection | ObjectTerm): readonly Term[] {
  return term.kind === "object" ? term.entries.flat() : term.items;
}

function unifyItems(scope: Scope, { items }: Collection, type: ArrayType, widens: boolean): boolean {
  if (items.length !== type.items.length && type.rest === undefined) return false;
  return items.every((item, i) => unify(scope, item, i < type.items.length ? type.items[i] : type.rest, widens));
}

function unifyEntries(scope: Scope, { entries }: ObjectTerm, type: ObjectType, widens: boolean): boolean {
  if (entries.length !== type.entries.size && type.rest?.value === undefined) return false;
  return entries.every(([name, value]) => {
    const key = keyOf(name);
    if (key === undefined) {
      // Which value it is cannot be told.
      unify(scope, value, ANY, widens);
      return true;
    }
    const member = memberOf(type, key);
    return member !== undefined && unify(scope, value, member, widens);
  });
}
