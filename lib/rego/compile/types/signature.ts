// The types of functions as their declarations write them: `(string, array[any] | set[any]) -> boolean`.
//
// `[number, string]` is an array of exactly those, `object{"a": string}[any: any]` has an `a` and may have more.
// Without an arrow a call is no value.

import {
  ANY,
  arrayType,
  BOOLEAN,
  either,
  type FunctionType,
  type MaybeType,
  NULL,
  NUMBER,
  objectType,
  STRING,
  type Type,
} from "./type.js";

const known = new Map<string, FunctionType>();

/** Read when a policy first calls the function. */
export function signature(text: string): FunctionType {
  const before = known.get(text);
  if (before !== undefined) return before;
  const type = parseSignature(text);
  known.set(text, type);
  return type;
}

/** What takes `arity` arguments of any type. */
export function anyFunction(arity: number): FunctionType {
  return { kind: "function", args: Array.from({ length: arity }, () => ANY), result: ANY };
}

const SIMPLE: Readonly<Record<string, Type>> = {
  any: ANY,
  null: NULL,
  boolean: BOOLEAN,
  number: NUMBER,
  string: STRING,
};

function parseSignature(text: string): FunctionType {
  const tokens = text.match(/->|[a-z_]+|"[^"]*"|[^\s]/g) ?? [];
  let next = 0;
  const args = list("(", ")", type);
  const result = take("->") ? type() : undefined;
  if (next < tokens.length) fail();
  return { kind: "function", args, result };

  function type(): Type {
    let found: MaybeType;
    do found = either(found, single());
    while (take("|"));
    return found ?? fail();
  }

  function single(): Type {
    if (tokens[next] === "[") return arrayType(list("[", "]", type));
    const name = tokens[next++] ?? "";
    const simple = SIMPLE[name];
    if (simple !== undefined) return simple;
    if (name === "array" || name === "set") {
      expect("[");
      const of = type();
      expect("]");
      return name === "array" ? arrayType([], of) : { kind: "set", of };
    }
    if (name !== "object") return fail();
    const entries = tokens[next] === "{" ? list("{", "}", entry) : [];
    if (!take("[")) return objectType(entries);
    const key = type();
    expect(":");
    const value = type();
    expect("]");
    return objectType(entries, { key, value });
  }

  function entry() {
    const id = tokens[next++] ?? "";
    expect(":");
    return { key: { id, type: STRING, scalar: id.slice(1, -1) }, type: type() };
  }

  function list<T>(open: string, close: string, item: () => T): readonly T[] {
    expect(open);
    const items: T[] = [];
    while (!take(close)) {
      items.push(item());
      if (tokens[next] !== close) expect(",");
    }
    return items;
  }

  function take(token: string): boolean {
    if (tokens[next] !== token) return false;
    next++;
    return true;
  }

  function expect(token: string): void {
    if (!take(token)) fail();
  }

  function fail(): never {
    throw new Error(`internal error: "${text}" is no type of a function`);
  }
}
