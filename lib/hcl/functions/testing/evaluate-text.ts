// Evaluates expressions as they stand in a bake file, with the standard library and nothing else.

import type { Diagnostic } from "../../../source/index.js";
import { evaluate, parseExpression } from "../../index.js";
import type { Value } from "../../values/index.js";
import { type FunctionWorld, loadFunctions } from "../index.js";

export type Evaluated =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "failed"; readonly diagnostics: readonly Diagnostic[] };

/** 2 January 2024, 03:04:05 UTC, and bytes that count up. */
export const testWorld: FunctionWorld = {
  now: Date.UTC(2024, 0, 2, 3, 4, 5),
  homeDir: "/home/user",
  random: (count) => Uint8Array.from({ length: count }, (_, i) => i),
};

const functions = await loadFunctions();

export function evaluateText(text: string, variables: ReadonlyMap<string, Value> = new Map()): Evaluated {
  const { value: expression, diagnostics } = parseExpression({ name: "expression.hcl", text });
  const problems: Diagnostic[] = [...diagnostics];
  const scope = {
    variable: (name: string) => variables.get(name),
    function: (name: string) => functions.get(name),
    variableNames: () => variables.keys(),
    functionNames: () => functions.keys(),
    world: testWorld,
  };
  const value = problems.length > 0 ? undefined : evaluate(expression, scope, (problem) => problems.push(problem));
  return value === undefined ? { kind: "failed", diagnostics: problems } : { kind: "value", value };
}
