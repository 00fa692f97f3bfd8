// Which variables have a value once two terms are equal, if those in `safe` have. Follows open-policy-agent/opa v1/ast/unify.go.

import type { Ref, Term } from "../syntax/tree.js";
import { PATTERN, SAFETY, varsOfTerm } from "../syntax/visit.js";

/** Only asked, so that no set has to be made of several. */
export type NameSet = Pick<ReadonlySet<string>, "has">;

export function unifiedVars(safe: NameSet, left: Term, right: Term): ReadonlySet<string> {
  const unified = new Set<string>();
  // Each of these has a value as soon as all that it waits for have.
  const waiting = new Map<string, Set<string>>();
  unify(left, right);
  return unified;

  function isSafe(name: string): boolean {
    return safe.has(name) || unified.has(name);
  }

  function mark(name: string): void {
    if (unified.has(name)) return;
    unified.add(name);
    const dependencies = waiting.get(name);
    waiting.delete(name);
    for (const other of dependencies ?? []) mark(other);
    for (const [other, on] of [...waiting]) {
      if (on.delete(name) && on.size === 0) mark(other);
    }
  }

  function markAll(term: Term): void {
    for (const name of varsOfTerm(term, PATTERN)) mark(name);
  }

  /** Lists and objects can be taken apart, sets cannot. */
  function markParts(whole: Term, parts: Term): void {
    if (parts.kind !== "array" && parts.kind !== "object") return;
    if (whole.kind !== "comprehension" || whole.of === parts.kind) markAll(parts);
  }

  function wait(name: string, on: string): void {
    const names = waiting.get(name) ?? new Set();
    waiting.set(name, names.add(on));
  }

  function unify(a: Term, b: Term): void {
    if (a.kind === "var") unifyVar(a.name, b);
    else if (b.kind === "var") unifyVar(b.name, a);
    else if (hasOwnValue(a)) markParts(a, b);
    else if (hasOwnValue(b)) markParts(b, a);
    else if (a.kind === "array" && b.kind === "array") unifyArrays(a.items, b.items);
    else if (a.kind === "object" && b.kind === "object") unifyObjects(a.entries, b.entries);
  }

  /** References, calls and comprehensions whose variables are all known. */
  function hasOwnValue(term: Term): boolean {
    if (term.kind === "ref") return isRefSafe(term, safe);
    if (term.kind === "call") return isSubset(varsOfTerm(term, SAFETY), safe);
    return term.kind === "comprehension";
  }

  function unifyVar(name: string, term: Term): void {
    if (term.kind === "var") {
      if (isSafe(term.name)) mark(name);
      else if (isSafe(name)) mark(term.name);
      else {
        wait(name, term.name);
        wait(term.name, name);
      }
    } else if (term.kind === "array" || term.kind === "object") {
      unifyAll(name, term);
    } else if ((term.kind !== "ref" && term.kind !== "call") || hasOwnValue(term)) {
      mark(name);
    }
  }

  function unifyAll(name: string, term: Term): void {
    if (isSafe(name)) {
      markAll(term);
      return;
    }
    const unsafe = [...varsOfTerm(term, PATTERN)].filter((inner) => !isSafe(inner));
    if (unsafe.length === 0) mark(name);
    for (const inner of unsafe) wait(name, inner);
  }

  function unifyArrays(a: readonly Term[], b: readonly Term[]): void {
    if (a.length !== b.length) return;
    for (const [i, item] of a.entries()) {
      const other = b[i];
      if (other !== undefined) unify(item, other);
    }
  }

  function unifyObjects(a: readonly (readonly [Term, Term])[], b: readonly (readonly [Term, Term])[]): void {
    if (a.length !== b.length) return;
    for (const [key, value] of a) {
      const other = b.find(([name]) => isSameKey(key, name));
      if (other !== undefined) unify(value, other[1]);
    }
  }
}

function isSameKey(a: Term, b: Term): boolean {
  if (a.kind === "scalar" && b.kind === "scalar") return a.value === b.value;
  return a.kind === "var" && b.kind === "var" && a.name === b.name;
}

export function isSubset(some: Iterable<string>, all: NameSet): boolean {
  for (const name of some) if (!all.has(name)) return false;
  return true;
}

export function isRefSafe({ head }: Ref, safe: NameSet): boolean {
  return head.kind === "var" ? safe.has(head.name) : isSubset(varsOfTerm(head, SAFETY), safe);
}
