// The variables that a body and those around it have seen, and how. Follows open-policy-agent/opa v1/ast/compile.go, localDeclaredVars.

import type { Names } from "./names.js";

export type Occurrence = "arg" | "seen" | "assigned" | "declared";

interface Frame {
  /** From the policy's name to the compiler's. */
  readonly names: Map<string, string>;
  readonly occurrences: Map<string, Occurrence>;
}

export interface Scope {
  /** The compiler's name, of this scope or one around it. */
  readonly nameOf: (original: string) => string | undefined;
  /** Was it declared in any of them, rather than only seen? */
  readonly isDeclared: (original: string) => boolean;
  readonly see: (original: string) => void;
  /** The new name, or else why it cannot be declared here. */
  readonly declare: (original: string, as: Exclude<Occurrence, "seen">) => string | { readonly problem: string };
  /** Those declared by `some` or `every` in this scope: from the policy's name to the compiler's. */
  readonly declared: () => readonly (readonly [string, string])[];
  readonly names: () => ReadonlyMap<string, string>;
  readonly inner: () => Scope;
  /** For another branch of the same rule: what is declared in the copy stays there. */
  readonly copy: () => Scope;
}

export function createScope(names: Names): Scope {
  return scopeOf([newFrame()], names);
}

function newFrame(): Frame {
  return { names: new Map(), occurrences: new Map() };
}

function scopeOf(frames: readonly [...Frame[], Frame], names: Names): Scope {
  const own = frames.at(-1) ?? newFrame();
  const nameOf = (original: string) => frames.findLast((frame) => frame.names.has(original))?.names.get(original);
  const insert = (original: string, name: string, as: Occurrence) => {
    own.names.set(original, name);
    own.occurrences.set(original, as);
  };
  return {
    nameOf,
    isDeclared: (original) => {
      const occurrence = frames.findLast((frame) => frame.occurrences.has(original))?.occurrences.get(original);
      return occurrence !== undefined && occurrence !== "seen";
    },
    see(original) {
      if (!own.occurrences.has(original)) insert(original, original, "seen");
    },
    declare(original, as) {
      const before = own.occurrences.get(original);
      if (before !== undefined) return { problem: problemOf(original, before) };
      const name = names.rename(original);
      insert(original, name, as);
      return name;
    },
    declared: () => [...own.names].filter(([original]) => own.occurrences.get(original) === "declared"),
    names: () => own.names,
    inner: () => scopeOf([...frames, newFrame()], names),
    copy: () => {
      const frame: Frame = { names: new Map(own.names), occurrences: new Map(own.occurrences) };
      return scopeOf([...frames.slice(0, -1), frame], names);
    },
  };
}

function problemOf(name: string, before: Occurrence): string {
  switch (before) {
    case "seen":
      return `var ${name} referenced above`;
    case "assigned":
      return `var ${name} assigned above`;
    case "declared":
      return `var ${name} declared above`;
    case "arg":
      return `arg ${name} redeclared`;
  }
}
