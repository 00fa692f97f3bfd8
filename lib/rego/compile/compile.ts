// Modules → a program. Each stage takes the rules as the one before left them and reports all that it finds; the first that finds
// mistakes is the last to run. The order is that of open-policy-agent/opa v1/ast/compile.go.

import type { BuiltinDeclaration } from "../builtin.js";
import { type RegoError, throwErrors, withinStack } from "../error.js";
import { type Module, operatorName, type Rule } from "../syntax/tree.js";
import { checkCalls, checkConflicts, checkImports, checkRecursion, checkReservedNames } from "./check.js";
import { closeOver } from "./closures.js";
import { liftDynamics } from "./dynamics.js";
import { expandHeadRef, expandRule } from "./expand.js";
import { renameLocals } from "./locals.js";
import { createNames } from "./names.js";
import type { Arity } from "./outputs.js";
import { resolveModules } from "./resolve.js";
import { type RuleNode, ruleTree } from "./rule-tree.js";
import { checkHeads, comparePlaces, orderRule } from "./safety.js";
import { checkTypes } from "./types/check-types.js";
import { findScalarNode, settleWiths } from "./withs.js";

export interface Program {
  readonly root: RuleNode;
  readonly builtins: ReadonlyMap<string, BuiltinDeclaration>;
}

/** Functions that the evaluator has itself. `print` becomes `internal.print`. */
export const NATIVE_ARITIES: ReadonlyMap<string, number> = new Map([
  ["eq", 2],
  ["equal", 2],
  ["assign", 2],
]);

/** @throws RegoErrors with all mistakes of the first stage that finds any */
export function compileModules(
  modules: readonly Module[],
  { builtins }: { readonly builtins: ReadonlyMap<string, BuiltinDeclaration> },
): Program {
  const [first] = modules;
  const at = { file: first?.file ?? "", row: 1, column: 1 };
  return withinStack("rego_compile_error", at, () => compile(modules, builtins));
}

function compile(given: readonly Module[], builtins: Program["builtins"]): Program {
  const names = createNames();
  const errors: RegoError[] = [];
  let modules = [...given].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const endStage = () => throwErrors(errors.sort(comparePlaces));
  const mapRules = (map: (rule: Rule) => Rule) => {
    modules = modules.map((module) => ({ ...module, rules: module.rules.map(map) }));
    endStage();
  };
  const isBuiltin = (name: string) => NATIVE_ARITIES.has(name) || builtins.has(name) || name === "print";

  const written = modules;
  modules = [...resolveModules(modules, errors)];
  endStage();
  mapRules((rule) => expandHeadRef(rule, names));
  checkReservedNames(written, errors);
  endStage();
  checkImports(written, errors);
  endStage();
  const root = ruleTree(modules);
  const arity: Arity = (operator) => {
    const name = operatorName(operator);
    if (name === undefined) return undefined;
    if (operator.head.kind !== "var" || operator.head.name !== "data") {
      return NATIVE_ARITIES.get(name) ?? builtins.get(name)?.arity;
    }
    const node = findScalarNode(root, operator);
    const [clause] = node?.clauses ?? [];
    return clause === undefined ? undefined : (clause.rule.head.args?.length ?? 0);
  };
  mapRules((rule) => renameLocals(rule, names, errors));
  mapRules((rule) => closeOver(rule, { names, arity, errors }));
  mapRules((rule) => expandRule(rule, names));
  mapRules((rule) => settleWiths(rule, { root, isBuiltin, names, errors }));
  checkConflicts(ruleTree(modules), modules, { names, errors });
  endStage();
  eachRule((rule) => checkCalls(rule, { arity, names, errors }));
  eachRule((rule) => checkHeads(rule, names, errors));
  mapRules((rule) => orderRule(rule, { arity, names, errors }));
  mapRules((rule) => liftDynamics(rule, names));
  const finished = ruleTree(modules);
  const ordered = checkRecursion(finished, { names, errors });
  endStage();
  checkTypes(ordered, { builtins, names, errors });
  endStage();
  return { root: finished, builtins };

  function eachRule(check: (rule: Rule) => void): void {
    for (const module of modules) module.rules.forEach(check);
    endStage();
  }
}
