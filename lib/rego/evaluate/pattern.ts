// Terms without references and closures: how to build them, and how to take values apart into them.

import { RegoError } from "../error.js";
import type { Term } from "../syntax/tree.js";
import { PATTERN, varsOfTerm } from "../syntax/visit.js";
import { equalValues, isArray, isObject, objectOf, setOf, type Value } from "../values/index.js";
import type { Frame, Get, Match } from "./scope.js";

/** The variables of a rule. Which of them have a value where is known before evaluation: bodies are in order. */
export interface Slots {
  readonly of: (name: string) => number;
  /** One that no variable of the policy has. */
  readonly spare: () => number;
}

export function createSlots(): Slots {
  const slots = new Map<string, number>();
  let count = 0;
  return {
    of(name) {
      const known = slots.get(name);
      if (known !== undefined) return known;
      slots.set(name, count);
      return count++;
    },
    spare: () => count++,
  };
}

export function isBound(term: Term, bound: ReadonlySet<string>): boolean {
  for (const name of varsOfTerm(term, {})) if (!bound.has(name)) return false;
  return true;
}

export function planGet(term: Term, slots: Slots, bound: ReadonlySet<string>): Get {
  switch (term.kind) {
    case "scalar": {
      const { value } = term;
      return () => value;
    }
    case "var": {
      if (!bound.has(term.name)) throw unsafe(term);
      const slot = slots.of(term.name);
      return (frame) => frame[slot];
    }
    case "array": {
      const items = term.items.map((item) => planGet(item, slots, bound));
      return constantOf(term, (frame) => valuesOf(items, frame));
    }
    case "set": {
      const items = term.items.map((item) => planGet(item, slots, bound));
      return constantOf(term, (frame) => {
        const values = valuesOf(items, frame);
        return values && setOf(values);
      });
    }
    case "object": {
      const keys = term.entries.map(([key]) => planGet(key, slots, bound));
      const helds = term.entries.map(([, value]) => planGet(value, slots, bound));
      return constantOf(term, (frame) => {
        const names = valuesOf(keys, frame);
        const values = valuesOf(helds, frame);
        if (names === undefined || values === undefined) return undefined;
        return objectOf(names.map((name, i) => [name, values[i] ?? null] as const));
      });
    }
    default:
      throw unsafe(term);
  }
}

function valuesOf(gets: readonly Get[], frame: Frame): readonly Value[] | undefined {
  const values: Value[] = [];
  for (const get of gets) {
    const value = get(frame);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** What has no variables is built once. */
function constantOf(term: Term, get: Get): Get {
  if (varsOfTerm(term, {}).size > 0) return get;
  const value = get([]);
  return () => value;
}

/** Adds the variables that get their values here to `bound`. */
export function planMatch(term: Term, slots: Slots, bound: Set<string>): Match {
  switch (term.kind) {
    case "var": {
      const slot = slots.of(term.name);
      if (bound.has(term.name)) return (frame, value) => equalValues(frame[slot] ?? null, value);
      bound.add(term.name);
      return (frame, value) => {
        frame[slot] = value;
        return true;
      };
    }
    case "array": {
      const items = term.items.map((item) => planMatch(item, slots, bound));
      return (frame, value) =>
        isArray(value) && value.length === items.length && items.every((match, i) => match(frame, value[i] ?? null));
    }
    case "object": {
      const entries = term.entries.map(
        ([key, held]) => [planGet(key, slots, bound), planMatch(held, slots, bound)] as const,
      );
      return (frame, value) =>
        isObject(value) &&
        value.size === entries.length &&
        entries.every(([getKey, match]) => {
          const key = getKey(frame);
          const held = key === undefined ? undefined : value.get(key);
          return held !== undefined && match(frame, held);
        });
    }
    default: {
      const get = planGet(term, slots, bound);
      return (frame, value) => {
        const wanted = get(frame);
        return wanted !== undefined && equalValues(wanted, value);
      };
    }
  }
}

/** Two terms that must become equal, as what to take apart when: `get` of each has a value once those before it were matched. */
export function planUnify(
  left: Term,
  right: Term,
  options: { slots: Slots; bound: Set<string> },
): ((frame: Frame) => boolean)[] {
  const { slots, bound } = options;
  const tests: ((frame: Frame) => boolean)[] = [];
  let pairs: (readonly [Term, Term])[] = [[left, right]];
  while (pairs.length > 0) {
    const rest: (readonly [Term, Term])[] = [];
    let hasMoved = false;
    for (const [a, b] of pairs) {
      const [from, to] = isBound(a, bound) ? [a, b] : [b, a];
      const inner = isBound(from, bound) ? undefined : takeApart(a, b);
      if (isBound(from, bound)) {
        const get = planGet(from, slots, bound);
        const match = planMatch(to, slots, bound);
        tests.push((frame) => {
          const value = get(frame);
          return value !== undefined && match(frame, value);
        });
        hasMoved = true;
      } else if (inner === "never") {
        return [() => false];
      } else if (inner !== undefined) {
        rest.push(...inner);
        hasMoved = true;
      } else {
        rest.push([a, b]);
      }
    }
    if (!hasMoved) throw unsafe(left);
    pairs = rest;
  }
  return tests;
}

function takeApart(a: Term, b: Term): readonly (readonly [Term, Term])[] | "never" | undefined {
  if (a.kind === "var" || b.kind === "var") return undefined;
  if (a.kind === "array" && b.kind === "array") {
    if (a.items.length !== b.items.length) return "never";
    return a.items.flatMap((item, i) => {
      const other = b.items[i];
      return other === undefined ? [] : [[item, other] as const];
    });
  }
  if (a.kind === "object" && b.kind === "object") {
    if (a.entries.length !== b.entries.length) return "never";
    const pairs: (readonly [Term, Term])[] = [];
    for (const [key, value] of a.entries) {
      const other = b.entries.find(([name]) => isSameTerm(key, name));
      if (other === undefined) return hasVars(key) ? undefined : "never";
      pairs.push([value, other[1]]);
    }
    return pairs;
  }
  return "never";
}

function isSameTerm(a: Term, b: Term): boolean {
  if (a.kind === "scalar" && b.kind === "scalar") return a.value === b.value;
  return a.kind === "var" && b.kind === "var" && a.name === b.name;
}

function hasVars(term: Term): boolean {
  return varsOfTerm(term, PATTERN).size > 0;
}

function unsafe(term: Term): RegoError {
  return new RegoError("rego_unsafe_var_error", term.at, "expression is unsafe");
}
